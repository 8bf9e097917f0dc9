"""What the form offers for "by when", and what each choice becomes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.promises.due import (
    WEEKDAYS,
    BadDue,
    Choice,
    DueKind,
    DueProblem,
    DueValue,
    due_choices,
    due_from_choice,
)
from troth.spaces.days import local_day, week_chosen_on

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
WEEK = [MONDAY + timedelta(days=each) for each in range(7)]
HOURS = [(0, 4, 0), (0, 20, 0), (0, 23, 59), (1, 0, 0), (1, 3, 59)]
zones = st.sampled_from(
    ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]
)
instants = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))


def _berlin(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), BERLIN)


def _chosen(
    choice: str,
    now: datetime,
    *,
    on: date | None = None,
    at: time | None = None,
    shown_on: date | None = None,
) -> DueValue:
    return due_from_choice(choice, on=on, at=at, now=now, zone=BERLIN, shown_on=shown_on)


def _problem(
    choice: str,
    now: datetime,
    *,
    on: date | None = None,
    at: time | None = None,
    shown_on: date | None = None,
) -> DueProblem:
    with pytest.raises(BadDue) as caught:
        _chosen(choice, now, on=on, at=at, shown_on=shown_on)
    assert str(caught.value) == caught.value.reason.value
    return caught.value.reason


@pytest.mark.parametrize("today", WEEK)
@pytest.mark.parametrize(("nights", "hour", "minute"), HOURS)
def test_every_day_until_four_the_next_morning_offers_the_same(
    today: date, nights: int, hour: int, minute: int
) -> None:
    now = _berlin(today + timedelta(days=nights), hour, minute)
    offered = due_choices(now, BERLIN)
    assert [each.choice for each in offered[:2]] == [Choice.TODAY, Choice.TOMORROW]
    assert [each.choice for each in offered[-2:]] == [Choice.THIS_WEEK, Choice.DATE]
    days = [each.due.on for each in offered[:-2] if each.due]
    assert days == [today + timedelta(days=ahead) for ahead in range(8)]
    names = [each.choice for each in offered[2:-2]]
    assert names == [WEEKDAYS[day.weekday()] for day in days[2:]]
    monday = MONDAY if today != WEEK[6] else MONDAY + timedelta(days=7)
    assert offered[-2].due == DueValue(DueKind.WEEK, monday, None, "Europe/Berlin")
    assert offered[-1].due is None


def test_four_in_the_morning_is_the_next_day() -> None:
    assert _chosen("today", _berlin(WEEK[1], 3, 59)).on == MONDAY
    assert _chosen("today", _berlin(WEEK[1], 4)).on == WEEK[1]


@given(instants, zones)
def test_each_choice_offered_is_taken_as_it_was_shown(now: datetime, zone_name: str) -> None:
    zone = ZoneInfo(zone_name)
    for each in due_choices(now, zone):
        if each.due is not None:
            taken = due_from_choice(each.choice, on=None, at=None, now=now, zone=zone)
            assert taken == each.due
            assert taken.instant() > now
            assert taken.zone == zone_name


@given(instants, zones, st.sampled_from(sorted(Choice)), st.times(), st.dates(), st.dates())
def test_whatever_is_sent_is_due_later_or_refused_with_a_reason(
    now: datetime, zone_name: str, choice: str, at: time, on: date, shown_on: date
) -> None:
    zone = ZoneInfo(zone_name)
    try:
        due = due_from_choice(choice, on=on, at=at, now=now, zone=zone, shown_on=shown_on)
    except BadDue:
        return
    assert due.instant() > now
    assert DueValue.parse(due.as_text()) == due


def test_on_a_sunday_a_week_is_the_coming_one() -> None:
    saturday_night = _berlin(WEEK[6], 3, 59)
    assert _chosen("this-week", saturday_night).on == MONDAY
    sunday = saturday_night + timedelta(minutes=1)
    assert _chosen("this-week", sunday).on == MONDAY + timedelta(days=7)
    sunday_night = _berlin(MONDAY + timedelta(days=7), 3, 59)
    assert _chosen("this-week", sunday_night).on == MONDAY + timedelta(days=7)
    assert _chosen("this-week", sunday_night + timedelta(minutes=1)).on == WEEK[0] + timedelta(7)


def test_a_week_chosen_on_the_saturday_before_is_still_that_one() -> None:
    sunday = _berlin(WEEK[6], 12)
    assert _chosen("this-week", sunday, shown_on=WEEK[5]).on == MONDAY
    assert _chosen("this-week", sunday, shown_on=WEEK[6]).on == MONDAY + timedelta(days=7)


@given(instants)
def test_a_week_always_begins_on_a_monday_and_has_a_day_or_more_to_go(now: datetime) -> None:
    due = _chosen("this-week", now)
    assert due.on == week_chosen_on(local_day(now, BERLIN))
    assert due.on.weekday() == 0
    tomorrow_ends = _chosen("tomorrow", now).instant()
    assert tomorrow_ends <= due.instant() <= now + timedelta(days=8, hours=1)


def test_tomorrow_crosses_a_leap_day_and_the_end_of_a_year() -> None:
    assert _chosen("tomorrow", _berlin(date(2028, 2, 28), 20)).on == date(2028, 2, 29)
    assert _chosen("tomorrow", _berlin(date(2028, 2, 29), 20)).on == date(2028, 3, 1)
    assert _chosen("tomorrow", _berlin(date(2026, 12, 31), 20)).on == date(2027, 1, 1)
    assert _chosen("this-week", _berlin(date(2027, 1, 2), 20)).on == date(2026, 12, 28)


def test_a_weekday_is_the_next_one_and_never_today() -> None:
    now = _berlin(WEEK[2], 12)
    assert _chosen("friday", now).on == WEEK[4]
    assert _chosen("thursday", now).on == WEEK[3]
    assert _chosen("wednesday", now).on == WEEK[2] + timedelta(days=7)


def test_with_a_time_it_is_a_moment() -> None:
    due = _chosen("tomorrow", _berlin(MONDAY, 12), at=time(18, 30, 45))
    assert due.as_text() == "moment 2026-11-24T18:30 Europe/Berlin"


def test_the_small_hours_belong_to_the_evening_before() -> None:
    late = _berlin(MONDAY, 23)
    assert _chosen("today", late, at=time(1)).as_text() == "moment 2026-11-24T01:00 Europe/Berlin"
    assert _chosen("tomorrow", late, at=time(3, 59)).on == WEEK[2]
    assert _chosen("tomorrow", late, at=time(4)).on == WEEK[1]
    after_midnight = _berlin(WEEK[1], 1)
    assert _chosen("today", after_midnight, at=time(3)).on == WEEK[1]
    assert _chosen("tomorrow", after_midnight, at=time(9)).on == WEEK[1]


def test_a_date_from_the_calendar_is_taken_as_it_is_written() -> None:
    due = _chosen("date", _berlin(MONDAY, 12), on=date(2026, 12, 24), at=time(1))
    assert due.as_text() == "moment 2026-12-24T01:00 Europe/Berlin"
    assert _chosen("date", _berlin(MONDAY, 12), on=MONDAY).kind is DueKind.DAY


def test_a_date_beside_another_choice_is_left_alone() -> None:
    assert _chosen("today", _berlin(MONDAY, 12), on=date(1999, 1, 1)).on == MONDAY


def test_a_form_shown_before_four_and_sent_after_keeps_its_meaning() -> None:
    sent = _berlin(WEEK[1], 4, 1)
    assert _chosen("tomorrow", sent, shown_on=MONDAY).on == WEEK[1]
    assert _chosen("wednesday", sent, shown_on=MONDAY).on == WEEK[2]
    assert _problem("today", sent, shown_on=MONDAY) is DueProblem.PAST
    sent_next_week = _berlin(WEEK[0] + timedelta(days=7), 4, 1)
    assert _problem("this-week", sent_next_week, shown_on=WEEK[5]) is DueProblem.PAST
    assert _chosen("this-week", sent_next_week, shown_on=WEEK[6]).on == WEEK[0] + timedelta(7)


def test_a_form_that_claims_to_be_from_tomorrow_counts_from_today() -> None:
    assert _chosen("tomorrow", _berlin(MONDAY, 12), shown_on=WEEK[5]).on == WEEK[1]


def test_what_cannot_be_due_is_refused_with_its_reason() -> None:
    now = _berlin(MONDAY, 12)
    assert _problem("someday", now) is DueProblem.UNKNOWN_CHOICE
    assert _problem("", now) is DueProblem.UNKNOWN_CHOICE
    assert _problem("date", now) is DueProblem.NO_DATE
    assert _problem("this-week", now, at=time(9)) is DueProblem.TIME_WITHOUT_DAY
    assert _problem("today", now, at=time(12)) is DueProblem.PAST
    assert _problem("date", now, on=MONDAY - timedelta(days=1)) is DueProblem.PAST
    assert _problem("date", now, on=date.min) is DueProblem.PAST
    assert _problem("date", now, on=date.max) is DueProblem.TOO_FAR
    assert _problem("today", now, shown_on=date.min) is DueProblem.PAST
