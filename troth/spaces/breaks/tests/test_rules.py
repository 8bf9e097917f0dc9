"""When somebody is on a break, against a slow and obvious calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.spaces.breaks.rules import (
    MOST_PLANNED,
    BadBreak,
    Breaks,
    Problem,
    Span,
    changed_span,
    ended_span,
    new_span,
)

START = date(2026, 11, 2)
DAYS = [START + timedelta(days=number) for number in range(60)]
TODAY = DAYS[20]

days = st.sampled_from(DAYS)
lasts = st.none() | days


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first, last = draw(days), draw(lasts)
    return Span(first, last if last is None else max(first, last))


def calendar(span: Span) -> set[date]:
    """Every day of a break, one by one, as far as these tests look."""
    last = DAYS[-1] if span.until_on is None else span.until_on
    return {day for day in DAYS if span.from_on <= day <= last}


@given(st.lists(spans(), max_size=6), days)
def test_a_day_is_in_a_break_when_it_is_a_day_of_one(found: list[Span], day: date) -> None:
    on_break = set().union(*(calendar(span) for span in found))
    assert Breaks(tuple(found)).in_break(day) is (day in on_break)


@given(st.lists(spans(), max_size=6), days)
def test_after_a_break_comes_the_first_day_without_one(found: list[Span], day: date) -> None:
    on_break = set().union(*(calendar(span) for span in found))
    without = [each for each in DAYS if each >= day and each not in on_break]
    after = Breaks(tuple(found)).after(day)
    if after is not None and after <= DAYS[-1]:
        assert after == without[0]
    else:
        assert not without


@given(spans(), spans())
def test_two_meet_when_they_share_a_day(one: Span, other: Span) -> None:
    assert one.meets(other) is bool(calendar(one) & calendar(other))
    assert one.meets(other) is other.meets(one)


@given(st.lists(st.tuples(days, lasts), max_size=12))
def test_what_may_be_planned_never_overlaps_nor_begins_in_the_past(
    asked: list[tuple[date, date | None]],
) -> None:
    taken: list[Span] = []
    for from_on, until_on in asked:
        try:
            taken.append(new_span(from_on, until_on, taken, TODAY))
        except BadBreak:
            continue
    seen: set[date] = set()
    for span in taken:
        assert span.from_on >= TODAY
        assert not seen & calendar(span)
        seen |= calendar(span)
    assert sum(span.is_planned(TODAY) for span in taken) <= MOST_PLANNED
    assert sum(span.covers(TODAY) for span in taken) <= 1


@given(spans())
def test_ending_one_leaves_the_days_before_today(span: Span) -> None:
    left = ended_span(span, TODAY)
    kept = {day for day in calendar(span) if day < TODAY}
    assert (set() if left is None else calendar(left)) == kept
    if span.is_over(TODAY):
        assert left == span


@given(spans(), days, lasts)
def test_what_has_begun_keeps_its_first_day(span: Span, from_on: date, until_on: date) -> None:
    try:
        changed = changed_span(span, from_on, until_on, [], TODAY)
    except BadBreak:
        return
    assert not span.is_over(TODAY)
    assert not changed.is_over(TODAY)
    assert changed.from_on == span.from_on or min(span.from_on, changed.from_on) >= TODAY
    assert calendar(changed) >= {day for day in calendar(span) if day < TODAY}


def test_a_break_that_ends_before_it_begins_is_none() -> None:
    with pytest.raises(ValueError, match="over before"):
        Span(TODAY, TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("from_on", "until_on", "problem"),
    [
        (TODAY - timedelta(days=1), None, Problem.BEGINS_IN_THE_PAST),
        (TODAY, TODAY - timedelta(days=1), Problem.ENDS_BEFORE_IT_BEGINS),
        (TODAY + timedelta(days=367), None, Problem.TOO_FAR),
        (TODAY, TODAY + timedelta(days=367), Problem.ENDS_TOO_FAR),
    ],
)
def test_each_refusal_has_its_reason(
    from_on: date, until_on: date | None, problem: Problem
) -> None:
    with pytest.raises(BadBreak) as refused:
        new_span(from_on, until_on, [], TODAY)
    assert refused.value.problem is problem


def test_after_one_without_an_end_nothing_can_be_planned() -> None:
    endless = Span(TODAY)
    with pytest.raises(BadBreak) as refused:
        new_span(DAYS[40], DAYS[41], [endless], TODAY)
    assert (refused.value.problem, refused.value.other) == (Problem.MEETS_ANOTHER, endless)
    assert Breaks((endless,)).after(DAYS[30]) is None


def test_a_break_under_way_can_be_made_longer_and_shorter_but_not_ended_in_the_past() -> None:
    span = Span(TODAY - timedelta(days=3), TODAY + timedelta(days=3))
    for until_on in (TODAY, TODAY + timedelta(days=9), None):
        assert changed_span(span, span.from_on, until_on, [], TODAY).until_on == until_on
    with pytest.raises(BadBreak) as refused:
        changed_span(span, span.from_on, TODAY - timedelta(days=1), [], TODAY)
    assert refused.value.problem is Problem.ENDS_IN_THE_PAST
