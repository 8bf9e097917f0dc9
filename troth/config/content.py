"""What `troth check` looks at in the content files of every language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import django

from troth.content.check import check_content, languages


def content_faults() -> Iterator[str]:
    """One line a problem, with its file and line."""
    today = datetime.now(UTC).date()
    for folder in languages():
        yield from faults_in(folder, today)


def faults_in(folder: Path, today: date) -> Iterator[str]:
    """The same of one language; scripts by the capabilities that run them."""
    from troth.web.capabilities import offered

    yield from check_content(folder, today)
    for _capability, script_problems in offered("script_check", "script_problems"):
        yield from script_problems(folder)


def all_content_faults() -> list[str]:
    django.setup()
    return list(content_faults())
