"""Evenness: what it must not depend on, what chance gives, how often its interval holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from math import isfinite
from random import Random
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.lookback.record import RECENT, NaiveTime, UnknownLevel
from troth.lookback.rhythm import LEAST_COUNT, Regularity, regularity

Draw = Callable[[np.random.Generator, int], np.ndarray]

START = datetime(2020, 1, 1, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
RECORDS = 250
# So fine that whole days round nothing off.
FINE = 1000

gaps_of_days = st.lists(st.integers(1, 400), min_size=LEAST_COUNT - 1, max_size=60)
times = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))


def days(gaps: Sequence[int]) -> list[datetime]:
    return [START + timedelta(days=day) for day in accumulate(gaps, initial=0)]


def told(gaps: Sequence[int], open_for: int = 0) -> Regularity:
    at = days(gaps)
    found = regularity(at, at[-1] + timedelta(days=open_for))
    assert found is not None
    return found


@settings(max_examples=40)
@given(gaps_of_days, st.integers(0, 1000))
def test_doubling_all_gaps_changes_nothing(gaps: list[int], open_for: int) -> None:
    doubled = told([2 * gap for gap in gaps], 2 * open_for)
    assert astuple(doubled) == pytest.approx(astuple(told(gaps, open_for)))


@settings(max_examples=40)
@given(st.lists(times, max_size=40), times, st.randoms())
def test_order_of_input_does_not_matter(at: list[datetime], now: datetime, random: Random) -> None:
    assert regularity(at, now) == regularity(random.sample(at, len(at)), now)


@settings(max_examples=40)
@given(gaps_of_days, st.integers(0, 1000), st.sampled_from([0.5, 0.9, 0.99]))
def test_figures_are_between_0_and_1_and_in_order(
    gaps: list[int], open_for: int, level: float
) -> None:
    at = days(gaps)
    found = regularity(at, at[-1] + timedelta(days=open_for), level)
    assert found is not None
    assert all(isfinite(each) for each in astuple(found))
    assert 0 <= found.low < found.high <= 1
    assert found.low <= found.evenness <= found.high
    assert found.count == len(gaps) + 1


@settings(max_examples=40)
@given(gaps_of_days)
def test_the_same_gaps_four_times_over_narrow_the_interval(gaps: list[int]) -> None:
    once, often = told(gaps), told(gaps * 4)
    assert often.high - often.low < once.high - once.low


@settings(max_examples=40)
@given(gaps_of_days, st.integers(0, 11))
def test_several_on_a_day_count_as_one(gaps: list[int], hours: int) -> None:
    at = days(gaps)
    again = [each + timedelta(hours=hours) for each in at]
    assert regularity(at + again, again[-1]) == regularity(at, at[-1])


@settings(max_examples=40)
@given(st.lists(st.integers(1, 50), min_size=7, max_size=30))
def test_evenness_is_one_less_gini_by_its_definition(gaps: list[int]) -> None:
    count = len(gaps)
    apart = sum(abs(one - other) for one in gaps for other in gaps)
    gini = apart / (count * (count - 1)) / (2 * sum(gaps) / count)
    assert told(gaps).evenness == pytest.approx(1 - gini)


def test_chance_is_one_half_with_the_spread_that_theory_gives() -> None:
    """Gail & Gastwirth 1978: mean 1/2 and variance 1 / (12 (n - 1)) for n exponential gaps."""
    rng = np.random.default_rng(1)
    found = [
        told(np.ceil(FINE * rng.exponential(1, 13)).astype(int).tolist()).evenness
        for _ in range(1000)
    ]
    assert np.mean(found) == pytest.approx(0.5, abs=0.01)
    assert np.var(found) == pytest.approx(1 / (12 * 12), rel=0.15)


def exponential(rng: np.random.Generator, count: int) -> np.ndarray:
    return rng.exponential(1, count)


def even(rng: np.random.Generator, count: int) -> np.ndarray:
    return rng.gamma(9, 1 / 9, count)


def clumps(rng: np.random.Generator, count: int) -> np.ndarray:
    return rng.gamma(0.5, 2, count)


def long_tailed(rng: np.random.Generator, count: int) -> np.ndarray:
    return np.exp(rng.normal(0, 0.8, count))


@pytest.mark.parametrize(
    ("draw", "least"), [(exponential, 0.87), (even, 0.87), (clumps, 0.87), (long_tailed, 0.82)]
)
def test_the_evenness_lies_in_nine_intervals_of_ten(draw: Draw, least: float) -> None:
    """From 8 to 60 times; somewhat less where a few gaps are far longer than the others."""
    rng = np.random.default_rng(31)
    many = np.sort(draw(rng, 200_000))
    places = 2 * np.arange(1, len(many) + 1) - len(many) - 1
    truth = 1 - float(places @ many / len(many) / many.sum())
    held = 0
    for _ in range(RECORDS):
        gaps = np.ceil(FINE * draw(rng, int(rng.integers(7, 60)))).astype(int)
        found = told(gaps.tolist())
        held += found.low <= truth <= found.high
    assert held / RECORDS >= least


def test_every_sunday_is_even_whatever_the_clock_does() -> None:
    sundays = [
        datetime(2025, 1, 5, 1 if week % 2 else 23, tzinfo=BERLIN)
        + timedelta(weeks=week, days=week % 2)
        for week in range(52)
    ]
    found = regularity(sundays, sundays[-1])
    assert found is not None
    assert (found.evenness, found.high, found.count) == (1, 1, 52)
    assert 0.9 < found.low < 1


def test_few_even_ones_leave_more_doubt_than_many() -> None:
    lows = [told([7] * count).low for count in (7, 14, 28, 56)]
    assert lows == sorted(lows)
    assert lows[0] < 0.85


def test_clumps_are_less_even_than_chance() -> None:
    assert told([1, 1, 1, 40] * 8).high < 0.5 < told([6, 7, 8, 7] * 8).low


def test_an_open_gap_counts_once_it_is_the_longest() -> None:
    gaps = [6, 7, 8, 7, 7, 6, 8, 7]
    usual = told(gaps)
    assert told(gaps, 3) == told(gaps, 8) == usual
    later = [told(gaps, open_for).evenness for open_for in (9, 20, 60, 200)]
    assert [usual.evenness, *later] == sorted([usual.evenness, *later], reverse=True)


def test_only_the_latest_of_a_long_record_count() -> None:
    assert told([30, 1] * 50 + [2] * (RECENT - 1)).evenness == 1
    assert told([2] * (RECENT + 80)).count == RECENT


def test_too_little_says_nothing() -> None:
    at = days([7] * 6)
    assert regularity([], START) is None
    assert regularity(at, at[-1]) is None
    assert regularity([START] * 50, START) is None
    ahead = [START + timedelta(days=7000 + each) for each in range(50)]
    assert regularity(ahead, START) is None
    assert regularity([datetime.max.replace(tzinfo=UTC)] * 9, START) is None


def test_what_cannot_be_read_is_named() -> None:
    with pytest.raises(NaiveTime):
        regularity([datetime(2026, 1, 1)], START)
    with pytest.raises(NaiveTime):
        regularity([], datetime(2026, 1, 1))
    with pytest.raises(UnknownLevel):
        regularity([], START, 0)
