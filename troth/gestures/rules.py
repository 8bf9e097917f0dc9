"""On which days a gesture falls, once or in a rhythm, and for which one it is due: pure."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from troth.spaces.recurrence import Recurrence

# A day for what is meant once, else a rhythm without an end.
Occasion = date | Recurrence

MOST = 50
# A year is enough ahead; what lies further is a slip of the finger.
FURTHEST = timedelta(days=366)

_ONE_DAY = timedelta(days=1)
_ONCE = re.compile(r"once (?P<on>\d{4}-\d{2}-\d{2})", re.ASCII)
# Far from where dates end, so that every day has its neighbours.
_YEARS = range(1970, 9001)


class Refusal(StrEnum):
    ENOUGH = "enough"
    ANOTHER_DAY = "another-day"
    WORDS_CHANGED = "words-changed"


class NotPossible(Exception):
    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


def as_text(occasion: Occasion) -> str:
    """The one text of an occasion, which stands clear and is signed: `once 2026-11-23`."""
    if isinstance(occasion, Recurrence):
        return occasion.as_text()
    return f"once {occasion.isoformat()}"


def parse(text: str) -> Occasion:
    """Raises ValueError for anything but what `as_text` gives."""
    found = _ONCE.fullmatch(text)
    if found is None:
        return Recurrence.parse(text)
    day = date.fromisoformat(found["on"])
    if day.year not in _YEARS:
        raise ValueError("not a day on which something can happen")
    return day


def falls_on(occasion: Occasion, day: date) -> bool:
    return occasion.falls_on(day) if isinstance(occasion, Recurrence) else occasion == day


def is_over(occasion: Occasion, today: date) -> bool:
    """Whether it was for once, and its day has gone by."""
    return not isinstance(occasion, Recurrence) and occasion < today


def next_day(occasion: Occasion, today: date, ticked_on: date | None) -> date | None:
    """The day that it is due for: the next one without a tick; None for what is over.

    What is for once stays due for its day, ticked or not, and goes with it.
    """
    if not isinstance(occasion, Recurrence):
        return None if is_over(occasion, today) else occasion
    return occasion.first_from(today + _ONE_DAY if ticked_on == today else today)
