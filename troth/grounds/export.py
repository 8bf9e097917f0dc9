"""How the focus, needs and plans leave, and how they are taken back and erased."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from heapq import merge
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from troth.content.habits import habits
from troth.grounds.actions import erase_focus
from troth.grounds.needs import export as of_needs
from troth.grounds.needs.actions import erase_needs, take_back_needs
from troth.grounds.plans import export as of_plans
from troth.grounds.plans.actions import erase_plans, take_back_plans
from troth.grounds.queries import all_focuses
from troth.sealing import Unopened
from troth.spaces.membership import Membership
from troth.web.book import BookEntry


def export_rows(membership: Membership) -> Iterator[dict[str, object]]:
    """All that there is, opened, as plain values without signatures."""
    kinds = (_focuses(membership), of_needs.need_rows(membership), of_plans.plan_rows(membership))
    # In the order of their ids, which hold the day: a book is put together as it is read.
    yield from merge(*kinds, key=lambda row: str(row["id"]))


def book_entry(membership: Membership, row: Mapping[str, Any]) -> BookEntry:
    """How the row reads in a book."""
    if row["kind"] == of_needs.KIND:
        return of_needs.need_entry(membership, row)
    if row["kind"] == of_plans.KIND:
        return of_plans.plan_entry(row)
    # A habit by its name, or by its id if it is gone by now.
    known = habits().get(row.get("habit", ""))
    return BookEntry(
        day=date.fromisoformat(row["chosen_on"]),
        heading=_("The habit I chose"),
        text=known.name if known else row.get("habit", ""),
        unopened=row.get("unopened", ""),
    )


def erase_rows(space_id: UUID, now: datetime) -> None:
    """Delete all rows of one space."""
    for erase in (erase_focus, erase_needs, erase_plans):
        erase(space_id, now)


def take_back_rows(space_id: UUID, person_id: UUID, now: datetime) -> None:
    """Delete what one person said in a space; needs no key."""
    take_back_needs(space_id, person_id, now)
    take_back_plans(space_id, person_id, now)


def _focuses(membership: Membership) -> Iterator[dict[str, object]]:
    """Every habit that was ever chosen."""
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
