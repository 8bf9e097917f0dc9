"""On couples whose truth is known: what is claimed of the look-back, in small.

`make bench ARGS=lookback` measures it with more couples, and holds it to its limits.
"""

from __future__ import annotations

import numpy as np
import pytest

from bench.lookback.certainty import calibration_error
from bench.lookback.detectors import (
    OPPONENTS,
    alarmed_within,
    cusum,
    delays,
    tuned_to,
    watch,
)
from troth.lookback.rate_filter import moved, nothing_known, quantile_of, seen
from troth.simulation.couples import Habits, Lives, days_of_promises, live, steps_after, wanders

COUPLES, YEAR = 200, 365.25


def lives_of(seed: int, promises: int, rate: float = 0.9, fall_after: int | None = None) -> Lives:
    rng = np.random.default_rng(seed)
    day = days_of_promises(rng, COUPLES, promises)
    return live(rng, day, rate, *(() if fall_after is None else (steps_after(fall_after, 0.6),)))


@pytest.fixture(scope="module")
def steady() -> Lives:
    return lives_of(1, 640)


def test_a_fall_is_seen_within_weeks_and_hardly_later_than_it_can_be(steady: Lives) -> None:
    falling, oracle = lives_of(2, 580, fall_after=180), cusum(0.9, 0.6)
    share = float(alarmed_within(watch(steady), steady.day, 0, YEAR).mean())
    known = tuned_to(oracle(steady), steady.day, max(share, 0.05), YEAR)
    ours = np.nanmean(delays(watch(falling), falling.day, 0, 180))
    best = np.nanmean(delays(oracle(falling), falling.day, known, 180))
    assert best < ours < 1.6 * best
    assert ours < 21


@pytest.mark.parametrize("rate", [0.7, 0.95])
def test_one_threshold_serves_people_of_different_rates(rate: float) -> None:
    lives = lives_of(3, 640, rate)
    assert alarmed_within(watch(lives), lives.day, 0, YEAR).mean() < 0.3


def test_a_threshold_for_one_person_fails_another_with_a_plain_average(steady: Lives) -> None:
    """Why the baseline is learnt: what is tuned at .9 cries wolf at .8."""
    forgetting = OPPONENTS["Beta with forgetting .95"]
    tuned = tuned_to(forgetting(steady), steady.day, 0.2, YEAR)
    others = lives_of(4, 640, 0.8)
    assert alarmed_within(forgetting(others), others.day, tuned, YEAR).mean() > 0.9


@pytest.mark.parametrize("drifting", [False, True])
def test_intervals_hold_the_current_rate(drifting: bool) -> None:
    rng = np.random.default_rng(5)
    day = days_of_promises(rng, COUPLES, 120)
    rates = rng.beta(4.25, 0.75, COUPLES)
    lives = live(rng, day, rates, *((wanders(),) if drifting else ()))
    belief, held = nothing_known((COUPLES,)), []
    for promise in range(120):
        belief = seen(moved(belief) if promise else belief, lives.kept[:, promise])
        if promise in (6, 29, 59, 119):
            low, high = quantile_of(belief, 0.05), quantile_of(belief, 0.95)
            held.append((low <= lives.rate[:, promise]) & (lives.rate[:, promise] <= high))
    assert 0.86 < np.mean(held) < 0.99


def test_what_is_predicted_comes_about_as_often() -> None:
    rng = np.random.default_rng(6)
    day = days_of_promises(rng, COUPLES, 120)
    assert calibration_error(live(rng, day, rng.beta(4.25, 0.75, COUPLES))) < 0.03


def test_recording_less_leaves_the_rate_where_it_is() -> None:
    rng = np.random.default_rng(7)
    lives = live(rng, days_of_promises(rng, COUPLES, 200), 0.8, habits=Habits(told=0.6))
    assert lives.recorded.mean() < 0.65
    assert lives.kept[lives.recorded].mean() == pytest.approx(0.8, abs=0.01)
