"""The pulse's level against statsmodels, and how often its interval holds the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from math import inf, isfinite, nan
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.lookback.pulse import (
    LEAST_COUNT,
    LEAST_DAYS,
    MOST,
    TREND_DAYS,
    Level,
    NoStep,
    filter_pulses,
    level,
)
from troth.lookback.record import LengthsDiffer, NaiveTime, NotFinite, UnknownLevel, time_of

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
COUPLES = 120

values = st.floats(-1e6, 1e6)
times = st.datetimes(datetime(2015, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
pulses = st.lists(st.tuples(values, times), max_size=130)


def weekly(count: int, until: datetime = NOW) -> list[datetime]:
    return [until - timedelta(weeks=weeks) for weeks in reversed(range(count))]


def of(given_pulses: Sequence[tuple[float, datetime]], now: datetime = NOW) -> Level | None:
    return level([value for value, _ in given_pulses], [at for _, at in given_pulses], now)


@pytest.mark.parametrize("missing", [(), (3,), (1, 7, 8, 9, 17)])
@pytest.mark.parametrize("wandering", [0.1, 0.5])
def test_the_filter_is_that_of_statsmodels(missing: tuple[int, ...], wandering: float) -> None:
    """To nine digits: level, variance, the level four weeks ago, the likelihood's two parts."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    rng = np.random.default_rng(4)
    noise = 0.7
    weeks = rng.normal(4, 1, 20)
    weeks[list(missing)] = nan
    model = UnobservedComponents(weeks, "local level", use_exact_diffuse=True)
    theirs = model.smooth([noise**2, (noise * wandering) ** 2])
    asked = np.flatnonzero(~np.isnan(weeks))
    days = (7 * asked).astype(np.float64)
    ours = filter_pulses(weeks[asked], days, 7.0 * 15, 7.0 * 19, np.array([wandering]))
    assert ours.level[0] == pytest.approx(theirs.filtered_state[0, -1], rel=1e-9)
    assert ours.variance[0] * noise**2 == pytest.approx(
        theirs.filtered_state_cov[0, 0, -1], rel=1e-9
    )
    assert ours.level_then[0] == pytest.approx(theirs.smoothed_state[0, 15], rel=1e-9)
    after_first = asked[1:]
    surprises = theirs.forecasts_error[0, after_first]
    spreads = theirs.forecasts_error_cov[0, 0, after_first]
    assert ours.squares[0] == pytest.approx(
        float((surprises**2 / spreads).sum()) * noise**2, rel=1e-9
    )
    assert ours.log_spread[0] == pytest.approx(float(np.log(spreads / noise**2).sum()), rel=1e-9)


def test_the_change_s_variance_is_that_of_plain_algebra() -> None:
    """All pulses at once: a flat prior is a first level of variance a hundred million."""
    rng = np.random.default_rng(8)
    days = np.sort(rng.uniform(0, 80, 9))
    since, today, growth = 55.0, 90.0, 0.3**2 / 7
    found = filter_pulses(rng.normal(size=9), days, since, today, np.array([0.3]))
    at = np.array([*days, since, today]) - days[0]
    shared = 1e8 + growth * np.minimum(at[:, None], at[None, :])
    known, gain = shared[:9, :9] + np.eye(9), shared[9:, :9]
    left = shared[9:, 9:] - gain @ np.linalg.solve(known, gain.T)
    change = left[0, 0] + left[1, 1] - 2 * left[0, 1]
    assert found.change_variance[0] == pytest.approx(change, rel=1e-4)


def simulated(
    rng: np.random.Generator, count: int, wandering: float
) -> tuple[list[float], list[datetime], datetime, float, float]:
    """Pulses with a quarter of weeks missing, on any day of three; the level, and its change."""
    weeks = np.sort(rng.choice(np.arange(1, int(count * 1.3) + 1), count, replace=False))
    days = 7.0 * weeks + rng.integers(0, 3, count)
    days[0] = min(days[0], days[-1] - LEAST_DAYS)
    today = days[-1] + rng.integers(0, 8)
    since = max(today - TREND_DAYS, days[0])
    stops = np.unique([*days, since, today])
    steps = rng.normal(0, wandering * np.sqrt(np.diff(stops) / 7))
    path = 4 + np.concatenate([[0], np.cumsum(steps)])
    told = path[np.searchsorted(stops, days)] + rng.normal(0, 1, count)
    change = path[-1] - path[np.searchsorted(stops, since)]
    at = [time_of(9000 + day) for day in days]
    return told.tolist(), at, time_of(9000 + today), float(path[-1]), float(change)


@pytest.mark.parametrize("wandering", [0.1, 0.25, 0.5])
def test_the_level_lies_in_about_nine_intervals_of_ten(wandering: float) -> None:
    """Over 4 to 104 pulses with an error of sd 1, whether the level hardly moves or a lot."""
    rng = np.random.default_rng(21)
    held, change_held = 0, 0
    for couple in range(COUPLES):
        count = (4, 6, 12, 26, 52, 104)[couple % 6]
        told, at, now, truth, change = simulated(rng, count, wandering)
        found = level(told, at, now)
        assert found is not None
        held += found.low <= truth <= found.high
        change_held += found.trend_low <= change <= found.trend_high
    assert 0.85 <= held / COUPLES <= 0.98
    assert change_held / COUPLES >= 0.84


@settings(max_examples=40)
@given(pulses, st.randoms())
def test_order_of_input_does_not_matter(
    given_pulses: list[tuple[float, datetime]], random: Random
) -> None:
    mixed = random.sample(given_pulses, len(given_pulses))
    assert of(given_pulses) == of(mixed)


@settings(max_examples=40)
@given(pulses, times)
def test_figures_are_finite_and_in_order(
    given_pulses: list[tuple[float, datetime]], now: datetime
) -> None:
    found = of(given_pulses, now)
    if found is not None:
        assert all(isfinite(each) for each in astuple(found))
        assert found.low < found.mean < found.high
        assert found.trend_low <= found.trend <= found.trend_high
        assert LEAST_COUNT <= found.count <= MOST


@settings(max_examples=40)
@given(st.lists(st.integers(1, 7), min_size=4, max_size=20), st.floats(-5, 5), st.floats(0.1, 10))
def test_another_scale_gives_the_same_in_its_units(
    told: list[int], moved: float, unit: float
) -> None:
    at = weekly(len(told))
    one = level(told, at, NOW)
    other = level([moved + unit * value for value in told], at, NOW, step=unit)
    assert one is not None
    assert other is not None
    ends = [moved + unit * end for end in (one.mean, one.low, one.high)]
    ends += [unit * end for end in (one.trend, one.trend_low, one.trend_high)]
    assert list(astuple(other))[:6] == pytest.approx(ends, rel=1e-6, abs=1e-6)


@settings(max_examples=40)
@given(st.integers(4, 40), st.integers(1, 7))
def test_equal_pulses_stand_where_they_are_with_some_doubt(count: int, value: int) -> None:
    found = level([value] * count, weekly(count), NOW)
    assert found is not None
    assert found.mean == pytest.approx(value)
    assert found.trend == pytest.approx(0, abs=1e-9)
    assert 0.1 < found.high - found.low < 1
    assert 0 < found.trend_high - found.trend_low < 1.5


@settings(max_examples=40)
@given(st.lists(st.integers(1, 7), min_size=4, max_size=30).filter(lambda told: len({*told}) > 1))
def test_each_pulse_told_four_times_narrows_the_interval(told: list[int]) -> None:
    """Four pulses on each of the days, the same each: as good as one with half the error."""
    at = weekly(len(told))
    once, often = level(told, at, NOW), level(told * 4, at * 4, NOW)
    if len(told) * 4 <= MOST:
        assert once is not None
        assert often is not None
        assert often.high - often.low < once.high - once.low


def test_a_steady_record_twice_as_long_narrows_the_interval() -> None:
    rng = np.random.default_rng(2)

    def width(count: int) -> float:
        found = [level(rng.normal(4, 1, count).tolist(), weekly(count), NOW) for _ in range(20)]
        return float(np.mean([each.high - each.low for each in found if each]))

    widths = [width(count) for count in (6, 12, 24, 48, 96)]
    assert widths == sorted(widths, reverse=True)


def test_silence_lets_the_doubt_grow_and_the_level_stay() -> None:
    told = [5, 4, 6, 5, 5, 4, 6, 5]
    at = weekly(8)
    found = [level(told, at, NOW + timedelta(weeks=weeks)) for weeks in (0, 4, 52)]
    widths = [each.high - each.low for each in found if each]
    assert widths == sorted(widths)
    assert len({each.mean for each in found if each}) <= 3
    assert found[2] is not None
    assert found[2].trend == pytest.approx(0, abs=1e-9)
    assert found[2].trend_low < 0 < found[2].trend_high


def test_a_fall_is_seen_as_one() -> None:
    found = level([6, 5, 6, 6, 5, 6, 6, 5, 6, 3, 2, 3, 2, 2], weekly(14), NOW)
    assert found is not None
    assert found.mean < 3.5
    assert found.trend_high < 0


def test_only_the_last_two_years_of_pulses_count() -> None:
    told = [1.0] * 50 + [5.0, 6.0] * (MOST // 2)
    assert level(told, weekly(len(told)), NOW) == level(told[50:], weekly(MOST), NOW)


def test_too_little_says_nothing() -> None:
    assert level([], [], NOW) is None
    assert level([5, 5, 5], weekly(3), NOW) is None
    assert level([5] * 20, [NOW - timedelta(hours=hour) for hour in range(20)], NOW) is None
    assert level([5] * 20, [NOW] * 20, NOW) is None
    ahead = [at + timedelta(days=900) for at in weekly(20)]
    assert level([5] * 20, ahead, NOW) is None


def test_what_cannot_be_read_is_named() -> None:
    with pytest.raises(LengthsDiffer):
        level([5], [], NOW)
    with pytest.raises(NaiveTime):
        level([5], [datetime(2026, 1, 1)], NOW)
    with pytest.raises(NotFinite):
        level([nan], [NOW], NOW)
    with pytest.raises(UnknownLevel):
        level([], [], NOW, interval=1)
    for step in (0, -1, inf, nan):
        with pytest.raises(NoStep):
            level([], [], NOW, step=step)
