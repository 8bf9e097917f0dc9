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
def test_a_week_holds_today_and_never_tells_which_day_it_was_said_on(today: date) -> None:
    first, last = days_of(None, today)
    assert first <= today <= last
    assert (first.weekday(), last.weekday(), (last - first).days) == (0, 6, 6)
    assert days_of(None, first) == days_of(None, last) == (first, last)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2050, 1, 1)), st.sampled_from(ZONES))
def test_nobodys_day_lies_outside_what_the_queries_read(naive: datetime, zone: str) -> None:
    now = naive.replace(tzinfo=UTC)
    day = local_day(now, ZoneInfo(zone))
    assert (now - MOST_BEHIND).date() <= day <= (now + MOST_AHEAD).date()
