"""The days on which something recurs, against a slow and obvious model."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.spaces.days import instant_of, local_day
from troth.spaces.recurrence import Pattern, Recurrence

MONDAY = date(2026, 11, 23)
ONE_DAY = timedelta(days=1)
ZONES = [
    "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Tokyo", "Asia/Kathmandu",
    "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Apia", "Atlantic/Azores", "UTC",
]  # fmt: skip
near = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    pattern = draw(st.sampled_from(Pattern))
    days: tuple[int, ...] = ()
    if pattern is Pattern.DAYS:
        days = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1))))
    return Recurrence(pattern, draw(near), days)


def falls_slowly(recurrence: Recurrence, day: date) -> bool:
    """As one would count it on a calendar."""
    since = (day - recurrence.starts_on).days
    if since < 0:
        return False
    return {
        Pattern.DAILY: True,
        Pattern.WEEKDAYS: day.weekday() < 5,
        Pattern.DAYS: day.weekday() in recurrence.days,
        Pattern.WEEKLY: since % 7 == 0,
        Pattern.FORTNIGHTLY: since % 14 == 0,
    }[recurrence.pattern]


@given(recurrences(), near, st.integers(0, 120))
def test_no_day_comes_twice_and_none_is_lost(
    recurrence: Recurrence, first: date, length: int
) -> None:
    days = [first + ONE_DAY * number for number in range(length + 1)]
    expected = [day for day in days if falls_slowly(recurrence, day)]
    assert list(recurrence.days_between(first, days[-1])) == expected
    assert [day for day in days if recurrence.falls_on(day)] == expected


@given(recurrences(), near)
def test_the_first_day_from_some_day_on_is_the_next_it_falls_on(
    recurrence: Recurrence, day: date
) -> None:
    found = recurrence.first_from(day)
    assert found >= max(day, recurrence.starts_on)
    assert falls_slowly(recurrence, found)
    between = range((found - max(day, recurrence.starts_on)).days)
    assert not any(
        falls_slowly(recurrence, max(day, recurrence.starts_on) + ONE_DAY * each)
        for each in between
    )


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("pattern", [each for each in Pattern if each is not Pattern.DAYS])
def test_ten_years_of_it_keep_the_time_of_the_wall_clock(name: str, pattern: Pattern) -> None:
    """Only in the hour that a clock skips does it read later; never on another day of theirs."""
    zone, at = ZoneInfo(name), time(18, 30)
    recurrence = Recurrence(pattern, MONDAY)
    days = recurrence.days_between(MONDAY, MONDAY + timedelta(days=3653))
    moments = [instant_of(day, at, zone) for day in days]
    assert all(moment.astimezone(zone).time() == at for moment in moments)
    assert [local_day(moment, zone) for moment in moments] == list(days)
    assert moments == sorted(set(moments))


@given(recurrences())
def test_its_text_reads_back_and_each_value_has_one(recurrence: Recurrence) -> None:
    assert Recurrence.parse(recurrence.as_text()) == recurrence


@pytest.mark.parametrize(
    "text",
    [
        "", "daily", "daily from 2026-11-31", "daily 1 from 2026-11-23", "days from 2026-11-23",
        "days 3 0 from 2026-11-23", "days 3 3 from 2026-11-23", "days 7 from 2026-11-23",
        "yearly from 2026-11-23", "daily from 2026-11-23 ", "daily from 20261123",
        "daily from 9999-11-23",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a|belong|weekdays are|isoformat|out of range"):
        Recurrence.parse(text)


def test_a_moment_is_no_day() -> None:
    with pytest.raises(ValueError, match="not a date"):
        Recurrence(Pattern.DAILY, datetime(2026, 11, 23))
