"""What nobody told could change an answer by so much, and never beyond it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.lookback import missing
from troth.lookback.follow_through import estimate
from troth.lookback.record import NaiveTime

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
NOW = BEGAN + timedelta(days=60)
AHEAD = datetime(9999, 1, 1, tzinfo=UTC)
records = st.lists(st.booleans(), max_size=25)
gaps = st.lists(st.integers(0, 40), max_size=8)


def times(count: int) -> list[datetime]:
    return [BEGAN + timedelta(days=number) for number in range(count)]


@given(records, gaps)
def test_bounds_contain_the_answer(kept: list[bool], unrecorded: list[int]) -> None:
    gone = [BEGAN + timedelta(days=day, hours=5) for day in unrecorded]
    found = missing.of_follow_through(kept, times(len(kept)), gone, NOW)
    assert 0 <= found.low <= found.answer <= found.high <= 1
    assert (found.count, found.unrecorded_count) == (len(kept), len(gone))
    assert found.answer == estimate(kept, times(len(kept)), NOW).mean


@given(st.lists(st.booleans(), min_size=7, max_size=25), st.data())
def test_bounds_contain_what_it_would_have_been(kept: list[bool], data: st.DataObject) -> None:
    """Whatever those that weren't recorded were, up to a fiftieth."""
    days = data.draw(st.lists(st.integers(0, 30), min_size=1, max_size=5))
    filled = data.draw(st.lists(st.booleans(), min_size=len(days), max_size=len(days)))
    gone = [BEGAN + timedelta(days=day, hours=5) for day in days]
    found = missing.of_follow_through(kept, times(len(kept)), gone, NOW)
    whole = estimate([*kept, *filled], [*times(len(kept)), *gone], NOW).mean
    assert found.low - 0.02 <= whole <= found.high + 0.02


@given(records)
def test_with_nothing_missing_there_is_nothing_between_them(kept: list[bool]) -> None:
    found = missing.of_follow_through(kept, times(len(kept)), [], NOW)
    assert found.low == found.answer == found.high


def test_more_that_is_missing_could_change_more() -> None:
    kept, at = [True, True, False, True] * 10, times(40)
    few, many = (
        missing.of_follow_through(
            kept, at, [NOW - timedelta(days=day) for day in range(count)], NOW
        )
        for count in (2, 12)
    )
    assert many.high - many.low > few.high - few.low


def test_a_fall_may_hang_on_what_was_not_told() -> None:
    kept, at = [True] * 90, times(90)
    gone = [at[-1] + timedelta(hours=number) for number in range(1, 13)]
    found = missing.of_fall(kept, at, gone)
    assert (found.answer, found.low, found.high) == (0, 0, 1)


def test_what_lies_ahead_is_left_out() -> None:
    kept, at = [True, False, True], times(3)
    found = missing.of_follow_through(kept, at, [AHEAD], NOW)
    assert found.low == found.high
    assert found.unrecorded_count == 0


def test_a_time_without_a_zone_says_so() -> None:
    with pytest.raises(NaiveTime):
        missing.of_fall([True], times(1), [datetime(2026, 1, 1)])
    with pytest.raises(NaiveTime):
        missing.of_follow_through([True], times(1), [datetime(2026, 1, 1)], NOW)


def test_weeks_without_a_pulse_could_lower_or_raise_it() -> None:
    values, at = [6.0, 7.0, 6.0, 7.0, 6.0, 7.0], [BEGAN + timedelta(weeks=n) for n in range(6)]
    found = missing.of_pulse(values, at, [at[-1] + timedelta(days=7)], NOW, 0, 10)
    assert found is not None
    assert 0 < found.low < found.answer < found.high < 10
    assert missing.of_pulse(values[:2], at[:2], [], NOW, 0, 10) is None


def test_repairs_that_nobody_ended_could_be_over_or_go_on() -> None:
    took, day = [timedelta(days=n) for n in (1, 2, 3, 4, 5)], timedelta(days=1)
    found = missing.of_repairs(took, [False] * 5, [20 * day, 30 * day])
    assert (found.low, found.answer, found.high) == (2, 3, 4)
    assert (found.count, found.unrecorded_count) == (5, 2)
    beyond = missing.of_repairs(took[:1], [False], [20 * day, 30 * day])
    assert (beyond.answer, beyond.high) == (1, None)
