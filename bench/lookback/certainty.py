"""How sure the look-back may be of a current rate: what it predicts, and what its interval holds.

Couples begin with a rate drawn from the stated priors, Beta(4.25, .75) and any rate alike, each for
half of them.
"""

from __future__ import annotations

import numpy as np

from bench.figure import Figure
from bench.lookback.falls import generator
from troth.lookback.odds import PRIOR_KEPT, PRIOR_MISSED
from troth.lookback.rate_filter import mean_of, moved, nothing_known, quantile_of, seen
from troth.lookback.record import RECENT
from troth.simulation.couples import (
    LEAST,
    MOST,
    Course,
    Floats,
    Lives,
    Stress,
    days_of_promises,
    live,
    stays,
    stress_of_both,
    wanders,
)

# Of the interval's share a fortieth is at stake; with fewer couples chance alone would take it.
COUPLES = 4000
PROMISES = 1000
COUNTS = (7, 10, 20, 35, 50, 75, 100, 200, 350, RECENT, PROMISES)
FALL_BY = 1.5
BINS = 10


def figures() -> list[Figure]:
    return [_calibration(), *_coverage()]


def first_rates(rng: np.random.Generator) -> Floats:
    half = COUPLES // 2
    keeping, any_rate = rng.beta(PRIOR_KEPT, PRIOR_MISSED, half), rng.random(COUPLES - half)
    return np.clip(np.concatenate((keeping, any_rate)), LEAST, MOST)


def _falls(rng: np.random.Generator, start: Floats, day: Floats) -> Floats:
    """At a promise between the 60th and the 480th, by 1.5 in log-odds."""
    at = rng.integers(60, 480, (len(day), 1))
    return np.where(np.arange(day.shape[1]) >= at, start - FALL_BY, start)


def lived(kind: str, promises: int) -> Lives:
    rng = generator("certainty", kind, promises)
    day, rates = days_of_promises(rng, COUPLES, promises), first_rates(rng)
    courses: dict[str, Course] = {"drift": wanders(), "step": _falls}
    by_day = None
    if kind == "clump":
        by_day, _ = stress_of_both(rng, COUPLES, int(day.max()) + 1, Stress())
    return live(rng, day, rates, courses.get(kind, stays), by_day)


def _calibration() -> Figure:
    """The mean distance, in bins of like predictions, between what was expected and what came."""
    errors = {kind: calibration_error(lived(kind, RECENT)) for kind in KINDS}
    worst = max(errors, key=lambda kind: errors[kind])
    each = ", ".join(f"{kind} {error:.4f}" for kind, error in errors.items())
    note = f"{COUPLES} couples, {RECENT} promises; {each}"
    return Figure("calibration_error", errors[worst], "", 0.02, note=note)


KINDS = ("steady", "step", "drift", "clump")


def calibration_error(lives: Lives) -> float:
    belief = nothing_known((len(lives.kept),))
    expected = np.empty(lives.kept.shape)
    for promise in range(lives.kept.shape[1]):
        if promise:
            belief = moved(belief)
        expected[:, promise] = mean_of(belief)
        belief = seen(belief, lives.kept[:, promise])
    foretold, came = expected[:, COUNTS[0] :].ravel(), lives.kept[:, COUNTS[0] :].ravel()
    order = np.argsort(foretold, kind="stable")
    bins = zip(
        np.array_split(foretold[order], BINS), np.array_split(came[order], BINS), strict=True
    )
    return float(np.mean([abs(said.mean() - was.mean()) for said, was in bins]))


def _coverage() -> list[Figure]:
    covered = {kind: coverage(lived(kind, PROMISES)) for kind in ("steady", "drift")}
    kind, worst = min(
        ((kind, count) for kind in covered for count in COUNTS),
        key=lambda which: covered[which[0]][which[1]],
    )
    large = [share for each in covered.values() for count, share in each.items() if count > 50]
    error = float(np.sqrt(0.9 * 0.1 / COUPLES))
    note = f"{COUPLES} couples, {kind} after {worst}, standard error {error:.3f}"
    wide = f"{COUPLES} couples, both kinds and all counts above 50"
    return [
        Figure("coverage_90_worst", covered[kind][worst], "share", 0.87, is_floor=True, note=note),
        Figure("coverage_90_mean", float(np.mean(large)), "share", 0.93, note=wide),
    ]


def coverage(lives: Lives) -> dict[int, float]:
    """By how many promises were seen, the share of intervals that hold the rate of that moment."""
    found = {}
    windows = [(0, [count for count in COUNTS if count <= RECENT])]
    windows += [(count - RECENT, [count]) for count in COUNTS if count > RECENT]
    for begin, counts in windows:
        belief = nothing_known((len(lives.kept),))
        for promise in range(begin, max(counts)):
            if promise > begin:
                belief = moved(belief)
            belief = seen(belief, lives.kept[:, promise])
            if promise + 1 in counts:
                low, high = quantile_of(belief, 0.05), quantile_of(belief, 0.95)
                rate = lives.rate[:, promise]
                found[promise + 1] = float(((low <= rate) & (rate <= high)).mean())
    return found
