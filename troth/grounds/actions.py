"""Writes of the focus."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from troth.grounds.models import Focus
from troth.grounds.queries import FOCUS_TABLE
from troth.grounds.words import FocusWords
from troth.sealing import seal_words
from troth.spaces.membership import Membership


@transaction.atomic
def choose_focus(membership: Membership, habit: str, now: datetime, token: UUID) -> None:
    """Choose the habit that leads Today from now on; an earlier one is kept as past."""
    ring = membership.ring()
    if Focus.objects.filter(space_id=membership.space_id, id=token).exists():
        return
    Focus.objects.select_for_update().filter(
        space_id=membership.space_id, person_id=membership.person_id, is_current=True
    ).update(is_current=False)
    Focus.objects.create(
        space_id=membership.space_id,
        id=token,
        person_id=membership.person_id,
        chosen_on=membership.today(now),
        words=seal_words(ring, membership.context(FOCUS_TABLE, token), FocusWords(habit)),
    )


@transaction.atomic
def set_focus_aside(membership: Membership, now: datetime) -> None:
    """Have no focus for now."""
    Focus.objects.filter(
        space_id=membership.space_id, person_id=membership.person_id, is_current=True
    ).update(is_current=False)
