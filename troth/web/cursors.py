"""From where a list that goes on by days goes on: the day and id of the row that came last."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID


class DayCursor(NamedTuple):
    """As an address carries it: 2026-11-22.00000000-0000-8000-8000-000000000000."""

    day: date
    row_id: UUID

    def as_text(self) -> str:
        return f"{self.day.isoformat()}.{self.row_id}"


def read_day_cursor(text: str) -> DayCursor | None:
    """None for nothing. ValueError for anything else that isn't one."""
    if not text:
        return None
    day, _dot, row_id = text.partition(".")
    return DayCursor(date.fromisoformat(day), UUID(row_id))
