"""How often the intervals of repairs and pulses hold the truth of simulated couples."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np

from bench.figure import Figure
from bench.lookback.falls import generator
from troth.lookback.pulse import level
from troth.lookback.repair_time import slower, summary
from troth.simulation.between import pulse, repair

COUPLES = 1000
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
DAYS, MEDIAN_DAYS, SLOWER_FROM, SLOWER_BY = 365.25, 2.0, 180.0, 2.0
WEEKS = (6, 26, 104)
# Of an interval of nine in ten: pulses are cut off at the ends of their scale, and the longer
# repairs of a record are still open.
LEAST = 0.86


def figures() -> list[Figure]:
    return [*_repairs(), _pulses()]


def _repairs() -> list[Figure]:
    rng = generator("repairs")
    steady = repair(rng, COUPLES, DAYS, MEDIAN_DAYS)
    slowed = repair(rng, COUPLES, DAYS, MEDIAN_DAYS, slower_from=SLOWER_FROM, slower_by=SLOWER_BY)
    held_median, held_ratio = [], []
    for couple in range(COUPLES):
        begun = steady.began[couple] < DAYS
        found = summary(*_told(steady.seen[couple], steady.is_open[couple], begun))
        held_median.append(_holds(found.low, found.high, MEDIAN_DAYS))
        begun = slowed.began[couple] < DAYS
        earlier = int((slowed.began[couple] < SLOWER_FROM).sum())
        pace = slower(*_told(slowed.seen[couple], slowed.is_open[couple], begun), earlier)
        if pace is not None:
            held_ratio.append(_holds(pace.low, pace.high, SLOWER_BY))
    return [
        _figure("repair_median_coverage_90", held_median, f"{COUPLES} years of 30 repairs"),
        _figure("repair_slower_coverage_90", held_ratio, "half a year each, twice as long"),
    ]


def _told(
    seen: np.ndarray, is_open: np.ndarray, begun: np.ndarray
) -> tuple[list[timedelta], list[bool]]:
    return [timedelta(days=float(each)) for each in seen[begun]], is_open[begun].tolist()


def _holds(low: float | None, high: float | None, truth: float) -> bool:
    """None is beyond what the record reaches: nothing is ruled out on that side."""
    return (low is None or low <= truth) and (high is None or truth <= high)


def _pulses() -> Figure:
    shares = {weeks: _share_held(weeks) for weeks in WEEKS}
    worst = min(shares, key=lambda weeks: shares[weeks])
    each = ", ".join(f"{weeks} weeks: {share:.3f}" for weeks, share in shares.items())
    note = f"{COUPLES} people each, {each}"
    return Figure("pulse_coverage_90", shares[worst], "share", LEAST, is_floor=True, note=note)


def _share_held(weeks: int) -> float:
    """Of the level in the last week, which may itself lack a pulse."""
    found = pulse(generator("pulses", weeks), COUPLES, weeks)
    at = [BEGAN + timedelta(weeks=week) for week in range(weeks)]
    held = []
    for couple in range(COUPLES):
        told = found.is_answered[couple]
        values = found.value[couple][told].tolist()
        times = [time for time, is_told in zip(at, told, strict=True) if is_told]
        now = level(values, times, at[-1])
        if now is not None:
            held.append(_holds(now.low, now.high, float(found.level[couple, -1])))
    return float(np.mean(held))


def _figure(name: str, held: Sequence[bool], what: str) -> Figure:
    share = float(np.mean(held))
    error = float(np.sqrt(share * (1 - share) / len(held)))
    note = f"{len(held)} couples, {what}; standard error {error:.3f}"
    return Figure(name, share, "share", LEAST, is_floor=True, note=note)
