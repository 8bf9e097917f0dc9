"""How far what was left unrecorded could change an answer: the least and the most it could be.

Nothing is guessed of what nobody told. An answer is found anew with all of it filled in at its
worst, at its best, and first one way and then the other (bounds in the manner of Manski 2003, over
those ways of filling in).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from troth.lookback.change import Alarm, replay
from troth.lookback.follow_through import estimate
from troth.lookback.pulse import level
from troth.lookback.record import days_since_2000, in_order
from troth.lookback.repair_time import summary

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


@dataclass(frozen=True, slots=True)
class RepairBounds:
    """The median in days, and how short and how long it could be; None: beyond what is recorded.

    `count` are the repairs whose state is known.
    """

    answer: float | None
    low: float | None
    high: float | None
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
    past = _past(unrecorded_at, now)
    return bounds(lambda k, a: estimate(k, a, now).mean, kept, at, past, worst=False, best=True)


def of_fall(
    kept: Sequence[bool], at: Sequence[datetime], unrecorded_at: Sequence[datetime]
) -> Bounds:
    """Of whether the last lasting change was a fall: 1 if it was, 0 if not."""

    def fell(kept: Sequence[bool], at: Sequence[datetime]) -> float:
        return float(replay(kept, at).last.alarm is Alarm.FALL)

    return bounds(fell, kept, at, unrecorded_at, worst=False, best=True)


def of_pulse(
    values: Sequence[float],
    at: Sequence[datetime],
    unrecorded_at: Sequence[datetime],
    now: datetime,
    lowest: float,
    highest: float,
) -> Bounds | None:
    """Of the level of `pulse.level`, on a scale from `lowest` to `highest`; None as that is."""
    if level(values, at, now) is None:
        return None

    def mean(values: Sequence[float], at: Sequence[datetime]) -> float:
        found = level(values, at, now)
        # More pulses than enough are enough.
        return float("nan") if found is None else found.mean

    return bounds(mean, values, at, _past(unrecorded_at, now), worst=lowest, best=highest)


def of_repairs(
    durations: Sequence[timedelta], is_open: Sequence[bool], untold: Sequence[timedelta]
) -> RepairBounds:
    """Of the median of `repair_time.summary`; `untold`: how long ago those began that nobody ended.

    At best each of them was over at once, at worst it still goes on.
    """
    own = summary(durations, is_open)
    over = summary(
        [*durations, *(timedelta() for _ in untold)], [*is_open, *(False for _ in untold)]
    )
    going_on = summary([*durations, *untold], [*is_open, *(True for _ in untold)])
    return RepairBounds(own.median, over.median, going_on.median, len(durations), len(untold))


def _past(at: Sequence[datetime], now: datetime) -> list[datetime]:
    until = days_since_2000(now)
    return [each for each in at if days_since_2000(each) <= until]


def _fillings(count: int, worst: Value, best: Value) -> Iterator[list[Value]]:
    """All the same, or turning once; none where nothing is missing."""
    if not count:
        return
    for turn in sorted({round(count * part / _TURNS) for part in range(_TURNS + 1)}):
        yield [worst] * turn + [best] * (count - turn)
        yield [best] * turn + [worst] * (count - turn)
