"""What can see a fall in follow-through, each as a number a promise: high enough is an alarm.

All give an array of shape (couples, promises). The watch is troth.lookback's own; CUSUM knows both
rates, which nobody does, and is the best there can be (Moustakides 1986).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from troth.lookback.change import FALL_AT, RISE_AT
from troth.lookback.mixture import advanced, no_evidence
from troth.lookback.odds import PRIOR_KEPT, PRIOR_MISSED
from troth.simulation.couples import Floats, Lives

Scores = NDArray[np.float32]
Detector = Callable[[Lives], Scores]

FORGETTING = 0.95
WINDOW_DAYS = 14.0
# Fewer in a fortnight say nothing to an average.
LEAST_IN_WINDOW = 5
_FLOOR = 1e-30


def watch(lives: Lives) -> Scores:
    """Above 0: an alarm, for a fall or a rise."""
    evidence, kept = no_evidence((len(lives.kept),)), lives.kept
    scores = np.empty(kept.shape, dtype=np.float32)
    for promise in range(kept.shape[1]):
        evidence = advanced(evidence, kept[:, promise])
        fall, rise = evidence.of_fall / FALL_AT, evidence.of_rise / RISE_AT
        scores[:, promise] = np.log(np.maximum(np.maximum(fall, rise), _FLOOR))
    return scores


def cusum(before: float, after: float) -> Detector:
    says = np.log(np.array(((1 - after) / (1 - before), after / before)))

    def scores_of(lives: Lives) -> Scores:
        steps = says[lives.kept.astype(np.intp)]
        scores, so_far = np.empty(steps.shape, dtype=np.float32), np.zeros(len(steps))
        for promise in range(steps.shape[1]):
            so_far = np.maximum(0, so_far + steps[:, promise])
            scores[:, promise] = so_far
        return scores

    return scores_of


def forgetting(lives: Lives) -> Scores:
    """A Beta whose evidence fades by .95 a promise: the share that it expects to be missed."""
    kept, missed = (np.full(len(lives.kept), each) for each in (PRIOR_KEPT, PRIOR_MISSED))
    scores = np.empty(lives.kept.shape, dtype=np.float32)
    for promise in range(lives.kept.shape[1]):
        was_kept = lives.kept[:, promise]
        kept, missed = FORGETTING * kept + was_kept, FORGETTING * missed + ~was_kept
        scores[:, promise] = missed / (kept + missed)
    return scores


def fortnight(lives: Lives) -> Scores:
    """The share missed within 14 days, from the first fortnight on."""
    before = np.concatenate((np.zeros((len(lives.kept), 1)), (~lives.kept).cumsum(axis=1)), axis=1)
    scores = np.zeros(lives.kept.shape, dtype=np.float32)
    ends = np.arange(1, lives.kept.shape[1] + 1)
    for couple, day in enumerate(lives.day):
        begins = np.searchsorted(day, day - WINDOW_DAYS, side="right")
        count = ends - begins
        share = (before[couple, ends] - before[couple, begins]) / count
        speaks = (day >= WINDOW_DAYS) & (count >= LEAST_IN_WINDOW)
        scores[couple] = np.where(speaks, share, 0)
    return scores


def running(lives: Lives) -> Scores:
    """How many misses in a row; with a fraction by lot, so that it can be tuned between numbers."""
    run = np.zeros(len(lives.kept))
    scores = np.empty(lives.kept.shape, dtype=np.float32)
    for promise in range(lives.kept.shape[1]):
        run = np.where(lives.kept[:, promise], 0, run + 1)
        scores[:, promise] = run
    lot = np.random.default_rng(len(lives.kept)).random(scores.shape, dtype=np.float32)
    return np.where(scores > 0, scores + lot, 0).astype(np.float32)


OPPONENTS: dict[str, Detector] = {
    "Beta with forgetting .95": forgetting,
    "14-day average": fortnight,
    "misses running": running,
}


def alarmed_within(scores: Scores, day: Floats, threshold: float, days: float) -> NDArray[np.bool_]:
    """Shape (couples,)."""
    return np.asarray(((scores >= threshold) & (day <= days)).any(axis=1))


def tuned_to(scores: Scores, day: Floats, share: float, days: float) -> float:
    """The threshold at which that share of couples has an alarm within so many days."""
    highest = np.where(day <= days, scores, -np.inf).max(axis=1)
    return float(np.quantile(highest, 1 - share))


def days_between_alarms(scores: Scores, day: Floats, threshold: float, days: float) -> float:
    """Days lived until the first alarm, or until the end, over the number of first alarms."""
    hits = (scores >= threshold) & (day <= days)
    first = np.where(
        hits.any(axis=1), np.take_along_axis(day, hits.argmax(axis=1)[:, None], 1)[:, 0], days
    )
    return float(first.sum() / max(1, hits.any(axis=1).sum()))


def delays(scores: Scores, day: Floats, threshold: float, change: int) -> Floats:
    """Days from the change to the alarm, nan for those alarmed before; shape (couples,).

    The change comes with the promise after the first `change`. Who isn't seen until the end counts
    with all the days until then.
    """
    hits = scores >= threshold
    after = hits[:, change:]
    until = np.where(after.any(axis=1), after.argmax(axis=1), after.shape[1] - 1) + change
    took = np.take_along_axis(day, until[:, None], axis=1)[:, 0] - day[:, change - 1]
    return np.where(hits[:, :change].any(axis=1), np.nan, took)
