"""Reads of gestures; all but the housekeeping's open the words with the membership's keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from troth.gestures import rules
from troth.gestures.models import Gesture
from troth.gestures.rules import Occasion
from troth.gestures.words import GestureWords
from troth.people.queries import zones_of
from troth.record.models import Kind
from troth.record.queries import PastDue, due_before
from troth.sealing import Opened, Reason, Unopened, open_words
from troth.spaces.days import day_begins_at, local_day
from troth.spaces.membership import Membership

GESTURE_TABLE = "gestures.gesture"
BATCH = 200
# Days are shorter where the clock goes forward.
SHORTEST_DAY = timedelta(hours=22)


@dataclass(frozen=True, slots=True)
class GestureView:
    """A gesture, opened; `occasion` is None where what is stored is none."""

    id: UUID
    made_on: date
    occasion: Occasion | None
    ticked_on: date | None
    words: GestureWords | Unopened
    revision: int

    def is_on(self, day: date) -> bool:
        return self.occasion is not None and rules.falls_on(self.occasion, day)

    def is_ticked(self, today: date) -> bool:
        return self.ticked_on == today


@dataclass(frozen=True, slots=True)
class DayOver:
    """A gesture whose day has ended; `next_at` is None for what was for once."""

    space_id: UUID
    gesture_id: UUID
    due_id: UUID
    occasion: str
    next_at: datetime | None


def own_gestures(mine: Membership, now: datetime) -> list[GestureView]:
    """All that there are, in the order in which they were made; what is over is gone."""
    today = mine.today(now)
    views = (gesture_view(mine, row) for row in _own_rows(mine).order_by("id"))
    return [view for view in views if not _is_over(view.occasion, today)]


def own_gesture(mine: Membership, gesture_id: UUID, now: datetime) -> GestureView | None:
    row = _own_rows(mine).filter(id=gesture_id).first()
    if row is None or _is_over(occasion_of(row), mine.today(now)):
        return None
    return gesture_view(mine, row)


def waiting_today(mine: Membership, now: datetime) -> list[GestureView]:
    """What falls on today and has no tick, by the rule alone, whatever the record has due."""
    today = mine.today(now)
    rows = _own_rows(mine).exclude(ticked_on=today).order_by("id")
    on_today = (row for row in rows if _falls_on(occasion_of(row), today))
    return [gesture_view(mine, row) for row in on_today]


def count_of_own(mine: Membership, now: datetime) -> int:
    """How many there are, those that are over left out; opens none."""
    today = mine.today(now)
    return sum(not _is_over(occasion_of(row), today) for row in _own_rows(mine))


def every_gesture(mine: Membership) -> Iterator[GestureView]:
    """By id, BATCH rows at a time: no cursor stays open while a browser reads."""
    rows = _own_rows(mine).order_by("id")
    batch = list(rows[:BATCH])
    while batch:
        for row in batch:
            yield gesture_view(mine, row)
        batch = list(rows.filter(id__gt=batch[-1].id)[:BATCH])


def gesture_view(mine: Membership, row: Gesture) -> GestureView:
    context = mine.context(GESTURE_TABLE, row.id, row.person_id)
    opened = open_words(mine.keys, context, row.words, GestureWords)
    words: GestureWords | Unopened
    revision = 0
    if not isinstance(opened, Opened):
        words = opened
    elif (opened.words.made_on, opened.words.occasion) != (row.made_on.isoformat(), row.occasion):
        words = Unopened(Reason.ALTERED)
    else:
        words, revision = opened.words, opened.revision
    return GestureView(row.id, row.made_on, occasion_of(row), row.ticked_on, words, revision)


def occasion_of(row: Gesture) -> Occasion | None:
    try:
        return rules.parse(row.occasion)
    except ValueError:
        return None


def days_over(now: datetime) -> Iterator[list[DayOver]]:
    """Gestures whose day has ended where their person is, some hundred at a time; keyless."""
    for batch in due_before(Kind.GESTURE, now - SHORTEST_DAY):
        yield _days_over(batch, now)


def _days_over(batch: list[PastDue], now: datetime) -> list[DayOver]:
    found = Gesture.objects.filter(
        space_id__in={due.space_id for due in batch}, id__in={due.target_id for due in batch}
    ).defer("words")
    gestures = {(row.space_id, row.id): row for row in found}
    zones = zones_of({due.person_id for due in batch})
    over = []
    for due in batch:
        row = gestures.get((due.space_id, due.target_id))
        occasion = None if row is None else occasion_of(row)
        zone = zones.get(due.person_id)
        # What points nowhere is for `troth check` to tell.
        if row is None or occasion is None or zone is None:
            continue
        day = rules.next_day(occasion, local_day(now, zone), row.ticked_on)
        next_at = None if day is None else day_begins_at(day, zone)
        if next_at != due.at:
            over.append(DayOver(row.space_id, row.id, due.id, row.occasion, next_at))
    return over


def _own_rows(mine: Membership) -> QuerySet[Gesture]:
    return Gesture.objects.filter(space_id=mine.space_id, person_id=mine.person_id)


def _falls_on(occasion: Occasion | None, day: date) -> bool:
    return occasion is not None and rules.falls_on(occasion, day)


def _is_over(occasion: Occasion | None, today: date) -> bool:
    return occasion is not None and rules.is_over(occasion, today)
