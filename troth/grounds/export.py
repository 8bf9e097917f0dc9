"""How the focus leaves, and how it is erased."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from troth.content.habits import habits
from troth.grounds.actions import erase_grounds
from troth.grounds.queries import all_focuses
from troth.sealing import Unopened
from troth.spaces.membership import Membership
from troth.web.book import BookEntry


def export_rows(membership: Membership) -> Iterator[dict[str, object]]:
    """Every habit that was ever chosen, opened, as plain values without signatures."""
    for view, is_current in all_focuses(membership):
        facts: dict[str, object] = {
            "kind": "focus",
            "id": str(view.id),
            "chosen_on": view.chosen_on.isoformat(),
            "is_current": is_current,
        }
        if isinstance(view.habit, Unopened):
            yield {**facts, "unopened": view.habit.reason.value}
        else:
            yield {**facts, "habit": view.habit}


def book_entry(membership: Membership, row: Mapping[str, Any]) -> BookEntry:
    """How the row reads in a book: a habit by its name, or by its id if it is gone by now."""
    known = habits().get(row.get("habit", ""))
    return BookEntry(
        day=date.fromisoformat(row["chosen_on"]),
        heading=_("The habit I chose"),
        text=known.name if known else row.get("habit", ""),
        unopened=row.get("unopened", ""),
    )


def erase_rows(space_id: UUID, now: datetime) -> None:
    """Delete all rows of one space."""
    erase_grounds(space_id, now)
