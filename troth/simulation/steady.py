"""What the two do again and again: rhythms with their days, small gestures, a break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from troth.gestures.actions import make_gesture
from troth.journeys.breaks.actions import begin_break
from troth.promises import actions
from troth.promises.rhythms.actions import begin_rhythm
from troth.promises.rhythms.queries import days_until
from troth.promises.rhythms.rules import LASTS, begun
from troth.simulation.course import COURSES, Course, Way
from troth.simulation.plan import DAYS
from troth.simulation.telling import MadeUp, token_at
from troth.spaces.days import day_begins_at
from troth.spaces.recurrence import Pattern, Recurrence

ONE_DAY = timedelta(days=1)
AT_NOON = timedelta(hours=8)
IN_THE_EVENING = timedelta(hours=16)


@dataclass(frozen=True, slots=True)
class Steady:
    """A rhythm of one of the two, begun so many days ago; on the days `owned` it didn't happen."""

    maker: int
    is_shared: bool
    text: str
    pattern: Pattern
    ago: int
    days: tuple[int, ...] = ()
    at: time | None = None
    owned: tuple[int, ...] = ()


RHYTHMS = (
    Steady(0, True, "Ring you from the train", Pattern.WEEKDAYS, 17),
    Steady(1, True, "Cook on the evenings when you work late", Pattern.DAYS, 24, days=(1, 3)),
    Steady(0, False, "Ten minutes outside before breakfast", Pattern.DAILY, 45),
    Steady(1, False, "Put the phone away at ten", Pattern.DAILY, 9, at=time(22)),
)
GESTURES = (
    (0, "A hug before one of us leaves", Pattern.DAILY),
    (0, "Bring something from the bakery", Pattern.WEEKLY),
    (1, "Write one line at lunch", Pattern.WEEKDAYS),
)


def planned_rhythms(
    seed: int, days: int = DAYS, courses: Sequence[Course] = COURSES
) -> list[Steady]:
    """Those that began within so many days, each day of them as its maker goes about it."""
    # Nothing here is secret: a seed makes each try-out the same.
    draw = Random(seed)  # noqa: S311
    return [
        replace(steady, owned=_missed(courses[steady.maker], steady.ago, draw))
        for steady in RHYTHMS
        if steady.ago < days
    ]


def _missed(course: Course, since: int, draw: Random) -> tuple[int, ...]:
    return tuple(ago for ago in range(since, 0, -1) if course.honestly(ago, draw) is Way.MISSED)


def tell_rhythm(two: Sequence[MadeUp], steady: Steady, today: date, zone: ZoneInfo) -> None:
    """Each day of it until yesterday."""
    made_up = two[steady.maker]
    there = made_up.ours if steady.is_shared else made_up.mine
    first = today - steady.ago * ONE_DAY
    then = day_begins_at(first, zone)
    recurrence = Recurrence(steady.pattern, first, steady.days)
    timetable = begun(recurrence, steady.at, first + LASTS, zone.key, first)
    rhythm_id = begin_rhythm(there, steady.text, "", timetable, then, token_at(there, then))
    for promise_id, day in days_until(there, rhythm_id, today - ONE_DAY):
        at = day_begins_at(day, zone) + IN_THE_EVENING
        token = token_at(there, at)
        if (today - day).days in steady.owned:
            actions.own_promise(there, promise_id, "", at, token)
        else:
            actions.keep_promise(there, promise_id, at, at, token)


def tell_gestures(two: Sequence[MadeUp], today: date, now: datetime) -> None:
    for who, text, pattern in GESTURES:
        mine = two[who].mine
        make_gesture(mine, text, Recurrence(pattern, today), now, token_at(mine, now))


def tell_break(two: Sequence[MadeUp], away: range, today: date, zone: ZoneInfo) -> None:
    """Both are away for the same days, told in days before today; one of them told the other."""
    first, last = today - away[-1] * ONE_DAY, today - away[0] * ONE_DAY
    then = day_begins_at(first, zone) + AT_NOON
    for number, made_up in enumerate(two):
        told = made_up.ours if number == 0 else None
        begin_break(made_up.mine, told, first, last, then, token_at(made_up.mine, then))
