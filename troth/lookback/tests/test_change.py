"""A lasting change is seen, said once, dated, and never made of nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import numpy as np
import pytest
import ruptures
from hypothesis import given
from hypothesis import strategies as st

from troth.lookback.change import FALL_AT, Alarm, OutOfOrder, Watch, replay
from troth.lookback.mixture import BASELINE, CHANGED, FALLS, advanced, no_evidence
from troth.lookback.record import LengthsDiffer, NaiveTime
from troth.lookback.segments import chances_of_beginning

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
records = st.lists(st.booleans(), max_size=40)


def times(count: int, hours: float = 16) -> list[datetime]:
    return [BEGAN + timedelta(hours=hours * number) for number in range(count)]


def drawn(seed: int, *stretches: tuple[int, float]) -> list[bool]:
    draw = Random(seed)
    return [draw.random() < rate for count, rate in stretches for _ in range(count)]


def test_nothing_recorded_says_nothing() -> None:
    watch = Watch()
    assert (watch.count, watch.alarm, watch.since, watch.before) == (0, None, None, None)
    assert watch.now.count == 0
    assert replay([], []).found == ()


def test_a_fall_is_seen_with_its_time_and_from_what() -> None:
    kept = drawn(3, (300, 0.9), (60, 0.6))
    at = times(len(kept))
    path = replay(kept, at)
    (found,) = path.found
    assert found.alarm is Alarm.FALL
    assert at[300] < found.noticed_at < at[340]
    low, high = found.since
    assert low <= at[300] <= high
    assert found.before.low < 0.9 < found.before.high
    now = path.last.now
    assert now.low < 0.6 < now.high


def test_a_rise_is_seen_after_a_fall() -> None:
    kept = drawn(3, (300, 0.9), (60, 0.6), (300, 0.93))
    path = replay(kept, times(len(kept)))
    assert [found.alarm for found in path.found] == [Alarm.FALL, Alarm.RISE]
    assert path.last.alarm is Alarm.RISE
    assert path.last.now.mean > 0.85


def test_three_misses_in_a_row_are_no_fall() -> None:
    kept = [True] * 60 + [False] * 3 + [True] * 20
    assert replay(kept, times(len(kept))).found == ()


@given(records)
def test_it_is_the_sum_over_every_beginning_baseline_and_size(kept: list[bool]) -> None:
    """Against the definition: likelihood ratios summed over the promise at which it changed."""
    evidence = no_evidence()
    for each in kept:
        evidence = advanced(evidence, each)
    prior = no_evidence().steady
    steady = prior * np.prod([BASELINE if each else 1 - BASELINE for each in kept], axis=0)
    whole = 0.0
    for size in range(len(FALLS)):
        rate = CHANGED[:, size]
        for change in range(len(kept)):
            says = [
                (rate if number >= change else BASELINE)
                if each
                else (1 - (rate if number >= change else BASELINE))
                for number, each in enumerate(kept)
            ]
            whole += float((prior * np.prod(says, axis=0)).sum()) / len(FALLS)
    expected = whole / float(steady.sum())
    assert float(evidence.of_fall) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@given(records, st.randoms(use_true_random=False))
def test_a_record_may_come_in_any_order(kept: list[bool], draw: Random) -> None:
    pairs = list(zip(kept, times(len(kept)), strict=True))
    shuffled = draw.sample(pairs, len(pairs))
    mixed = replay([kept for kept, _ in shuffled], [at for _, at in shuffled])
    straight = replay(kept, times(len(kept)))
    assert mixed.found == straight.found
    assert np.array_equal(mixed.of_fall, straight.of_fall)


@given(records)
def test_a_watch_and_a_replay_say_the_same(kept: list[bool]) -> None:
    watch = Watch()
    for each, at in zip(kept, times(len(kept)), strict=True):
        watch = watch.update(each, at)
    last = replay(kept, times(len(kept))).last
    assert watch.evidence == last.evidence
    assert (watch.count, watch.found, watch.now) == (last.count, last.found, last.now)


@given(records)
def test_its_numbers_are_finite(kept: list[bool]) -> None:
    path = replay(kept, times(len(kept)))
    assert np.isfinite(path.of_fall).all()
    assert np.isfinite(path.of_rise).all()
    assert 0 <= path.last.now.low <= path.last.now.mean <= path.last.now.high <= 1


def test_a_very_long_record_stays_finite_and_small() -> None:
    kept = drawn(5, (4000, 0.97))
    watch = Watch()
    for each, at in zip(kept, times(len(kept)), strict=True):
        watch = watch.update(each, at)
        assert np.isfinite(watch.evidence).all()
    assert watch.count == len(kept)
    assert watch.now.count <= 540


@pytest.mark.parametrize("seed", range(6))
def test_it_dates_a_fall_as_an_offline_search_does(seed: int) -> None:
    kept = drawn(seed, (200, 0.97), (80, 0.2))
    signal = np.array(kept, dtype=float)[:, None]
    (theirs, _end) = ruptures.Dynp(model="l2", jump=1, min_size=5).fit(signal).predict(n_bkps=1)
    chances = chances_of_beginning(kept, is_fall=True)
    assert chances.sum() == pytest.approx(1)
    assert abs(int(chances.argmax()) - theirs) <= 3


def test_several_at_one_moment_count_each() -> None:
    at = [BEGAN] * 12
    assert replay([True] * 12, at).last.count == 12


def test_what_lies_ahead_is_left_out() -> None:
    at = [BEGAN, datetime(9999, 1, 1, tzinfo=UTC)]
    assert replay([True, False], at, now=BEGAN).last.count == 1


def test_what_cant_be_read_says_why() -> None:
    watch = Watch().update(True, BEGAN)
    with pytest.raises(OutOfOrder):
        watch.update(True, BEGAN - timedelta(days=1))
    with pytest.raises(NaiveTime):
        watch.update(True, datetime(2026, 1, 2))
    with pytest.raises(LengthsDiffer):
        replay([True], [])


def test_evidence_rises_with_every_miss_and_falls_with_every_kept_one() -> None:
    kept = [True] * 40 + [False] * 4 + [True] * 10
    of_fall = replay(kept, times(len(kept))).of_fall
    assert of_fall.max() < FALL_AT
    steps = [after > before for before, after in pairwise(of_fall[39:])]
    assert steps == [True] * 4 + [False] * 10
