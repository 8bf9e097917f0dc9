"""Times to repair against lifelines, and how often their intervals hold the truth."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from math import inf, isfinite
from random import Random

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from troth.lookback.record import LengthsDiffer, UnknownLevel
from troth.lookback.repair_time import (
    LEAST_ENDED,
    LEAST_TO_COMPARE,
    NegativeDuration,
    NoSuchSplit,
    Slower,
    Summary,
    slower,
    summary,
)

COUPLES = 120

Draw = Callable[[np.random.Generator, int], np.ndarray]

durations = st.timedeltas(timedelta(), timedelta(days=3000))
repairs = st.lists(st.tuples(durations, st.booleans()), max_size=30)


def days(*numbers: float) -> list[timedelta]:
    return [timedelta(days=number) for number in numbers]


def ended(count: int) -> list[bool]:
    return [False] * count


@settings(max_examples=40)
@given(repairs.filter(len), st.sampled_from([0.8, 0.9, 0.95]))
@example([(timedelta(days=day), False) for day in (1, 2, 3, 4, 5, 6)], 0.9)
@example([(timedelta(days=2), False)] * 3 + [(timedelta(days=2), True)], 0.9)
def test_the_median_and_its_interval_are_those_of_lifelines(
    given_repairs: list[tuple[timedelta, bool]], level: float
) -> None:
    """To nine digits."""
    from lifelines import KaplanMeierFitter
    from lifelines.utils import median_survival_times, qth_survival_times

    times = [duration / timedelta(days=1) for duration, _ in given_repairs]
    ends = [not is_open for _, is_open in given_repairs]
    if not any(ends):
        return
    fitted = KaplanMeierFitter(alpha=1 - level).fit(times, ends)
    edges = median_survival_times(fitted.confidence_interval_).iloc[0].tolist()
    # Of six ended, half are open after the third; added up they are a little more than half.
    median = qth_survival_times(0.5 + 1e-9, fitted.survival_function_)
    found = _summed(given_repairs, level)
    ours = [found.median, found.low, found.high]
    theirs = [median, *edges]
    assert [inf if each is None else each for each in ours] == pytest.approx(theirs, rel=1e-9)


def split_sides(rng: np.random.Generator) -> tuple[list[timedelta], list[bool], int]:
    counts = rng.integers(5, 20, 2)
    took = rng.exponential(3, counts.sum())
    is_open = rng.random(counts.sum()) < 0.3
    return days(*took), is_open.tolist(), int(counts[0])


def test_the_ratios_are_those_at_which_lifelines_just_tells_the_sides_apart() -> None:
    from lifelines.statistics import logrank_test

    rng = np.random.default_rng(7)
    for _ in range(5):
        took, is_open, split = split_sides(rng)
        found = slower(took, is_open, split, 0.9)
        assert found is not None
        numbers = np.array([each / timedelta(days=1) for each in took])
        ends = ~np.array(is_open)

        def doubt(ratio: float) -> float:
            """Gehan's test, once the later ones are divided: how likely by chance."""
            return float(
                logrank_test(
                    numbers[:split],  # noqa: B023
                    numbers[split:] / ratio,  # noqa: B023
                    ends[:split],  # noqa: B023
                    ends[split:],  # noqa: B023
                    weightings="wilcoxon",
                ).p_value
            )

        if found.low is not None:
            assert doubt(found.low * (1 - 1e-7)) < 0.1 <= doubt(found.low * (1 + 1e-7))
        if found.high is not None:
            assert doubt(found.high * (1 + 1e-7)) < 0.1 <= doubt(found.high * (1 - 1e-7))


def test_without_open_ones_the_ratio_is_the_middle_of_all_pairs() -> None:
    """Hodges & Lehmann (1963), the estimate that goes with Mann & Whitney's test."""
    rng = np.random.default_rng(3)
    earlier, later = rng.exponential(1, 7), rng.exponential(2, 9)
    found = slower(days(*earlier, *later), ended(16), 7)
    assert found is not None
    pairs = np.median(np.log(later[:, None] / earlier[None, :]))
    assert found.ratio == pytest.approx(float(np.exp(pairs)), rel=1e-6)


def exponential(rng: np.random.Generator, count: int) -> np.ndarray:
    return rng.exponential(1, count)


def log_normal(sd: float) -> Draw:
    return lambda rng, count: np.exp(rng.normal(0, sd, count))


@pytest.mark.parametrize(
    "draw",
    [exponential, log_normal(0.8), log_normal(1)],
    ids=["exponential", "log-normal .8", "log-normal 1"],
)
@pytest.mark.parametrize("open_within", [None, 3.0])
def test_the_ratio_lies_in_nine_intervals_of_ten(draw: Draw, open_within: float | None) -> None:
    """From 5 to 20 repairs a side, none open or about a quarter of them."""
    rng = np.random.default_rng(11)
    held = 0
    for _ in range(COUPLES):
        split, later = rng.integers(5, 21, 2)
        took = np.concatenate([draw(rng, split), 2 * draw(rng, later)])
        scale = np.repeat([1.0, 2.0], [split, later]) * (open_within or inf)
        looked_at = rng.exponential(1, len(took)) * scale
        found = slower(days(*np.minimum(took, looked_at)), (looked_at < took).tolist(), int(split))
        assert found is not None
        held += (found.low or 0) <= 2 <= (found.high or inf)
    assert held / COUPLES == pytest.approx(0.9, abs=0.06)


@pytest.mark.parametrize("draw", [exponential, log_normal(1)])
def test_the_median_lies_in_nine_intervals_of_ten(draw: Draw) -> None:
    """From 5 to 20 that have ended, and some that haven't."""
    rng = np.random.default_rng(12)
    median = np.log(2) if draw is exponential else 1.0
    held, asked = 0, 0
    while asked < COUPLES:
        took = draw(rng, int(rng.integers(6, 28)))
        looked_at = rng.exponential(3, len(took))
        found = summary(days(*np.minimum(took, looked_at)), (looked_at < took).tolist())
        if found.is_enough:
            asked += 1
            held += (found.low or 0) <= median <= (inf if found.high is None else found.high)
    assert 0.86 <= held / COUPLES <= 0.96


@settings(max_examples=40)
@given(repairs, st.randoms(), st.integers(0, 30))
def test_order_within_a_side_does_not_matter(
    given_repairs: list[tuple[timedelta, bool]], random: Random, split: int
) -> None:
    split = min(split, len(given_repairs))
    sides = [given_repairs[:split], given_repairs[split:]]
    mixed = [each for side in sides for each in random.sample(side, len(side))]
    assert _summed(given_repairs) == _summed(mixed)
    assert _compared(given_repairs, split) == _compared(mixed, split)


def _summed(given_repairs: list[tuple[timedelta, bool]], level: float = 0.9) -> Summary:
    took = [duration for duration, _ in given_repairs]
    return summary(took, [is_open for _, is_open in given_repairs], level)


def _compared(given_repairs: list[tuple[timedelta, bool]], split: int) -> Slower | None:
    took = [duration for duration, _ in given_repairs]
    return slower(took, [is_open for _, is_open in given_repairs], split)


@settings(max_examples=40)
@given(repairs.filter(lambda each: len(each) >= 2 * LEAST_TO_COMPARE), st.data())
def test_figures_are_finite_and_in_order(
    given_repairs: list[tuple[timedelta, bool]], data: st.DataObject
) -> None:
    last = len(given_repairs) - LEAST_TO_COMPARE
    compared = _compared(given_repairs, data.draw(st.integers(LEAST_TO_COMPARE, last)))
    summed = _summed(given_repairs)
    assert compared is not None
    for figures in (
        [compared.low, compared.ratio, compared.high],
        [summed.low, summed.median, summed.high],
    ):
        reached = [figure for figure in figures if figure is not None]
        assert all(isfinite(figure) and figure >= 0 for figure in reached)
        assert all(one <= other * (1 + 1e-9) for one, other in pairwise(reached))


@settings(max_examples=40)
@given(st.lists(durations, min_size=6, max_size=15))
def test_the_same_again_four_times_over_never_widens_the_median_s_interval(
    took: list[timedelta],
) -> None:
    once, often = summary(took, ended(len(took))), summary(took * 4, ended(4 * len(took)))
    assert once.low is not None
    assert once.high is not None
    assert once.low <= (often.low or 0)
    assert (often.high or inf) <= once.high or often.high == 0


def test_four_times_as_many_repairs_halve_the_ratio_s_interval() -> None:
    def width(count: int) -> float:
        rng = np.random.default_rng(5)
        found = [
            slower(days(*rng.exponential(2, 2 * count)), ended(2 * count), count) for _ in range(20)
        ]
        return float(
            np.median([np.log((each.high or inf) / (each.low or 0)) for each in found if each])
        )

    assert width(40) / width(10) == pytest.approx(1 / 2, abs=0.12)


def test_what_has_not_ended_makes_repairs_longer_not_shorter() -> None:
    took = days(1, 2, 3, 4, 5, 20, 30, 40)
    without = summary(took[:5], ended(5))
    found = summary(took, [*ended(5), True, True, True])
    assert (without.median, found.median) == (3, 4)
    assert (found.count, found.open_count) == (5, 3)


def test_where_few_have_ended_the_record_does_not_reach_the_median() -> None:
    found = summary(days(1, 9, 9, 9, 9), [False, True, True, True, True])
    assert (found.median, found.high, found.is_enough) == (None, None, False)
    assert summary(days(3, 4), [True, True]).low is None


def test_later_ones_that_stay_open_have_no_upper_end() -> None:
    found = slower(days(1, 1.5, 2, 2.5, 3, 20, 21, 22, 23, 24), [*ended(5), *[True] * 5], 5)
    assert found is not None
    assert found.ratio is None
    assert found.high is None
    assert found.low is not None
    assert found.low > 1


def test_all_of_them_open_say_nothing() -> None:
    assert slower(days(*range(12)), [True] * 12, 6) == Slower(None, None, None, 6, 6)


def test_five_ended_ones_are_enough() -> None:
    assert summary(days(1, 2, 3, 4, 5), ended(5)).is_enough
    assert not summary(days(1, 2, 3, 4), ended(4)).is_enough
    assert 1 - 2 / 2**LEAST_ENDED >= 0.9 > 1 - 2 / 2 ** (LEAST_ENDED - 1)


def test_nothing_and_too_little_have_a_clear_answer() -> None:
    assert summary([], []) == Summary(None, None, None, 0, 0)
    assert slower([], [], 0) is None
    assert slower(days(1, 2, 3, 4, 5, 6, 7, 8, 9), ended(9), 5) is None


def test_what_cannot_be_read_is_named() -> None:
    with pytest.raises(LengthsDiffer):
        summary(days(1), [])
    with pytest.raises(NegativeDuration):
        slower(days(-1), [False], 0)
    with pytest.raises(NoSuchSplit):
        slower(days(1), [False], 2)
    with pytest.raises(UnknownLevel):
        summary(days(1), [False], 1)
