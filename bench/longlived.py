"""Two people to measure with, in this process: one begins, one has 10,000 promises behind them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import django

from bench.living import say, signed_up

if TYPE_CHECKING:
    from troth.promises.models import Ending, Promise, Rhythm
    from troth.promises.rhythms.rules import Timetable
    from troth.spaces.membership import Membership

TEXT = "Water the plants by the window"
ONE_DAY = timedelta(days=1)
ENDED = 10_000
# Most of those are days of rhythms that rest by now.
RHYTHMS, DAYS = 100, 80
# As long ago as an id can tell; what a page costs goes by rows, not by years.
YEARS = timedelta(days=2190)
A_PAGE = 25


def main() -> dict[str, dict[str, str]]:
    django.setup()
    now, both = datetime.now(UTC), {}
    for name in ("new", "settled"):
        living = signed_up(f"{name}-one")
        mine = living.membership("mine")
        if name == "settled":
            live_long(mine, now)
        have_before_one(mine, now)
        both[name] = living.cookies()
    return both


def have_before_one(mine: Membership, now: datetime) -> None:
    """Five open ones and three rhythms; and a page of those that have ended."""
    from troth.promises.rhythms.actions import begin_rhythm
    from troth.promises.rhythms.rules import LASTS, begun
    from troth.spaces.ids import new_id
    from troth.spaces.recurrence import Pattern, Recurrence

    today = mine.today(now)
    for number in range(5):
        say(mine, number, today + number * ONE_DAY, now)
    for pattern in (Pattern.DAILY, Pattern.WEEKDAYS, Pattern.WEEKLY):
        timetable = begun(Recurrence(pattern, today), None, today + LASTS, "UTC", today)
        begin_rhythm(mine, f"{TEXT}, {pattern}", "", timetable, now, new_id(today))
    for ago in range(A_PAGE, 0, -1):
        then = now - ago * ONE_DAY
        say(mine, ago, then.date(), then, kept=True)


def live_long(mine: Membership, now: datetime) -> None:
    """Each kept on its day; written at once, since by their actions they would take minutes."""
    from troth.promises.models import Rhythm
    from troth.promises.rhythms.rows import promises_of

    made: list[Promise] = []
    began = (now - YEARS).date()
    for number in range(RHYTHMS):
        row, timetable = _rhythm(mine, began + number * 20 * ONE_DAY)
        Rhythm.objects.bulk_create([row])
        first = timetable.recurrence.starts_on
        made += promises_of(row, timetable, timetable.days_between(first, first + DAYS * ONE_DAY))
    _write_as_kept(mine, made)
    keep_often(mine, ENDED - len(made), now)


def keep_often(mine: Membership, times: int, now: datetime) -> None:
    """So many promises, a day apart, each with words of its own."""
    began = (now - YEARS).date()
    _write_as_kept(mine, [_once(mine, began + n * ONE_DAY, n) for n in range(times)])


def _write_as_kept(mine: Membership, made: list[Promise]) -> None:
    from troth.promises.models import Ending, Promise

    for promise in made:
        promise.state = "kept"
    Promise.objects.bulk_create(made, batch_size=500)
    Ending.objects.bulk_create([_kept(mine, promise) for promise in made], batch_size=500)


def _rhythm(mine: Membership, first: date) -> tuple[Rhythm, Timetable]:
    from troth.promises.models import Rhythm
    from troth.promises.rhythms.rules import LONGEST, begun
    from troth.promises.rhythms.sealed import RHYTHM_TABLE
    from troth.promises.rhythms.words import RhythmWords
    from troth.sealing import seal_words
    from troth.spaces.ids import new_id
    from troth.spaces.recurrence import Pattern, Recurrence

    recurrence, row_id = Recurrence(Pattern.DAILY, first), new_id(first)
    timetable = begun(recurrence, None, first + LONGEST, "UTC", first)
    words = RhythmWords(
        text=TEXT,
        cue="",
        recurrence=recurrence.as_text(),
        at="",
        until=timetable.until.isoformat(),
        zones=timetable.zones_as_text(),
        made_on=first.isoformat(),
    )
    row = Rhythm(
        space_id=mine.space_id,
        id=row_id,
        maker_id=mine.person_id,
        made_on=first,
        recurrence=words.recurrence,
        zone="UTC",
        until=timetable.until,
        made_until=timetable.until,
        words=seal_words(mine.ring(), mine.context(RHYTHM_TABLE, row_id), words),
    )
    return row, timetable


def _once(mine: Membership, day: date, number: int) -> Promise:
    from troth.promises.due import DueKind, DueValue
    from troth.promises.models import Promise
    from troth.promises.opening import PROMISE_TABLE
    from troth.promises.words import PromiseWords
    from troth.sealing import seal_words
    from troth.spaces.ids import new_id

    due, row_id = DueValue(DueKind.DAY, day, None, "UTC"), new_id(day)
    words = PromiseWords(f"{TEXT}, {number}", "", due.as_text(), day.isoformat(), "")
    return Promise(
        space_id=mine.space_id,
        id=row_id,
        maker_id=mine.person_id,
        made_on=day,
        due_kind=due.kind.value,
        due_on=day,
        due_zone=due.zone,
        due_at=due.instant(),
        words=seal_words(mine.ring(), mine.context(PROMISE_TABLE, row_id), words),
    )


def _kept(mine: Membership, promise: Promise) -> Ending:
    from troth.promises.models import Ending
    from troth.promises.opening import ENDING_TABLE
    from troth.promises.words import EndingWords
    from troth.sealing import seal_words
    from troth.spaces.ids import new_id

    day, row_id = promise.due_on, new_id(promise.due_on)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC).isoformat()
    words = EndingWords(
        promise=str(promise.id),
        state="kept",
        happened=noon,
        happened_on=day.isoformat(),
        is_late=False,
        recorded=noon,
        recorded_on=day.isoformat(),
        note="",
    )
    return Ending(
        space_id=mine.space_id,
        id=row_id,
        promise_id=promise.id,
        person_id=mine.person_id,
        number=1,
        state="kept",
        happened_on=day,
        is_late=False,
        recorded_on=day,
        words=seal_words(mine.ring(), mine.context(ENDING_TABLE, row_id), words),
    )


if __name__ == "__main__":
    print(json.dumps(main()))
