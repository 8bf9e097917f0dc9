"""On which days something recurs: dateutil's rules, as small signed values. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Self

from dateutil.rrule import DAILY, WEEKLY, rrule

# Every pattern is the same again after two weeks.
_PERIOD = timedelta(days=14)
_YEARS = range(1970, 9001)
_TEXT = re.compile(
    r"(?P<pattern>[a-z]+)(?P<days>( [0-6])*) from (?P<on>\d{4}-\d{2}-\d{2})", re.ASCII
)


class Pattern(StrEnum):
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    DAYS = "days"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"


WORKING_DAYS = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A pattern from a day on, without an end.

    `days` are weekdays, Monday 0, in order, and stand with DAYS alone; weekly and fortnightly
    recur on the weekday of `starts_on`. Anything else is refused with ValueError.
    """

    pattern: Pattern
    starts_on: date
    days: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if type(self.starts_on) is not date or self.starts_on.year not in _YEARS:
            raise ValueError("not a date on which something can begin")
        if bool(self.days) != (self.pattern is Pattern.DAYS):
            raise ValueError("weekdays belong to chosen days, and only there")
        if list(self.days) != sorted(set(self.days)) or not set(self.days) <= set(range(7)):
            raise ValueError("weekdays are 0 to 6, in order, each once")

    def days_between(self, first: date, last: date) -> tuple[date, ...]:
        """The days it falls on, both ends included, in order."""
        return _days_between(self, first, last)

    def falls_on(self, day: date) -> bool:
        return bool(self.days_between(day, day))

    def first_from(self, day: date) -> date:
        """The first day it falls on, from that one on."""
        first = max(day, self.starts_on)
        return self.days_between(first, first + _PERIOD)[0]

    def as_text(self) -> str:
        """The one text of this value, for signed words: `days 0 3 from 2026-11-23`."""
        days = "".join(f" {day}" for day in self.days)
        return f"{self.pattern}{days} from {self.starts_on.isoformat()}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError for anything but what `as_text` gives."""
        found = _TEXT.fullmatch(text)
        if found is None:
            raise ValueError("not a recurrence")
        days = tuple(int(day) for day in found["days"].split())
        return cls(Pattern(found["pattern"]), date.fromisoformat(found["on"]), days)


@lru_cache(maxsize=4096)
def _days_between(recurrence: Recurrence, first: date, last: date) -> tuple[date, ...]:
    # Begun near the days that are asked for: dateutil counts from its start one by one.
    periods = max((first - recurrence.starts_on) // _PERIOD, 0)
    start = datetime.combine(recurrence.starts_on + periods * _PERIOD, time())
    pattern = recurrence.pattern
    rule = rrule(
        DAILY if pattern is Pattern.DAILY else WEEKLY,
        dtstart=start,
        interval=2 if pattern is Pattern.FORTNIGHTLY else 1,
        byweekday=recurrence.days or (WORKING_DAYS if pattern is Pattern.WEEKDAYS else None),
    )
    found = rule.between(datetime.combine(first, time()), datetime.combine(last, time()), inc=True)
    return tuple(moment.date() for moment in found)
