"""What many tests begin with, done once a process: afterwards its rows are put there again.

Signing up and pairing cost more than most of what follows them. Kept are the rows as they were
written, by the minute at which it was, so that a test with another clock has its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, transaction
from django.db.models import CompositePrimaryKey, Model
from django.utils import timezone

T = TypeVar("T")
Rows = Mapping[type[Model], Mapping[Any, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class _Kept:
    result: Any
    new: Rows
    changed: Rows
    gone: Rows


_KEPT: dict[tuple[str, str, tuple[datetime, bool]], _Kept] = {}


def once(name: str, make: Callable[[], T]) -> T:
    """What `make` gives, and its rows; a name stands for what is always made alike."""
    key = name, connection.vendor, _clock()
    kept = _KEPT.get(key)
    if kept is not None:
        _put(kept)
        return kept.result  # type: ignore[no-any-return]
    before = _all_rows()
    result = make()
    after = _all_rows()
    _KEPT[key] = _Kept(
        result,
        new=_those(after, lambda model, pk, row: pk not in before[model]),
        changed=_those(after, lambda model, pk, row: before[model].get(pk, row) != row),
        gone=_those(before, lambda model, pk, row: pk not in after[model]),
    )
    return result


def _clock() -> tuple[datetime, bool]:
    """The minute, and whether the clock runs: one that stands still tells the very moment.

    Looked at several times, since a clock just set running first tells where it was set to.
    """
    runs = len({time.time_ns() for _ in range(3)}) > 1
    now = timezone.now()
    return (now.replace(second=0, microsecond=0), True) if runs else (now, False)


def _those(rows: Rows, wanted: Callable[[type[Model], Any, dict[str, Any]], bool]) -> Rows:
    return {
        model: {pk: row for pk, row in found.items() if wanted(model, pk, row)}
        for model, found in rows.items()
    }


@transaction.atomic
def _put(kept: _Kept) -> None:
    for model, rows in kept.gone.items():
        for pk in rows:
            model._default_manager.filter(pk=pk).delete()
    for model, rows in kept.changed.items():
        for pk, row in rows.items():
            model._default_manager.filter(pk=pk).update(**row)
    for model, rows in kept.new.items():
        if rows:
            model._default_manager.bulk_create(model(**row) for row in rows.values())


def _all_rows() -> Rows:
    return {model: _rows_of(model) for model in reversed(_models())}


def _models() -> list[type[Model]]:
    """Top down, as the settings name the capabilities: what others point to comes last."""
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("troth.")
        for model in config.get_models()
    ]


def _rows_of(model: type[Model]) -> dict[Any, dict[str, Any]]:
    names = [
        field.attname
        for field in model._meta.concrete_fields
        if not isinstance(field, CompositePrimaryKey)
    ]
    rows = model._default_manager.values("pk", *names)
    found = {}
    for row in rows:
        pk = row.pop("pk")
        found[pk] = {
            name: bytes(value) if isinstance(value, memoryview) else value
            for name, value in row.items()
        }
    return found
