"""Reads of rituals: which ones somebody has picked, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from troth.people.queries import zones_of
from troth.practices.models import Ritual
from troth.practices.rituals import rules
from troth.practices.rules import Kind, Rhythm
from troth.practices.scripts import practices
from troth.practices.words import RitualWords
from troth.record.models import Kind as RecordKind
from troth.record.queries import Later, PastDue, due_before
from troth.sealing import Opened, open_words
from troth.spaces.membership import Membership
from troth.spaces.recurrence import Recurrence

RITUAL_TABLE = "practices.ritual"
# In the place of a practice: a question from a deck.
TONIGHT = "tonight"
# From when on a ritual stands on Today, unless somebody says.
USUAL_AT: Mapping[str, time] = {"morning": time(6), "evening": time(19), TONIGHT: time(19)}
USUAL_TIME = time(9)


@dataclass(frozen=True, slots=True)
class RitualView:
    """Something that was picked: of which practice, on which days, from what time on."""

    id: UUID
    practice: str
    made_on: date
    recurrence: Recurrence
    at: time
    revision: int

    @property
    def rhythm(self) -> Rhythm:
        return rhythm_of_ritual(self.practice)


def offered() -> list[str]:
    """What can be picked, by the id of its practice, daily ones first."""
    found = [each for each in practices().values() if each.kind is Kind.RITUAL]
    daily = [each.id for each in found if each.rhythm is Rhythm.DAILY]
    weekly = [each.id for each in found if each.rhythm is Rhythm.WEEKLY]
    order = sorted(daily, key=lambda each: USUAL_AT.get(each, USUAL_TIME))
    return [*order, TONIGHT, *weekly]


def rhythm_of_ritual(practice_id: str) -> Rhythm:
    practice = practices().get(practice_id)
    return practice.rhythm if practice and practice.rhythm else Rhythm.DAILY


def picked(mine: Membership) -> list[RitualView]:
    """What the person has picked, in the order in which it is offered, as far as it opens."""
    rows = Ritual.objects.filter(space_id=mine.space_id, person_id=mine.person_id)
    views = [view for view in (_view(mine, row) for row in rows) if view is not None]
    known = offered()
    found = [view for view in views if view.practice in known]
    return sorted(found, key=lambda view: known.index(view.practice))


def picked_ritual(mine: Membership, practice_id: str) -> RitualView | None:
    return next((view for view in picked(mine) if view.practice == practice_id), None)


def moved_on(now: datetime) -> Iterator[list[Later]]:
    """Keyless: rituals whose turn has gone by where their person is, some hundred at a time."""
    for batch in due_before(RecordKind.RITUAL, now):
        yield list(_moved(batch, now))


def _moved(batch: list[PastDue], now: datetime) -> Iterator[Later]:
    rows = Ritual.objects.filter(
        space_id__in={due.space_id for due in batch}, id__in=[due.target_id for due in batch]
    ).defer("words")
    rituals = {(row.space_id, row.id): row for row in rows}
    zones = zones_of({due.person_id for due in batch})
    for due in batch:
        row, zone = rituals.get((due.space_id, due.target_id)), zones.get(due.person_id)
        recurrence = None if row is None else recurrence_of(row)
        if row is None or recurrence is None or zone is None:
            continue
        at = rules.next_at(recurrence, rules.rhythm_of(recurrence), row.at, zone, now)
        if at != due.at:
            yield Later(due.space_id, due.id, at)


def recurrence_of(row: Ritual) -> Recurrence | None:
    try:
        return Recurrence.parse(row.recurrence)
    except ValueError:
        return None


def _view(mine: Membership, row: Ritual) -> RitualView | None:
    context = mine.context(RITUAL_TABLE, row.id, row.person_id)
    opened = open_words(mine.keys, context, row.words, RitualWords)
    recurrence = recurrence_of(row)
    if not isinstance(opened, Opened) or recurrence is None:
        return None
    words = opened.words
    signed = words.made_on, words.recurrence, words.at
    if signed != (row.made_on.isoformat(), row.recurrence, row.at.strftime("%H:%M")):
        return None
    return RitualView(row.id, words.practice, row.made_on, recurrence, row.at, opened.revision)
