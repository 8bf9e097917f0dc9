"""For which days a plan is: for any day, whatever today is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.grounds.plans.rules import (
    FURTHEST,
    MOST_AHEAD,
    MOST_BEHIND,
    NotPossible,
    Refusal,
    Week,
    days_of,
)
from troth.spaces.days import local_day

DAYS = st.dates(date(2020, 1, 1), date(2099, 1, 1))
ZONES = sorted(available_timezones())


@given(DAYS, st.integers(-80, 80))
def test_a_day_is_taken_from_today_on_and_up_to_sixty_days(today: date, ahead: int) -> None:
    on = today + timedelta(days=ahead)
    if 0 <= ahead <= FURTHEST.days:
        assert days_of(on, today) == (on, on)
        return
    with pytest.raises(NotPossible) as refused:
        days_of(on, today)
    assert refused.value.reason is (Refusal.PAST if ahead < 0 else Refusal.TOO_FAR)


@given(DAYS)
def test_a_week_goes_on_until_its_sunday_is_over(monday: date) -> None:
    monday -= timedelta(days=monday.weekday())
    sunday = monday + timedelta(days=6)
    for today in (monday - timedelta(days=1), monday, sunday):
        assert days_of(Week(monday), today) == (monday, sunday)
    with pytest.raises(NotPossible):
        days_of(Week(monday), sunday + timedelta(days=1))


@given(st.datetimes(datetime(2020, 1, 1), datetime(2050, 1, 1)), st.sampled_from(ZONES))
def test_nobodys_day_lies_outside_what_the_queries_read(naive: datetime, zone: str) -> None:
    now = naive.replace(tzinfo=UTC)
    day = local_day(now, ZoneInfo(zone))
    assert (now - MOST_BEHIND).date() <= day <= (now + MOST_AHEAD).date()
