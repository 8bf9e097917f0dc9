"""For which days a plan is, and why something can't be done with one: pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST = 30
FURTHEST = timedelta(days=60)
# Days turn at 04:00, and clocks go from fourteen hours before Greenwich's to twelve behind it: so
# far from its date can somebody's day be.
MOST_AHEAD = timedelta(hours=10)
MOST_BEHIND = timedelta(hours=16)

_TO_SUNDAY = timedelta(days=6)


class Refusal(StrEnum):
    PAST = "past"
    TOO_FAR = "too-far"
    ENOUGH = "enough"
    SPACE_ENDED = "space-ended"
    WORDS_CHANGED = "words-changed"
    WORDS_STAY = "words-stay"


class NotPossible(Exception):
    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Week:
    """Named by its Monday, so that nothing tells on which of its days it was said."""

    monday: date


def days_of(on: date | Week, today: date) -> tuple[date, date]:
    """The first and the last day: that one, or a week's Monday and Sunday. Raises NotPossible."""
    first, last = (on.monday, on.monday + _TO_SUNDAY) if isinstance(on, Week) else (on, on)
    if last < today:
        raise NotPossible(Refusal.PAST)
    if first > today + FURTHEST:
        raise NotPossible(Refusal.TOO_FAR)
    return first, last
