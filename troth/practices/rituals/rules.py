"""On which day a ritual's turn is, since when it stands there, and when it comes next. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from troth.practices.rules import Rhythm
from troth.spaces.days import instant_of, local_day
from troth.spaces.recurrence import Recurrence

ONE_DAY = timedelta(days=1)
# A weekly one stands there until its weekday comes round again: late is fine.
STANDS_FOR = {Rhythm.DAILY: ONE_DAY, Rhythm.WEEKLY: 7 * ONE_DAY}


def turn(recurrence: Recurrence, rhythm: Rhythm, today: date) -> date | None:
    """The day of the turn that stands there today, None where there is none."""
    first = today - STANDS_FOR[rhythm] + ONE_DAY
    days = recurrence.days_between(max(first, recurrence.starts_on), today)
    return days[-1] if days else None


def has_come(day: date, at: time, zone: ZoneInfo, now: datetime) -> bool:
    """Whether its time on that day has come."""
    return now >= starts_at(day, at, zone)


def starts_at(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The small hours belong to the day before, whose last they are."""
    on = day if local_day(instant_of(day, at, zone), zone) == day else day + ONE_DAY
    return instant_of(on, at, zone)


def next_at(
    recurrence: Recurrence, rhythm: Rhythm, at: time, zone: ZoneInfo, now: datetime
) -> datetime:
    """Since when the turn of now stands there, or when the next one will."""
    today = local_day(now, zone)
    day = turn(recurrence, rhythm, today) or recurrence.first_from(today)
    return starts_at(day, at, zone)


def rhythm_of(recurrence: Recurrence) -> Rhythm:
    """By the days alone, for what goes on without a key: one weekday may stand a week."""
    return Rhythm.WEEKLY if len(recurrence.days) == 1 else Rhythm.DAILY
