"""The record holds no words: nothing of it leaves, and it is erased with its space."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from troth.record.actions import erase_record
from troth.spaces.membership import Membership


def export_rows(membership: Membership) -> Iterator[dict[str, object]]:
    """Nothing: what is due and what happened follows from the rows that speak of it."""
    return iter(())


def erase_rows(space_id: UUID, now: datetime) -> None:
    """Delete all rows of one space."""
    erase_record(space_id, now)
