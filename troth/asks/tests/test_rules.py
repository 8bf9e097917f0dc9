"""How long an ask is good for, wherever and whenever it was asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.asks.rules import (
    ANSWER_SHOWN_FOR,
    GOOD_FOR,
    NotPossible,
    Refusal,
    Standing,
    answer_shown_until,
    fades_at,
    fades_on,
    require_open,
    standing_of,
)
from troth.spaces.days import local_day

ZONES = (
    "UTC",
    "Europe/Berlin",
    "Asia/Tokyo",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Africa/Casablanca",
)
zones = st.sampled_from(ZONES).map(ZoneInfo)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))
SECOND = timedelta(seconds=1)


@given(asked_at=moments, zone=zones)
def test_it_is_open_for_seven_of_the_askers_days_and_fades_as_the_next_begins(
    asked_at: datetime, zone: ZoneInfo
) -> None:
    asked_on = local_day(asked_at, zone)
    gone_at = fades_at(asked_on, zone)
    assert local_day(gone_at, zone) == fades_on(asked_on) == asked_on + GOOD_FOR
    assert local_day(gone_at - SECOND, zone) == asked_on + GOOD_FOR - timedelta(days=1)
    facts = {"is_taken_back": False, "answered_on": None, "fades_at": gone_at}
    for now in (asked_at, gone_at - SECOND):
        assert standing_of(**facts, now=now) is Standing.OPEN  # type: ignore[arg-type]
    for now in (gone_at, gone_at + GOOD_FOR):
        assert standing_of(**facts, now=now) is Standing.GONE  # type: ignore[arg-type]


@given(asked_at=moments, zone=zones)
def test_it_lasts_more_than_six_whole_days_and_at_most_about_seven(
    asked_at: datetime, zone: ZoneInfo
) -> None:
    lasts = fades_at(local_day(asked_at, zone), zone) - asked_at
    an_hour_changed = timedelta(hours=1)
    assert timedelta(days=6) - an_hour_changed < lasts <= GOOD_FOR + an_hour_changed


@given(asked_at=moments, zone=zones, reader=zones, after=st.timedeltas(timedelta(0), GOOD_FOR * 2))
def test_it_is_gone_for_both_at_the_same_moment(
    asked_at: datetime, zone: ZoneInfo, reader: ZoneInfo, after: timedelta
) -> None:
    gone_at, now = fades_at(local_day(asked_at, zone), zone), asked_at + after
    seen = [
        standing_of(is_taken_back=False, answered_on=None, fades_at=at, now=when)
        for at, when in (
            (gone_at, now),
            (gone_at.astimezone(reader), now.astimezone(reader)),
            (gone_at.astimezone(zone), now.astimezone(zone)),
        )
    ]
    assert len(set(seen)) == 1


@given(answered_at=moments, zone=zones)
def test_an_answer_is_shown_for_about_a_week(answered_at: datetime, zone: ZoneInfo) -> None:
    answered_on = local_day(answered_at, zone)
    shown_for = answer_shown_until(answered_on) - answered_at
    assert ANSWER_SHOWN_FOR - timedelta(days=2) < shown_for < ANSWER_SHOWN_FOR + timedelta(days=1)


@given(
    is_taken_back=st.booleans(),
    answered_on=st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    gone_at=moments,
    now=moments,
)
def test_something_can_be_done_with_an_open_one_and_with_no_other(
    is_taken_back: bool, answered_on: date | None, gone_at: datetime, now: datetime
) -> None:
    standing = standing_of(
        is_taken_back=is_taken_back, answered_on=answered_on, fades_at=gone_at, now=now
    )
    facts = {"is_taken_back": is_taken_back, "answered_on": answered_on, "fades_at": gone_at}
    if standing is Standing.OPEN:
        require_open(**facts, now=now)  # type: ignore[arg-type]
        return
    with pytest.raises(NotPossible) as refused:
        require_open(**facts, now=now)  # type: ignore[arg-type]
    assert (refused.value.reason is Refusal.ALREADY_ANSWERED) is (answered_on is not None)


@pytest.mark.parametrize(
    ("day", "zone", "instant"),
    [
        # The clocks go back on 1 November 2026 in New York, and on 25 October in Berlin.
        (date(2026, 10, 28), "America/New_York", datetime(2026, 11, 4, 9, tzinfo=UTC)),
        (date(2026, 10, 20), "Europe/Berlin", datetime(2026, 10, 27, 3, tzinfo=UTC)),
        (date(2026, 3, 25), "Europe/Berlin", datetime(2026, 4, 1, 2, tzinfo=UTC)),
    ],
)
def test_a_changed_clock_changes_no_day(day: date, zone: str, instant: datetime) -> None:
    assert fades_at(day, ZoneInfo(zone)) == instant
