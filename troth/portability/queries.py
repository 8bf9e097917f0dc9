"""What leaves: the rows and entries that the capabilities offer, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from troth.spaces.ids import day_of
from troth.spaces.membership import Membership
from troth.web.book import BookEntry
from troth.web.capabilities import offered

Row = dict[str, Any]
EntryOf = Callable[[Membership, Row], BookEntry | None]


def rows_of(membership: Membership) -> Iterator[Row]:
    """Everything of one space that the person can read, capability by capability."""
    for _, export_rows in offered("export", "export_rows"):
        yield from export_rows(membership)


def entries_of(membership: Membership) -> Iterator[tuple[date, BookEntry]]:
    """What of one space is told in a book, each with the day that it stands under, in order.

    Each capability gives its rows in the order of their ids, which hold the day: so they are
    merged as they are read, however many there are.
    """
    rows_by_capability = dict(offered("export", "export_rows"))
    streams = [
        _told(membership, rows_by_capability[capability](membership), book_entry)
        for capability, book_entry in offered("export", "book_entry")
    ]
    yield from merge(*streams, key=itemgetter(0))


def _told(
    membership: Membership, rows: Iterator[Row], book_entry: EntryOf
) -> Iterator[tuple[date, BookEntry]]:
    for day, of_the_day in groupby(_dated(rows), key=itemgetter(0)):
        for row in _what_follows_last([row for _day, row in of_the_day]):
            entry = book_entry(membership, row)
            if entry is not None:
                yield day, entry


def _dated(rows: Iterator[Row]) -> Iterator[tuple[date, Row]]:
    """Under days that never go back, whatever somebody did to an id from outside."""
    day = date.min
    for row in rows:
        day = max(day, _day_of(row) or day)
        yield day, row


def _what_follows_last(rows: list[Row]) -> list[Row]:
    """Of one day, whose ids tell no order: what took the place of another comes after it."""
    by_id = {row["id"]: row for row in rows if row.get("id")}

    def place(row: Row) -> int:
        steps, seen = 0, set()
        while (before := by_id.get(row.get("follows"))) is not None and before["id"] not in seen:
            seen.add(before["id"])
            row, steps = before, steps + 1
        return steps

    return sorted(rows, key=place)


def _day_of(row: Row) -> date | None:
    """By its id; what leaves without one says on which day it was made."""
    try:
        if "id" not in row:
            return date.fromisoformat(str(row["made_on"]))
        return day_of(UUID(str(row["id"])))
    except ValueError:
        return None
