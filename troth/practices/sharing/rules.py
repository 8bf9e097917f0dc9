"""From where a page of what the two told each other goes on. Pure."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID


class Cursor(NamedTuple):
    day: date
    row_id: UUID

    def as_text(self) -> str:
        return f"{self.day.isoformat()}.{self.row_id}"


def read_cursor(text: str) -> Cursor | None:
    """None for nothing. ValueError for anything else."""
    if not text:
        return None
    day, _dot, row_id = text.partition(".")
    return Cursor(date.fromisoformat(day), UUID(row_id))
