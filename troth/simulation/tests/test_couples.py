"""Simulated couples are what they are said to be: rates, courses, clumps, lapses, all by seed."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.simulation.couples import (
    LEAST,
    MOST,
    Course,
    Habits,
    Outside,
    Stress,
    days_of_promises,
    drifts_after,
    live,
    rate_despite,
    stays,
    steps_after,
    stress_of_both,
    wanders,
)

COUPLES, PROMISES = 400, 600


@given(st.integers(0, 2**31), st.sampled_from((0.5, 0.9)))
def test_the_same_seed_gives_the_same_couples(seed: int, rate: float) -> None:
    first, second = (
        live(rng, days_of_promises(rng, 5, 40), rate, habits=Habits())
        for rng in (np.random.default_rng(seed), np.random.default_rng(seed))
    )
    assert np.array_equal(first.kept, second.kept)
    assert np.array_equal(first.day, second.day)
    assert np.array_equal(first.recorded, second.recorded)


@pytest.mark.parametrize("rate", [0.5, 0.7, 0.9, 0.95])
def test_who_stays_keeps_the_stated_share(rate: float) -> None:
    rng = np.random.default_rng(1)
    lives = live(rng, days_of_promises(rng, COUPLES, PROMISES), rate)
    assert lives.kept.mean() == pytest.approx(rate, abs=0.004)
    assert np.allclose(lives.rate, rate)
    assert lives.recorded.all()


def test_promises_come_at_their_pace() -> None:
    day = days_of_promises(np.random.default_rng(2), COUPLES, PROMISES, per_day=1.5)
    assert day[:, -1].mean() == pytest.approx(PROMISES / 1.5, rel=0.02)
    assert (np.diff(day, axis=1) >= 0).all()


def test_a_step_comes_at_its_promise_and_a_drift_over_its_days() -> None:
    rng = np.random.default_rng(3)
    day = days_of_promises(rng, COUPLES, PROMISES)
    step = live(rng, day, 0.9, steps_after(100, 0.6)).rate
    assert np.allclose(step[:, :100], 0.9)
    assert np.allclose(step[:, 100:], 0.6)
    drift = live(rng, day, 0.9, drifts_after(100, 0.6, days=60)).rate
    assert np.allclose(drift[:, :100], 0.9)
    over = day - day[:, 99:100]
    assert np.allclose(drift[over >= 60], 0.6)
    assert ((drift[:, 100:] < 0.9) & (drift[:, 100:] > 0.6 - 1e-9)).all()


def test_a_rate_that_wanders_stays_within_its_mirrors() -> None:
    rng = np.random.default_rng(4)
    rates = live(rng, days_of_promises(rng, COUPLES, PROMISES), 0.9, wanders(0.08)).rate
    assert rates.min() >= LEAST - 1e-9
    assert rates.max() <= MOST + 1e-9
    assert rates[:, -1].std() > 0.1
    assert np.allclose(rates[:, 0], 0.9)


def test_stress_clumps_the_misses_and_leaves_the_mean() -> None:
    rng, stress = np.random.default_rng(5), Stress()
    day = days_of_promises(rng, 2 * COUPLES, PROMISES)
    by_day, _ = stress_of_both(rng, len(day), int(day.max()) + 1, stress)
    lives = live(rng, day, rate_despite(stress, 0.9), stress_by_day=by_day)
    assert lives.kept.mean() == pytest.approx(0.9, abs=0.005)
    assert correlation(lives.kept[:, :-1], lives.kept[:, 1:]) > 0.03


def test_stress_is_shared_as_much_as_it_says() -> None:
    stress = Stress(shared=0.5)
    one, other = stress_of_both(np.random.default_rng(6), COUPLES, 400, stress)
    assert one.std() == pytest.approx(0.8, abs=0.03)
    assert correlation(one, other) == pytest.approx(0.5, abs=0.05)
    assert correlation(one[:, :-1], one[:, 1:]) == pytest.approx(0.7, abs=0.03)


def test_a_hard_stretch_from_outside_hits_both() -> None:
    rng, still = np.random.default_rng(7), Stress(sd=0.0)
    one, other = stress_of_both(rng, COUPLES, 365, still, Outside(a_year=2, days=7, depth=1.5))
    assert np.array_equal(one, other)
    assert set(np.unique(one)) == {-1.5, 0.0}
    assert 7 < (one < 0).sum(axis=1).mean() < 16


def test_recording_lapses_and_is_no_sign_of_missing() -> None:
    rng = np.random.default_rng(8)
    lives = live(rng, days_of_promises(rng, COUPLES, PROMISES), 0.8, habits=Habits())
    share = lives.recorded.mean()
    assert 0.75 < share < 0.95
    assert lives.kept[lives.recorded].mean() == pytest.approx(lives.kept.mean(), abs=0.01)
    shy = live(rng, lives.day, 0.8, habits=Habits(missed_told=0.5))
    assert shy.kept[shy.recorded].mean() > 0.85


@pytest.mark.parametrize("course", [stays, wanders(), steps_after(9, 0.3), drifts_after(0, 0.3)])
def test_one_promise_of_one_couple_is_enough(course: Course) -> None:
    rng = np.random.default_rng(9)
    lives = live(rng, days_of_promises(rng, 1, 1), 1.0, course, habits=Habits())
    assert lives.kept.shape == (1, 1)
    assert np.isfinite(lives.rate).all()


def test_a_thousand_couple_years_take_less_than_a_minute() -> None:
    rng, stress = np.random.default_rng(10), Stress()
    began = time.perf_counter()
    day = days_of_promises(rng, 1000, 548)
    by_day, _ = stress_of_both(rng, 1000, int(day.max()) + 1, stress, Outside())
    live(rng, day, 0.9, wanders(), by_day, Habits())
    assert time.perf_counter() - began < 60


def correlation(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])
