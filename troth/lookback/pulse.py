"""How somebody has been answering lately, and whether that has moved, from weekly pulses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from troth.lookback.record import Floats, Unreadable, checked_level, days_since_2000, in_order

# Three differences are the fewest from which noise and its own doubt can be told.
LEAST_COUNT = 4
# About two weeks of states stand for somebody's satisfaction (Zygar-Hoffmann et al.).
LEAST_DAYS = 14
# What is opened of a record: two years of weeks.
MOST = 104
TREND_DAYS = 28

# How far the level may wander in a week, over the noise of one pulse. None is thought likelier
# than another; far below the least nobody could see it move, far above the most there'd be no
# level, only pulses.
WANDERINGS = np.array([0.1, 0.2, 0.4, 0.6, 0.8])


class NoStep(Unreadable):
    """A scale's smallest step is a finite number above 0."""


@dataclass(frozen=True, slots=True)
class Level:
    """Where somebody's pulse stands now, in the scale's own units, and how that has changed.

    `trend` is what the level has changed by in the last TREND_DAYS, or since the first pulse
    where that is less long ago.
    """

    mean: float
    low: float
    high: float
    trend: float
    trend_low: float
    trend_high: float
    count: int


def level(
    values: Sequence[float],
    at: Sequence[datetime],
    now: datetime,
    interval: float = 0.9,
    step: float = 1,
) -> Level | None:
    """The level now, under pulses that are a random walk of days and an error each.

    A local-level model (Harvey 1989) by Kalman's filter (1960) from a flat prior: a gap is only
    days, in which the level's variance grows. The error's variance is integrated out (Student's
    t), how far the level wanders is averaged over WANDERINGS by how well each foretold the next
    pulse (Hoeting et al. 1999). No error is smaller than that of rounding to `step` (Sheppard
    1898), so that equal pulses leave a doubt too. None with fewer than LEAST_COUNT of the last
    MOST pulses, or where they span fewer than LEAST_DAYS. Raises LengthsDiffer, NaiveTime,
    NotFinite, NoStep or UnknownLevel.
    """
    checked_level(interval)
    if not 0 < step < np.inf:
        raise NoStep(f"a step of {step}")
    found, days = in_order(values, at, now)
    found, days = found[-MOST:], days[-MOST:]
    if len(found) < LEAST_COUNT or days[-1] - days[0] < LEAST_DAYS:
        return None
    today = days_since_2000(now)
    since = max(today - TREND_DAYS, days[0])
    filtered = filter_pulses(found, days, since, today, WANDERINGS)
    degrees = len(found) - 1
    noise = np.maximum(filtered.squares / degrees, step**2 / 12)
    likely = -filtered.log_spread / 2 - degrees / 2 * np.log(noise)
    weights = np.exp(likely - likely.max())
    weights /= weights.sum()
    mixture = _Mixture(weights, degrees, (1 - interval) / 2)
    change = filtered.level - filtered.level_then
    return Level(
        *mixture.summary(filtered.level, np.sqrt(noise * filtered.variance)),
        *mixture.summary(change, np.sqrt(noise * filtered.change_variance)),
        len(found),
    )


@dataclass(frozen=True, slots=True)
class Filtered:
    """What a filter knows at the end, for each wandering; all of shape (wanderings,).

    Variances are over that of a pulse's error. `squares` sums the squared surprises over their
    own variance, `log_spread` the logarithms of these variances.
    """

    level: Floats
    level_then: Floats
    variance: Floats
    change_variance: Floats
    squares: Floats
    log_spread: Floats


def filter_pulses(
    values: Floats, days: Floats, since: float, today: float, wanderings: Floats
) -> Filtered:
    """Kalman's filter with the level at `since` as a second state that later pulses still move.

    `values` and `days` have shape (n,) and are in order; `since` isn't before the first.
    """
    state = _State(float(values[0]), wanderings**2 / 7)
    squares, log_spread = np.zeros_like(wanderings), np.zeros_like(wanderings)
    clock = float(days[0])
    is_past = False
    for value, day in zip([*values[1:], None], [*days[1:], today], strict=True):
        if not is_past and since <= day:
            state.wait(since - clock)
            state.look_from_here()
            clock, is_past = since, True
        state.wait(day - clock)
        clock = day
        if value is not None:
            surprise, spread = state.learn(value)
            squares += surprise**2 / spread
            log_spread += np.log(spread)
    change_variance = state.variance + state.variance_then - 2 * state.shared
    return Filtered(
        state.level,
        state.level_then,
        state.variance,
        # As good as nothing, but never less, where `since` is today.
        np.maximum(change_variance, np.finfo(np.float64).eps),
        squares,
        log_spread,
    )


class _State:
    """The level, the level at an earlier day, and how sure of both; shape (wanderings,)."""

    def __init__(self, first: float, growth: Floats) -> None:
        """From a flat prior one pulse leaves its own value and its own variance."""
        self.growth = growth
        self.level = np.full_like(growth, first)
        self.variance = np.ones_like(growth)
        self.look_from_here()

    def look_from_here(self) -> None:
        self.level_then = self.level
        self.variance_then = self.variance
        self.shared = self.variance

    def wait(self, days: float) -> None:
        self.variance = self.variance + self.growth * days

    def learn(self, value: float) -> tuple[Floats, Floats]:
        """How far the value was from what was expected, and the variance that has."""
        surprise = value - self.level
        spread = self.variance + 1
        self.level_then = self.level_then + self.shared / spread * surprise
        self.variance_then = self.variance_then - self.shared**2 / spread
        self.level = self.level + self.variance / spread * surprise
        self.shared = self.shared / spread
        self.variance = self.variance / spread
        return surprise, spread


@dataclass(frozen=True, slots=True)
class _Mixture:
    """Student's t of so many degrees for each wandering, weighed; `tail` lies beyond each end."""

    weights: Floats
    degrees: int
    tail: float

    def summary(self, centres: Floats, scales: Floats) -> tuple[float, float, float]:
        """Mean, low and high."""
        mean = float(self.weights @ centres)
        return (
            mean,
            self._end(centres, scales, self.tail),
            self._end(centres, scales, 1 - self.tail),
        )

    def _end(self, centres: Floats, scales: Floats, share: float) -> float:
        """Below which so great a share lies: between the ends that each alone would have."""
        from scipy.special import stdtr, stdtrit

        ends = centres + scales * stdtrit(self.degrees, share)
        low, high = float(ends.min()), float(ends.max())
        while low < (middle := (low + high) / 2) < high:
            below = float(self.weights @ stdtr(self.degrees, (middle - centres) / scales))
            low, high = (middle, high) if below < share else (low, middle)
        return high
