"""Days as people live them: they turn at 04:00 where somebody is."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY_TURNS_AT = time(4)

_ONE_DAY = timedelta(days=1)


# Pages ask for the same few days again for every row.
@lru_cache(maxsize=4096)
def instant_of(on: date, at: time, zone: ZoneInfo) -> datetime:
    """UTC. A time that the clock skips is the later real moment, a repeated one the first.

    Both follow from fold=0 (PEP 495), which takes the offset from before the change.
    """
    return datetime.combine(on, at.replace(fold=0), zone).astimezone(UTC)


def day_begins_at(day: date, zone: ZoneInfo) -> datetime:
    return instant_of(day, DAY_TURNS_AT, zone)


def local_day(now: datetime, zone: ZoneInfo) -> date:
    """The day that `now` belongs to for somebody in `zone`, where days turn at 04:00."""
    if now.tzinfo is None:
        raise ValueError("a time without a zone")
    instant = now.astimezone(UTC)
    # Not simply "four hours back": where the clock is changed around 04:00, or a whole date
    # is skipped, only the instants themselves tell which day it is.
    day = instant.astimezone(zone).date()
    while instant < day_begins_at(day, zone):
        day -= _ONE_DAY
    return day


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_chosen_on(today: date) -> date:
    """The Monday of the week that "this week" stands for: on a Sunday that of the coming one.

    What is left of a Sunday is "today".
    """
    return monday_of(today + _ONE_DAY)
