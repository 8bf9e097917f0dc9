"""Reads of the focus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from troth.grounds.models import Focus
from troth.grounds.words import FocusWords
from troth.sealing import Opened, Reason, Unopened, open_words
from troth.spaces.membership import Membership

FOCUS_TABLE = "grounds.focus"
BATCH = 200


@dataclass(frozen=True, slots=True)
class FocusView:
    id: UUID
    chosen_on: date
    habit: str | Unopened


def current_focus(membership: Membership) -> FocusView | None:
    """The habit that leads Today, None before one is chosen."""
    rows = Focus.objects.filter(
        space_id=membership.space_id, person_id=membership.person_id, is_current=True
    )
    # There is one at most, so nothing has to be sorted as first() would.
    return next((focus_view(membership, row) for row in rows), None)


def all_focuses(membership: Membership) -> Iterator[tuple[FocusView, bool]]:
    """Every focus of the person in this space by id, with whether it still leads.

    BATCH rows at a time: no cursor stays open, with a lock on the database, while a browser reads.
    """
    own = Focus.objects.filter(space_id=membership.space_id, person_id=membership.person_id)
    rows = own.order_by("id")
    batch = list(rows[:BATCH])
    while batch:
        for row in batch:
            yield focus_view(membership, row), row.is_current
        batch = list(rows.filter(id__gt=batch[-1].id)[:BATCH])


def focus_view(membership: Membership, row: Focus) -> FocusView:
    context = membership.context(FOCUS_TABLE, row.id, row.person_id)
    opened = open_words(membership.keys, context, row.words, FocusWords)
    habit: str | Unopened
    if not isinstance(opened, Opened):
        habit = opened
    elif opened.words.chosen_on != row.chosen_on.isoformat():
        habit = Unopened(Reason.ALTERED)
    else:
        habit = opened.words.habit
    return FocusView(row.id, row.chosen_on, habit)
