"""The current rate: sure of little at first, never of more than the record says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from troth.lookback import rate_filter
from troth.lookback.follow_through import ENOUGH, estimate, is_enough, sorted_endings
from troth.lookback.record import LengthsDiffer, NaiveTime, UnknownLevel
from troth.promises.rules import ENDINGS, FollowThrough

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
LATER = BEGAN + timedelta(days=60)
records = st.lists(st.booleans(), max_size=60)


def times(count: int) -> list[datetime]:
    return [BEGAN + timedelta(hours=16 * number) for number in range(count)]


def width(kept: Sequence[bool]) -> float:
    at = times(len(kept))
    found = estimate(kept, at, at[-1])
    return found.high - found.low


def test_with_nothing_recorded_it_says_so() -> None:
    found = estimate([], [], LATER)
    assert found.count == 0
    assert not is_enough(found)
    assert found.high - found.low > 0.8


def test_from_seven_on_it_is_enough() -> None:
    at = times(ENOUGH)
    assert is_enough(estimate([True] * ENOUGH, at, LATER))
    assert not is_enough(estimate([True] * (ENOUGH - 1), at[1:], LATER))


@given(records, st.randoms(use_true_random=False))
def test_order_of_input_does_not_matter(kept: list[bool], draw: Random) -> None:
    pairs = list(zip(kept, times(len(kept)), strict=True))
    mixed = draw.sample(pairs, len(pairs))
    assert estimate([k for k, _ in mixed], [a for _, a in mixed], LATER) == estimate(
        kept, times(len(kept)), LATER
    )


@given(records, st.sampled_from((0.5, 0.8, 0.9, 0.99)))
def test_it_is_a_rate_within_its_interval(kept: list[bool], level: float) -> None:
    found = estimate(kept, times(len(kept)), LATER, level)
    assert 0 <= found.low < found.high <= 1
    assert found.low <= found.mean <= found.high or level < 0.8
    assert found.count == len(kept)


@given(st.lists(st.booleans(), min_size=8, max_size=8))
def test_more_of_the_same_kind_narrows_it(pattern: list[bool]) -> None:
    widths = [width(pattern * times_over) for times_over in (1, 4, 16)]
    assert widths[2] <= widths[0] * 1.02


@given(records)
def test_a_last_one_that_was_kept_speaks_for_more_than_one_that_was_missed(
    kept: list[bool],
) -> None:
    at = times(len(kept) + 1)
    worse, better = estimate([*kept, False], at, LATER), estimate([*kept, True], at, LATER)
    assert worse.mean < better.mean


def test_a_rate_that_fell_is_followed() -> None:
    draw = Random(4)
    kept = [draw.random() < 0.95 for _ in range(200)] + [draw.random() < 0.5 for _ in range(60)]
    at = times(len(kept))
    found = estimate(kept, at, at[-1])
    assert found.low < 0.5 < found.high < 0.8


def test_a_long_silence_makes_it_less_sure() -> None:
    kept, at = [True, True, True, False] * 15, times(60)
    soon, late = (estimate(kept, at, at[-1] + timedelta(days=days)) for days in (1, 120))
    assert late.high - late.low > soon.high - soon.low + 0.05


@pytest.mark.parametrize(("kept", "missed"), [(9, 1), (27, 3), (60, 40), (200, 0)])
def test_where_the_rate_stays_it_agrees_with_two_beta_posteriors(kept: int, missed: int) -> None:
    """The model that stays, alone, to three digits; half Beta(4.25, .75), half flat before."""
    belief = np.zeros_like(rate_filter.nothing_known())
    belief[0] = rate_filter.PRIOR
    for each in [True] * kept + [False] * missed:
        belief = rate_filter.seen(belief, each)
    grid = np.linspace(1e-5, 1 - 1e-5, 400_001)
    density = (beta.pdf(grid, 4.25, 0.75) + 1) / 2 * grid**kept * (1 - grid) ** missed
    chances = density.cumsum() / density.sum()
    assert float(rate_filter.mean_of(belief)) == pytest.approx(
        float((grid * density).sum() / density.sum()), abs=1e-3
    )
    for chance in (0.05, 0.5, 0.95):
        ours = float(rate_filter.quantile_of(belief, chance))
        assert ours == pytest.approx(float(np.interp(chance, chances, grid)), abs=4e-3)


def test_only_the_last_540_count() -> None:
    at = times(700)
    assert estimate([False] * 160 + [True] * 540, at, at[-1]) == estimate(
        [True] * 540, at[160:], at[-1]
    )


def test_what_lies_ahead_is_left_out() -> None:
    at = [BEGAN, datetime(9999, 1, 1, tzinfo=UTC)]
    assert estimate([True, False], at, LATER) == estimate([True], at[:1], LATER)


def test_what_cant_be_read_says_why() -> None:
    with pytest.raises(LengthsDiffer):
        estimate([True], [], LATER)
    with pytest.raises(NaiveTime):
        estimate([True], [datetime(2026, 1, 1)], LATER)
    with pytest.raises(NaiveTime):
        estimate([True], [BEGAN], datetime(2026, 1, 1))
    with pytest.raises(UnknownLevel):
        estimate([True], [BEGAN], LATER, level=1)


@given(st.lists(st.sampled_from(FollowThrough), max_size=30))
def test_what_is_unrecorded_never_counts_as_missed(outcomes: list[FollowThrough]) -> None:
    found = sorted_endings(zip(outcomes, times(len(outcomes)), strict=True))
    told = [each for each in outcomes if each in (FollowThrough.TRUE, FollowThrough.FALSE)]
    assert len(found.kept) == len(found.at) == len(told)
    assert found.kept.count(False) == outcomes.count(FollowThrough.FALSE)
    assert len(found.unrecorded_at) == outcomes.count(FollowThrough.MISSING)


def test_every_ending_of_the_one_table_finds_its_place() -> None:
    outcomes = [counted.follow_through for counted in ENDINGS.values()]
    found = sorted_endings((outcome, BEGAN) for outcome in outcomes)
    left_out = outcomes.count(FollowThrough.LEFT_OUT)
    assert len(found.kept) + len(found.unrecorded_at) + left_out == len(ENDINGS)
