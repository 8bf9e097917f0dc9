"""Couples with a known truth, thousands at once: what each promises, keeps and records.

Arrays alone; nothing here is anybody's. A rate is the chance that a promise is honestly kept; it
moves in log-odds. Every function takes a numpy Generator, and the same seed gives the same couples.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]
# From a generator, the log-odds at the beginning (couples, 1) and the days (couples, promises) to
# the log-odds of each promise.
Course: TypeAlias = Callable[[Generator, Floats, Floats], Floats]

# How many promises somebody makes a day, as the figures of docs/look-back.md have it.
PER_DAY = 1.5
# A rate that wanders stays within these: nobody drifts to always or never.
LEAST, MOST = 0.02, 0.995


@dataclass(frozen=True, slots=True)
class Lives:
    """One person of each couple; all of shape (couples, promises), in the order of time.

    `day` counts from the beginning, `rate` is the truth, `recorded` says whether an ending was
    ever told: what wasn't is neither kept nor missed to whoever looks back.
    """

    day: Floats
    rate: Floats
    kept: Flags
    recorded: Flags


@dataclass(frozen=True, slots=True)
class Stress:
    """Better and worse days: an AR(1) process by day, added to the log-odds.

    `sd` is that of a day in log-odds, `rho` the correlation from day to day, `shared` the share of
    its variance that both of a couple live through alike.
    """

    sd: float = 0.8
    rho: float = 0.7
    shared: float = 0.5


@dataclass(frozen=True, slots=True)
class Outside:
    """Hard stretches from outside that hit both: so many a year, so many days, so deep."""

    a_year: float = 2.0
    days: float = 7.0
    depth: float = 1.5


@dataclass(frozen=True, slots=True)
class Habits:
    """How recording lapses: stretches of `days` on average, `lapses_a_year` of them, each with
    `in_lapse` of endings told; otherwise `told`. Of missed ones `missed_told` as many are told."""

    told: float = 0.95
    lapses_a_year: float = 4.0
    days: float = 10.0
    in_lapse: float = 0.2
    missed_told: float = 1.0


def rate_of(log_odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-log_odds)))


def log_odds_of(rate: Floats | float) -> Floats:
    """A rate of exactly 0 or 1 is taken for one in a million off it."""
    inside = np.clip(np.asarray(rate, dtype=np.float64), 1e-6, 1 - 1e-6)
    return np.asarray(np.log(inside / (1 - inside)))


def stays(_rng: Generator, start: Floats, day: Floats) -> Floats:
    return np.asarray(np.broadcast_to(start, day.shape))


def steps_after(promises: int, to: float) -> Course:
    """Another rate from the promise after the first so many on, at once and for good."""

    def course(_rng: Generator, start: Floats, day: Floats) -> Floats:
        is_after = np.arange(day.shape[1]) >= promises
        return np.where(is_after, log_odds_of(to), start)

    return course


def drifts_after(promises: int, to: float, days: float = 60) -> Course:
    """To another rate in so many days, evenly in log-odds."""

    def course(_rng: Generator, start: Floats, day: Floats) -> Floats:
        began = day[:, promises - 1 : promises] if promises else np.zeros((len(day), 1))
        share = np.clip((day - began) / days, 0, 1)
        return np.asarray(start + share * (log_odds_of(to) - start))

    return course


def wanders(sd: float = 0.08) -> Course:
    """A random walk of so much a promise, turned back at .02 and .995."""

    def course(rng: Generator, start: Floats, day: Floats) -> Floats:
        low, high = float(log_odds_of(LEAST)), float(log_odds_of(MOST))
        return walk_between(rng, np.clip(start, low, high), sd, day.shape, low, high)

    return course


def walk_between(
    rng: Generator,
    start: Floats | float,
    sd: float,
    shape: tuple[int, ...],
    low: float,
    high: float,
) -> Floats:
    """Random walks along the last of two axes, from `start`, turned back at both ends."""
    steps = rng.normal(0, sd, shape)
    steps[:, 0] = 0
    # As between two mirrors.
    unfolded = start + steps.cumsum(axis=1) - low
    width = high - low
    return np.asarray(low + width - np.abs(unfolded % (2 * width) - width))


def days_of_promises(
    rng: Generator, couples: int, promises: int, per_day: float = PER_DAY
) -> Floats:
    """Shape (couples, promises): a Poisson process of so many a day."""
    return np.asarray(rng.exponential(1 / per_day, (couples, promises)).cumsum(axis=1))


def live(
    rng: Generator,
    day: Floats,
    rate: Floats | float,
    course: Course = stays,
    stress_by_day: Floats | None = None,
    habits: Habits | None = None,
) -> Lives:
    """One person of each couple. `rate` at the beginning: one for all, or of shape (couples,).

    `stress_by_day`, shape (couples, days), is added to the log-odds of each promise of its day.
    """
    start = np.broadcast_to(log_odds_of(rate), (len(day),))[:, None]
    odds = course(rng, start, day)
    if stress_by_day is not None:
        which = np.minimum(day.astype(np.intp), stress_by_day.shape[1] - 1)
        odds = odds + np.take_along_axis(stress_by_day, which, axis=1)
    rates = rate_of(odds)
    kept = rng.random(day.shape) < rates
    recorded = np.ones(day.shape, dtype=np.bool_)
    if habits is not None:
        recorded = _recorded(rng, day, kept, habits)
    return Lives(day, rates, kept, recorded)


def stress_of_both(
    rng: Generator, couples: int, days: int, stress: Stress, outside: Outside | None = None
) -> tuple[Floats, Floats]:
    """Of each of the two, shape (couples, days): in part the same, and hard stretches in common."""
    ours = _by_day(rng, couples, days, stress.rho)
    both = np.zeros((couples, days))
    if outside is not None:
        both -= outside.depth * _within_stretches(rng, couples, days, outside.a_year, outside.days)
    found = []
    for _ in range(2):
        own = _by_day(rng, couples, days, stress.rho)
        mixed = np.sqrt(stress.shared) * ours + np.sqrt(1 - stress.shared) * own
        found.append(np.asarray(stress.sd * mixed + both))
    return found[0], found[1]


def rate_despite(stress: Stress, rate: float) -> float:
    """The rate on an even day that makes `rate` the mean over all days: stress pulls it down."""
    points, weights = np.polynomial.hermite_e.hermegauss(40)
    low, high = float(log_odds_of(rate)) - 2, float(log_odds_of(rate)) + 4
    for _ in range(60):
        middle = (low + high) / 2
        mean = float(rate_of(middle + stress.sd * points) @ weights / weights.sum())
        low, high = (middle, high) if mean < rate else (low, middle)
    return float(rate_of(np.asarray(low)))


def _by_day(rng: Generator, couples: int, days: int, rho: float) -> Floats:
    """A stationary AR(1) process of variance 1."""
    found = rng.normal(0, 1, (couples, days))
    found[:, 1:] *= np.sqrt(1 - rho**2)
    for day in range(1, days):
        found[:, day] += rho * found[:, day - 1]
    return found


def _within_stretches(
    rng: Generator, couples: int, days: int, a_year: float, length: float
) -> Flags:
    """Which days lie within one of so many stretches a year, of so many days on average."""
    begun = rng.poisson(a_year / 365.25, (couples, days)) > 0
    lasting = np.where(begun, rng.geometric(1 / length, (couples, days)), 0)
    ends = np.maximum.accumulate(np.where(begun, np.arange(days) + lasting, 0), axis=1)
    return np.asarray(np.arange(days) < ends)


def _recorded(rng: Generator, day: Floats, kept: Flags, habits: Habits) -> Flags:
    days = int(day.max()) + 1
    lapses = _within_stretches(rng, len(day), days, habits.lapses_a_year, habits.days)
    is_lapsed = np.take_along_axis(lapses, day.astype(np.intp), axis=1)
    told = np.where(is_lapsed, habits.in_lapse, habits.told)
    told = np.where(kept, told, told * habits.missed_told)
    return np.asarray(rng.random(day.shape) < told)
