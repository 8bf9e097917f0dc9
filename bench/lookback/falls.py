"""How well the look-back reads simulated couples whose truth is known: its table of limits.

The seed was used for nothing before, and the thresholds were fixed before it was. Beside each
figure stand the number of couples and a 95 % bootstrap interval.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.random import Generator

from bench.figure import Figure
from bench.lookback.detectors import (
    Detector,
    Scores,
    alarmed_within,
    cusum,
    days_between_alarms,
    delays,
    tuned_to,
    watch,
)
from troth.simulation.couples import (
    PER_DAY,
    Floats,
    Lives,
    Stress,
    days_of_promises,
    drifts_after,
    live,
    rate_despite,
    steps_after,
    stress_of_both,
)

SEED = 20_261_123
COUPLES = 2000
RESAMPLES = 400
THREE_YEARS = 3 * 365.25
BASELINES = (0.7, 0.8, 0.9, 0.95)
BASELINE, FALLEN, SLIGHTLY_FALLEN = 0.9, 0.6, 0.75
# The gap between false alarms at which CUSUM is held against the watch under clumping.
CUSUM_GAP = 1100.0
NOT_SEEN = 60.0


@dataclass(frozen=True, slots=True)
class Fall:
    """A fall after so many promises, and how many promises are looked at afterwards."""

    after: int
    to: float = FALLEN
    days: float = 0.0
    looked_at: int = 600

    def lives(self) -> Lives:
        rng = generator("fall", self.after, round(100 * self.to), round(self.days))
        day = days_of_promises(rng, COUPLES, self.after + self.looked_at)
        course = steps_after(self.after, self.to)
        if self.days:
            course = drifts_after(self.after, self.to, self.days)
        return live(rng, day, BASELINE, course)


FALLS = {
    "delay_vs_oracle_90": (Fall(90), 1.5),
    "delay_vs_oracle_180": (Fall(180), 1.25),
    "delay_vs_oracle_540": (Fall(540), 1.10),
    "delay_vs_oracle_180_small": (Fall(180, SLIGHTLY_FALLEN, looked_at=1200), 2.1),
}


def generator(*what: object) -> Generator:
    """One of its own for each thing that is simulated, whatever else is measured."""
    return np.random.default_rng([SEED, *(abs(_number_of(each)) for each in what)])


def _number_of(what: object) -> int:
    return what if isinstance(what, int) else int.from_bytes(str(what).encode(), "big") % 2**31


def figures() -> list[Figure]:
    return [_false_alarms(), *(_delay(name, *FALLS[name]) for name in FALLS), _clumped()]


@cache
def steady(baseline: float) -> Lives:
    rng = generator("steady", round(1000 * baseline))
    promises = int(THREE_YEARS * PER_DAY * 1.15)
    return live(rng, days_of_promises(rng, COUPLES, promises), baseline)


@cache
def watched(baseline: float) -> Scores:
    return watch(steady(baseline))


@cache
def share_alarmed(baseline: float) -> float:
    lives = steady(baseline)
    return float(alarmed_within(watched(baseline), lives.day, 0, THREE_YEARS).mean())


def threshold_of(detector: Detector) -> float:
    """At which it alarms as many steady couples in three years as the watch does, at .9."""
    lives = steady(BASELINE)
    return tuned_to(detector(lives), lives.day, share_alarmed(BASELINE), THREE_YEARS)


def _false_alarms() -> Figure:
    shares = {baseline: share_alarmed(baseline) for baseline in BASELINES}
    worst = max(shares, key=lambda baseline: shares[baseline])
    lives = steady(worst)
    alarmed = alarmed_within(watched(worst), lives.day, 0, THREE_YEARS).astype(np.float64)
    all_of_them = ", ".join(f"{each:g}: {share:.3f}" for each, share in shares.items())
    note = f"{_between(alarmed, np.mean)} at {worst:g}; {all_of_them}"
    return Figure("false_alarm_3y", shares[worst], "share", 0.63, note=note)


def _delay(name: str, fall: Fall, limit: float) -> Figure:
    oracle = cusum(BASELINE, fall.to)
    ours, best = delays_of(watch, 0, fall), delays_of(oracle, threshold_of(oracle), fall)
    ratio = float(np.nanmean(ours) / np.nanmean(best))
    both = np.stack((ours, best), axis=1)
    spread = _between(both, lambda drawn: _ratio(drawn[:, 0], drawn[:, 1]))
    note = f"{spread}; {np.nanmean(ours):.1f} / {np.nanmean(best):.1f} days"
    return Figure(name, ratio, "times", limit, note=note)


def delays_of(detector: Detector, threshold: float, fall: Fall) -> Floats:
    lives = fall.lives()
    return delays(detector(lives), lives.day, threshold, fall.after)


def _ratio(ours: Floats, best: Floats) -> float:
    return float(np.nanmean(ours) / np.nanmean(best))


@cache
def clumped() -> Lives:
    rng, stress = generator("clumped"), Stress()
    day = days_of_promises(rng, COUPLES, int(THREE_YEARS * PER_DAY * 1.15))
    by_day, _ = stress_of_both(rng, COUPLES, int(day.max()) + 1, stress)
    return live(rng, day, rate_despite(stress, BASELINE), stress_by_day=by_day)


@cache
def clumped_gap_of_cusum() -> float:
    oracle, lives, in_clumps = cusum(BASELINE, FALLEN), steady(BASELINE), clumped()
    scores = oracle(lives)
    low, high = 0.0, 20.0
    for _ in range(40):
        middle = (low + high) / 2
        gap = days_between_alarms(scores, lives.day, middle, THREE_YEARS)
        low, high = (middle, high) if gap < CUSUM_GAP else (low, middle)
    return days_between_alarms(oracle(in_clumps), in_clumps.day, high, THREE_YEARS)


def _clumped() -> Figure:
    lives, best = clumped(), clumped_gap_of_cusum()
    gap = days_between_alarms(watch(lives), lives.day, 0, THREE_YEARS)
    note = f"{COUPLES} couples; {gap:.0f} / {best:.0f} days"
    name = "false_alarm_gap_clumped_vs_cusum"
    return Figure(name, gap / best, "times", 1.5, is_floor=True, note=note)


def _between(values: Floats, statistic: Callable[[Floats], float]) -> str:
    """How many couples, and the 95 % bootstrap interval of a statistic of them."""
    rng = generator("bootstrap")
    drawn = [statistic(values[rng.integers(0, len(values), len(values))]) for _ in range(RESAMPLES)]
    low, high = np.quantile(drawn, (0.025, 0.975))
    return f"{len(values)} couples, {low:.3f} to {high:.3f}"
