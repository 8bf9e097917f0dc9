"""The book that somebody takes along: how one row of a capability reads in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class BookLine:
    """A line under an entry; `is_written` where somebody wrote it themselves."""

    text: str
    is_written: bool = False


@dataclass(frozen=True, slots=True)
class BookEntry:
    """One row: its day, who said what, and lines below; `unopened` names a reason for no text."""

    day: date
    heading: str
    text: str = ""
    lines: tuple[BookLine, ...] = ()
    unopened: str = ""
    is_theirs: bool = False


def earlier_lines(row: Mapping[str, Any]) -> Iterator[BookLine]:
    """What a row said before, where it is known until which day, as an export gives it."""
    for each in row.get("earlier", ()):
        if each["until"]:
            until = full_date(date.fromisoformat(each["until"]))
            yield BookLine(_("until %(day)s it said:") % {"day": until})
            yield BookLine(each["text"], is_written=True)


def full_date(day: date) -> str:
    """A date with its year: a book is read long after it was made."""
    return date_format(day, "j F Y")
