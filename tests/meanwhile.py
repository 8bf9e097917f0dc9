"""Something that happens in the middle of somebody's request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

# With this a write begins, once all has been read that it was decided by.
A_WRITE = "SAVEPOINT"


@contextmanager
def meanwhile(act: Callable[[], object], before: str = A_WRITE) -> Iterator[None]:
    """`act` once, just before the first statement that begins with `before`."""
    waiting = [act]

    def run(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if waiting and sql.startswith(before):
            waiting.pop()()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(run):
        yield
    assert not waiting, "it never came to that statement"
