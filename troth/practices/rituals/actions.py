"""Writes of rituals: picking one or changing its days, stopping it, what goes on by itself."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from django.db import transaction

from troth.practices.models import Ritual
from troth.practices.rituals import rules
from troth.practices.rituals.queries import (
    RITUAL_TABLE,
    picked_ritual,
    rhythm_of_ritual,
)
from troth.practices.words import RitualWords
from troth.record.actions import expect, settle
from troth.record.models import Kind
from troth.sealing import seal_words
from troth.spaces.actions import hold_space
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.spaces.recurrence import Pattern, Recurrence


@transaction.atomic
def pick_ritual(
    mine: Membership, practice_id: str, days: tuple[int, ...], at: time, now: datetime
) -> None:
    """Have it come round on these weekdays, Monday 0; what was picked before is changed."""
    hold_space(mine, now)
    today, before = mine.today(now), picked_ritual(mine, practice_id)
    recurrence = Recurrence(Pattern.DAYS, today, days)
    row_id = before.id if before else new_id(today)
    made_on = before.made_on if before else today
    words = RitualWords(
        practice_id, made_on.isoformat(), recurrence.as_text(), at.strftime("%H:%M")
    )
    revision = before.revision + 1 if before else 1
    sealed = seal_words(mine.ring(), mine.context(RITUAL_TABLE, row_id), words, revision)
    facts = {"recurrence": words.recurrence, "at": at, "words": sealed}
    if before:
        Ritual.objects.filter(space_id=mine.space_id, id=row_id).update(**facts)
    else:
        Ritual.objects.create(
            space_id=mine.space_id, id=row_id, person_id=mine.person_id, made_on=made_on, **facts
        )
    settle(mine, Kind.RITUAL, row_id, now)
    rhythm = rhythm_of_ritual(practice_id)
    expect(mine, Kind.RITUAL, row_id, rules.next_at(recurrence, rhythm, at, mine.zone, now), now)


@transaction.atomic
def stop_ritual(mine: Membership, practice_id: str, now: datetime) -> None:
    """Have it come round no more; what was said in it stays. A second time changes nothing."""
    before = picked_ritual(mine, practice_id)
    if before is not None:
        settle(mine, Kind.RITUAL, before.id, now)
        Ritual.objects.filter(space_id=mine.space_id, id=before.id).delete()


@transaction.atomic
def erase_rituals(space_id: UUID, now: datetime) -> None:
    Ritual.objects.filter(space_id=space_id).delete()
