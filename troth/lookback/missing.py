"""How far what was left unrecorded could change an answer: the least and the most it could be.

Nothing is guessed of what nobody told. An answer is found anew with all of it filled in at its
worst, at its best, and first one way and then the other (bounds in the manner of Manski 2003, over
those ways of filling in).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from troth.lookback.change import Alarm, replay
from troth.lookback.follow_through import estimate
from troth.lookback.record import days_since_2000, in_order

Value = TypeVar("Value", bound=float)
# At how many places the filling in turns from one way to the other.
_TURNS = 4


@dataclass(frozen=True, slots=True)
class Bounds:
    """`answer` from what was recorded, and how low and how high it could be with the rest."""

    answer: float
    low: float
    high: float
    count: int
    unrecorded_count: int


def bounds(
    answer: Callable[[Sequence[Value], Sequence[datetime]], float],
    values: Sequence[Value],
    at: Sequence[datetime],
    unrecorded_at: Sequence[datetime],
    worst: Value,
    best: Value,
) -> Bounds:
    """Of any answer that is a number. Raises what `answer` raises, and Unreadable."""
    in_order([0.0] * len(unrecorded_at), unrecorded_at)
    own = answer(values, at)
    found = [own]
    for filled in _fillings(len(unrecorded_at), worst, best):
        found.append(answer([*values, *filled], [*at, *sorted(unrecorded_at)]))
    return Bounds(own, min(found), max(found), len(values), len(unrecorded_at))


def of_follow_through(
    kept: Sequence[bool], at: Sequence[datetime], unrecorded_at: Sequence[datetime], now: datetime
) -> Bounds:
    """Of the mean of `follow_through.estimate`; what is after `now` isn't counted."""
    until = days_since_2000(now)
    past = [each for each in unrecorded_at if days_since_2000(each) <= until]
    return bounds(lambda k, a: estimate(k, a, now).mean, kept, at, past, worst=False, best=True)


def of_fall(
    kept: Sequence[bool], at: Sequence[datetime], unrecorded_at: Sequence[datetime]
) -> Bounds:
    """Of whether the last lasting change was a fall: 1 if it was, 0 if not."""

    def fell(kept: Sequence[bool], at: Sequence[datetime]) -> float:
        return float(replay(kept, at).last.alarm is Alarm.FALL)

    return bounds(fell, kept, at, unrecorded_at, worst=False, best=True)


def _fillings(count: int, worst: Value, best: Value) -> Iterator[list[Value]]:
    """All the same, or turning once; none where nothing is missing."""
    if not count:
        return
    for turn in sorted({round(count * part / _TURNS) for part in range(_TURNS + 1)}):
        yield [worst] * turn + [best] * (count - turn)
        yield [best] * turn + [worst] * (count - turn)
