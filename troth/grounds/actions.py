"""Writes of the focus."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from troth.grounds.models import Focus
from troth.grounds.queries import FOCUS_TABLE, focus_view
from troth.grounds.words import FocusWords
from troth.sealing import seal_words
from troth.spaces.actions import hold_space
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership


@transaction.atomic
def choose_focus(membership: Membership, habit: str, now: datetime, token: UUID) -> None:
    """Choose the habit that leads Today from now on; an earlier one is kept as past."""
    ring = membership.ring()
    hold_space(membership, now)
    row = Focus.objects.filter(space_id=membership.space_id, id=token).first()
    if row is not None:
        if row.is_current and focus_view(membership, row).habit == habit:
            return
        # The form again from the browser's memory, for another choice.
        token = new_id(membership.today(now))
    Focus.objects.filter(
        space_id=membership.space_id, person_id=membership.person_id, is_current=True
    ).update(is_current=False)
    today = membership.today(now)
    words = FocusWords(habit, today.isoformat())
    Focus.objects.create(
        space_id=membership.space_id,
        id=token,
        person_id=membership.person_id,
        chosen_on=today,
        words=seal_words(ring, membership.context(FOCUS_TABLE, token), words),
    )


@transaction.atomic
def set_focus_aside(membership: Membership, now: datetime) -> None:
    """Have no focus for now."""
    hold_space(membership, now)
    Focus.objects.filter(
        space_id=membership.space_id, person_id=membership.person_id, is_current=True
    ).update(is_current=False)


@transaction.atomic
def erase_focus(space_id: UUID, now: datetime) -> None:
    """Every choice in one space."""
    Focus.objects.filter(space_id=space_id).delete()
