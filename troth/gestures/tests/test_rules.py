"""On which days a gesture falls and is due, against the obvious."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.gestures.rules import Occasion, as_text, falls_on, is_over, next_day, parse
from troth.spaces.recurrence import Pattern, Recurrence

ONE_DAY = timedelta(days=1)
DAYS = st.dates(date(2026, 1, 1), date(2036, 12, 31))


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    pattern, starts_on = draw(st.sampled_from(Pattern)), draw(DAYS)
    weekdays = st.sets(st.integers(0, 6), min_size=1)
    days = tuple(sorted(draw(weekdays))) if pattern is Pattern.DAYS else ()
    return Recurrence(pattern, starts_on, days)


OCCASIONS: st.SearchStrategy[Occasion] = st.one_of(DAYS, recurrences())


@given(OCCASIONS)
def test_an_occasion_is_its_text_and_the_text_is_it(occasion: Occasion) -> None:
    assert parse(as_text(occasion)) == occasion
    assert len(as_text(occasion)) <= 48


@pytest.mark.parametrize(
    "text",
    [
        "",
        "once",
        "once 2026-13-01",
        "once 1969-12-31",
        "once 9001-01-01",
        "once 2026-11-23 ",
        "Once 2026-11-23",
        "once 2026-11-23 from 2026-11-23",
        "often from 2026-11-23",
    ],
)
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message isn't promised, the type is
        parse(text)


@given(OCCASIONS, DAYS, st.one_of(st.none(), st.integers(0, 30)))
def test_it_is_due_for_the_first_day_without_a_tick(
    occasion: Occasion, today: date, ticked_ago: int | None
) -> None:
    ticked_on = None if ticked_ago is None else today - ticked_ago * ONE_DAY
    due = next_day(occasion, today, ticked_on)
    if is_over(occasion, today):
        assert due is None
        return
    assert due is not None
    assert falls_on(occasion, due)
    if isinstance(occasion, Recurrence):
        between = (today + each * ONE_DAY for each in range(min((due - today).days, 40)))
        assert not any(falls_on(occasion, day) for day in between if day != ticked_on)
        assert due != ticked_on


@given(DAYS, DAYS)
def test_for_once_it_is_over_from_the_next_day_on(day: date, today: date) -> None:
    assert is_over(day, today) == (today > day)
    assert falls_on(day, today) == (today == day)
