"""Writes of gestures. None of them notes an event: what is done in private never happened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction

from troth.gestures import queries, rules
from troth.gestures.models import Gesture
from troth.gestures.queries import GESTURE_TABLE, DayOver, gesture_view
from troth.gestures.rules import NotPossible, Occasion, Refusal
from troth.gestures.words import GestureWords
from troth.record.actions import expect, expect_later, settle, settle_all
from troth.record.models import Kind
from troth.record.queries import Later
from troth.sealing import Unopened, seal_words
from troth.spaces.actions import hold_space
from troth.spaces.days import day_begins_at
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership


@transaction.atomic
def make_gesture(
    mine: Membership, text: str, occasion: Occasion, now: datetime, token: UUID
) -> UUID:
    """Remember something small; a second post changes nothing. Raises NotPossible.

    A form that comes again with other words, from the browser's memory, is another gesture.
    """
    ring, today = mine.ring(), mine.today(now)
    if not mine.is_private:
        raise ValueError("a gesture stands in its person's private space")
    hold_space(mine, now)
    words = GestureWords(text, today.isoformat(), rules.as_text(occasion))
    row = Gesture.objects.filter(space_id=mine.space_id, id=token).first()
    if row is not None:
        if gesture_view(mine, row).words == words:
            return token
        token = new_id(today)
    if queries.count_of_own(mine, now) >= rules.MOST:
        raise NotPossible(Refusal.ENOUGH)
    made = Gesture.objects.create(
        space_id=mine.space_id,
        id=token,
        person_id=mine.person_id,
        made_on=today,
        occasion=words.occasion,
        words=seal_words(ring, mine.context(GESTURE_TABLE, token), words),
    )
    _expect_next(mine, made, now)
    return token


@transaction.atomic
def change_gesture(
    mine: Membership,
    gesture_id: UUID,
    text: str,
    occasion: Occasion,
    revision: int | None,
    now: datetime,
) -> None:
    """Other words or another rhythm, from now on. `revision` is that of the words as they were
    read. Raises NotPossible, and DoesNotExist for what is gone.
    """
    row = _held(mine, gesture_id, now)
    view = gesture_view(mine, row)
    words = GestureWords(text, row.made_on.isoformat(), rules.as_text(occasion))
    if view.words == words:
        return
    if isinstance(view.words, Unopened) or view.revision != revision:
        raise NotPossible(Refusal.WORDS_CHANGED)
    row.occasion = words.occasion
    context = mine.context(GESTURE_TABLE, row.id)
    row.words = seal_words(mine.ring(), context, words, view.revision + 1)
    row.save(update_fields=["occasion", "words"])
    _expect_next(mine, row, now)


@transaction.atomic
def tick_gesture(mine: Membership, gesture_id: UUID, now: datetime) -> None:
    """Done for today; a second time changes nothing. Raises NotPossible, DoesNotExist."""
    row, today = _held(mine, gesture_id, now), mine.today(now)
    if not gesture_view(mine, row).is_on(today):
        raise NotPossible(Refusal.ANOTHER_DAY)
    if row.ticked_on != today:
        row.ticked_on = today
        row.save(update_fields=["ticked_on"])
        _expect_next(mine, row, now)


@transaction.atomic
def untick_gesture(mine: Membership, gesture_id: UUID, now: datetime) -> None:
    """Take today's tick away again; without one nothing changes. Raises DoesNotExist."""
    row = _held(mine, gesture_id, now)
    if row.ticked_on == mine.today(now):
        row.ticked_on = None
        row.save(update_fields=["ticked_on"])
        _expect_next(mine, row, now)


@transaction.atomic
def stop_gesture(mine: Membership, gesture_id: UUID, now: datetime) -> None:
    """Have it gone, words and all. Raises DoesNotExist."""
    _held(mine, gesture_id, now).delete()
    settle(mine, Kind.GESTURE, gesture_id, now)


@transaction.atomic
def move_on(days_over: Iterable[DayOver], now: datetime) -> None:
    """Keyless: what recurs is due for its next day, what was for once is gone.

    What its person changed since it was read is left as it is.
    """
    later: list[Later] = []
    for each in days_over:
        if each.next_at is not None:
            later.append(Later(each.space_id, each.due_id, each.next_at))
            continue
        was_once = Gesture.objects.filter(
            space_id=each.space_id, id=each.gesture_id, occasion=each.occasion
        )
        if was_once.delete()[0]:
            settle_all(each.space_id, Kind.GESTURE, [each.gesture_id], now)
    expect_later(later, now)


@transaction.atomic
def forget_ticks(now: datetime) -> None:
    """Keyless: a tick is for its day, and no list of them remains."""
    # Wherever somebody is, their day is at most one behind the one in Greenwich.
    earliest_today = now.astimezone(UTC).date() - timedelta(days=1)
    Gesture.objects.filter(ticked_on__lt=earliest_today).update(ticked_on=None)


@transaction.atomic
def erase_gestures(space_id: UUID, now: datetime) -> None:
    """All gestures of one space."""
    Gesture.objects.filter(space_id=space_id).delete()


def _held(mine: Membership, gesture_id: UUID, now: datetime) -> Gesture:
    """One writer at a time for a gesture. Raises DoesNotExist, also for what is over."""
    row = Gesture.objects.select_for_update().get(
        space_id=mine.space_id, id=gesture_id, person_id=mine.person_id
    )
    occasion = queries.occasion_of(row)
    if occasion is not None and rules.is_over(occasion, mine.today(now)):
        raise Gesture.DoesNotExist
    return row


def _expect_next(mine: Membership, row: Gesture, now: datetime) -> None:
    """One line in the record: the beginning of the next day without a tick."""
    settle(mine, Kind.GESTURE, row.id, now)
    day = rules.next_day(rules.parse(row.occasion), mine.today(now), row.ticked_on)
    if day is not None:
        expect(mine, Kind.GESTURE, row.id, day_begins_at(day, mine.zone), now)
