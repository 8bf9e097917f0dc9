"""What goes with good weeks: hardly ever what is only chance, mostly what is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, replace
from math import inf, isfinite, nan, tanh
from random import Random
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import pearsonr
from scipy.stats import t as student

from troth.lookback.good_weeks import (
    LEAST_CHANGED,
    LEAST_WEEKS,
    TAKEN,
    Association,
    CannotTell,
    Week,
    associations,
)
from troth.lookback.record import Floats, NotFinite, UnknownLevel

# Of each thing, how often in a week: most weeks have none of the seldom ones.
SELDOM = np.array([0.15, 0.3, 0.6, 1, 0.3, 0.8, 2, 4])

amounts = st.one_of(st.integers(0, 3).map(float), st.floats(-1e9, 1e9))
records = st.lists(
    st.builds(
        Week, st.none() | amounts, st.dictionaries(st.sampled_from("abcd"), amounts, max_size=4)
    ),
    max_size=60,
)


def like_before(rng: np.random.Generator, weeks: int, things: int, share: float) -> Floats:
    """Shape (weeks, things): each week is so much like the one before."""
    found = rng.normal(size=(weeks, things))
    for week in range(1, weeks):
        found[week] = share * found[week - 1] + np.sqrt(1 - share**2) * found[week]
    return found


def counts_of_things(rng: np.random.Generator, weeks: int) -> Floats:
    """Eight counts; four of them go together, and all go on for some weeks."""
    moods, shared = like_before(rng, weeks, 8, 0.5), like_before(rng, weeks, 1, 0.5)
    moods[:, :4] = 0.7 * moods[:, :4] + np.sqrt(0.51) * shared
    counts: Floats = rng.poisson(SELDOM * np.exp(0.7 * moods - 0.245)).astype(np.float64)
    return counts


def recorded(pulses: Sequence[float] | Floats, things: Floats) -> list[Week]:
    return [
        Week(float(pulse), {f"thing {place}": float(much) for place, much in enumerate(row)})
        for pulse, row in zip(pulses, things, strict=True)
    ]


def in_words_of_a_scale(pulses: Floats) -> Floats:
    return np.clip(np.round(4.5 + 1.2 * pulses), 1, 7)


def found_in(records: Sequence[list[Week]]) -> float:
    return float(np.mean([isinstance(associations(each), list) for each in records]))


@pytest.mark.parametrize(("weeks", "couples"), [(52, 200), (104, 120)])
def test_shuffled_weeks_show_a_link_in_fewer_than_one_couple_of_twenty(
    weeks: int, couples: int
) -> None:
    rng = np.random.default_rng(5)
    shuffled = [
        recorded(
            rng.permutation(in_words_of_a_scale(like_before(rng, weeks, 1, 0.5)[:, 0])),
            counts_of_things(rng, weeks),
        )
        for _ in range(couples)
    ]
    assert found_in(shuffled) <= 0.05


def test_weeks_that_go_on_alike_show_no_more() -> None:
    rng = np.random.default_rng(6)
    alike = []
    for _ in range(200):
        drawn = like_before(rng, 52, 9, 0.5)
        alike.append(recorded(drawn[:, 0], drawn[:, 1:]))
    assert found_in(alike) <= 0.07


def linked(rng: np.random.Generator, weeks: int, r: float) -> list[Week]:
    """The pulse goes with thing 6, and with no other."""
    things = counts_of_things(rng, weeks)
    cause = (things[:, 6] - things[:, 6].mean()) / things[:, 6].std()
    return recorded(r * cause + np.sqrt(1 - r**2) * rng.normal(size=weeks), things)


def test_a_strong_link_is_mostly_found_in_a_year_and_its_interval_holds_it() -> None:
    rng = np.random.default_rng(8)
    found = [associations(linked(rng, 52, 0.5)) for _ in range(100)]
    links = [
        each for one in found if isinstance(one, list) for each in one if each.thing == "thing 6"
    ]
    assert len(links) >= 75
    assert np.mean([link.low <= 0.5 <= link.high for link in links]) >= 0.9


def test_four_times_the_weeks_halve_the_interval() -> None:
    rng = np.random.default_rng(9)

    def width(weeks: int) -> float:
        found = associations(linked(rng, weeks, 0.8))
        assert isinstance(found, list)
        return float(np.arctanh(found[0].high) - np.arctanh(found[0].low))

    assert width(208) / width(52) == pytest.approx(1 / 2, abs=0.1)


def test_one_thing_is_held_against_pearson_s_own_limit() -> None:
    """Within what 1,999 shuffles leave: .02."""
    rng = np.random.default_rng(10)
    pulses, things = rng.normal(size=52), rng.normal(size=(52, 1))
    found = associations(recorded(pulses, things))
    assert isinstance(found, CannotTell)
    at = float(student.ppf(1 - TAKEN * 0.025, 50))
    assert found.visible_from == pytest.approx(at / (at**2 + 50) ** 0.5, abs=0.03)


def test_the_correlation_is_pearson_s() -> None:
    record = linked(np.random.default_rng(3), 60, 0.9)
    found = associations(record)
    assert isinstance(found, list)
    pulses = [week.pulse or 0 for week in record]
    theirs = pearsonr(pulses, [week.things["thing 6"] for week in record])
    assert found[0].r == pytest.approx(float(theirs.statistic), rel=1e-9)


def test_weeks_like_the_one_before_need_a_closer_link() -> None:
    """By Bartlett's factor for two series of lag-1 .8: (1 + .64) / (1 - .64), its root 2.1."""
    rng = np.random.default_rng(12)
    limits = []
    for share in (0, 0.8):
        told = [like_before(rng, 300, 2, share) for _ in range(12)]
        found = [associations(recorded(each[:, 0], each[:, 1:])) for each in told]
        seen = [each.visible_from or 0 for each in found if isinstance(each, CannotTell)]
        limits.append(float(np.mean(np.arctanh(seen))))
    assert limits[1] / limits[0] == pytest.approx(2.1, abs=0.4)


@settings(max_examples=25)
@given(st.integers(0, 1000), st.floats(0, 0.9), st.randoms())
def test_the_order_of_things_does_not_matter(seed: int, r: float, random: Random) -> None:
    record = linked(np.random.default_rng(seed), 40, r)
    names = random.sample([*record[0].things], 8)
    mixed = [replace(week, things={name: week.things[name] for name in names}) for week in record]
    assert associations(mixed) == associations(record)


@settings(max_examples=50)
@given(records, st.sampled_from([0.8, 0.95]))
def test_figures_are_finite_and_only_what_is_told_from_nothing_is_said(
    record: list[Week], level: float
) -> None:
    found = associations(record, level)
    if isinstance(found, CannotTell):
        assert found.visible_from is None or 0 < found.visible_from <= 1
        return
    assert found
    for each in found:
        assert all(isfinite(figure) for figure in astuple(each)[1:])
        assert -1 <= each.low <= each.r <= each.high <= 1
        assert each.low > 0 or each.high < 0
        assert each.count >= LEAST_WEEKS


def test_weeks_without_a_pulse_are_left_out_and_what_is_not_named_was_nothing() -> None:
    record = linked(np.random.default_rng(3), 60, 0.9)
    found = associations(record)
    silent = [week for each in record for week in (each, Week(None, {"thing 6": 1e6}))]
    sparse = [
        replace(week, things={thing: much for thing, much in week.things.items() if much})
        for week in record
    ]
    assert isinstance(found, list)
    with_gaps = associations(silent)
    assert isinstance(with_gaps, list)
    assert with_gaps[0].r == pytest.approx(found[0].r)
    assert with_gaps[0].count == 60
    assert associations(sparse) == found


def test_below_half_a_year_nothing_is_said_however_close_the_link() -> None:
    record = [Week(week % 5, {"walk": week % 5}) for week in range(LEAST_WEEKS)]
    found = associations(record)
    assert isinstance(found, list)
    assert found[0].r == pytest.approx(1)
    few = associations(record[1:])
    assert isinstance(few, CannotTell)
    assert (few.count, few.needed) == (LEAST_WEEKS - 1, LEAST_WEEKS)
    assert few.visible_from == pytest.approx(tanh(2.0 / 23**0.5), abs=0.01)


def test_what_hardly_varies_is_left_out() -> None:
    rng = np.random.default_rng(4)
    pulses = rng.normal(size=60)
    seldom = np.where(np.argsort(np.argsort(-pulses)) < LEAST_CHANGED - 1, 1.0, 0.0)
    found = associations(recorded(pulses, seldom[:, None]))
    assert found == CannotTell(60, LEAST_WEEKS, None)
    enough = np.where(np.argsort(np.argsort(-pulses)) < LEAST_CHANGED, 1.0, 0.0)
    assert isinstance(associations(recorded(pulses, enough[:, None])), list)
    assert associations(recorded(np.full(60, 5.0), rng.normal(size=(60, 2)))) == CannotTell(
        60, LEAST_WEEKS, None
    )


def test_the_closest_comes_first() -> None:
    rng = np.random.default_rng(5)
    pulses = rng.normal(size=104)
    things = np.column_stack([pulses + size * rng.normal(size=104) for size in (1, 0.2, -0.5)])
    found = associations(recorded(pulses, things))
    assert isinstance(found, list)
    assert [each.thing for each in found] == ["thing 1", "thing 2", "thing 0"]
    assert isinstance(found[0], Association)


def test_nothing_recorded_has_a_clear_answer() -> None:
    assert associations([]) == CannotTell(0, LEAST_WEEKS, None)
    assert associations([Week(None, {})] * 80) == CannotTell(0, LEAST_WEEKS, None)
    assert associations([Week(3, {})] * 80) == CannotTell(80, LEAST_WEEKS, None)


def test_huge_numbers_are_no_trouble() -> None:
    record = [Week(1e300 * (week % 5), {"walk": -1e300 * (week % 5)}) for week in range(40)]
    found = associations(record)
    assert isinstance(found, list)
    assert found[0].r == pytest.approx(-1)


@pytest.mark.parametrize("number", [nan, inf, -inf])
def test_what_cannot_be_read_is_named(number: float) -> None:
    with pytest.raises(NotFinite):
        associations([Week(number, {})])
    with pytest.raises(NotFinite):
        associations([Week(3, {"walk": number})])
    with pytest.raises(UnknownLevel):
        associations([], 1)


def test_two_years_of_eight_things_take_less_than_a_twentieth_of_a_second() -> None:
    record = linked(np.random.default_rng(3), 104, 0.3)
    took = []
    for _ in range(5):
        began = perf_counter()
        associations(record)
        took.append(perf_counter() - began)
    assert min(took) < 0.05
