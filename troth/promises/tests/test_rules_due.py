"""Due values: clock changes, the turn of the day, and the one text of each."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.promises.due import (
    DueKind,
    DueValue,
)
from troth.spaces.days import day_begins_at, local_day, monday_of

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
# With clock changes of half an hour, two and three hours, at midnight, around 04:00 and of a
# whole day (Apia had no 30 December 2011).
ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Antarctica/Casey",
    "Antarctica/Troll",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Pacific/Kiritimati",
)
zones = st.sampled_from(ZONES)
dates = st.dates(date(1970, 1, 2), date(2099, 12, 31))
instants = st.datetimes(datetime(1971, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))


@st.composite
def due_values(draw: st.DrawFn) -> DueValue:
    kind = draw(st.sampled_from(DueKind))
    on = draw(dates)
    if kind is DueKind.WEEK:
        return DueValue(kind, monday_of(on + timedelta(days=7)), None, draw(zones))
    at = time(draw(st.integers(0, 23)), draw(st.integers(0, 59)))
    return DueValue(kind, on, at if kind is DueKind.MOMENT else None, draw(zones))


def _moment(on: date, at: time, zone: str = "Europe/Berlin") -> datetime:
    return DueValue(DueKind.MOMENT, on, at, zone).instant()


def _day(on: date, zone: str = "Europe/Berlin") -> datetime:
    return DueValue(DueKind.DAY, on, None, zone).instant()


@given(due_values())
def test_the_text_of_a_due_value_gives_it_back(due: DueValue) -> None:
    assert DueValue.parse(due.as_text()) == due
    assert DueValue.parse(due.as_text()).instant() == due.instant()


@pytest.mark.parametrize(
    ("due", "text"),
    [
        (
            DueValue(DueKind.DAY, date(2026, 11, 23), None, "Europe/Berlin"),
            "day 2026-11-23 Europe/Berlin",
        ),
        (
            DueValue(DueKind.WEEK, date(2026, 11, 23), None, "America/New_York"),
            "week 2026-11-23 America/New_York",
        ),
        (
            DueValue(DueKind.MOMENT, date(2028, 2, 29), time(7, 5), "Etc/GMT+3"),
            "moment 2028-02-29T07:05 Etc/GMT+3",
        ),
    ],
)
def test_the_text_of_a_due_value_stays_the_same_for_ever(due: DueValue, text: str) -> None:
    assert due.as_text() == text
    assert DueValue.parse(text) == due


@pytest.mark.parametrize(
    "text",
    [
        "",
        "day",
        "day 2026-11-23",
        "day 2026-11-23 ",
        "day 2026-11-23 Europe/Berlin ",
        " day 2026-11-23 Europe/Berlin",
        "day 2026-11-23 Europe/Berlin\n",
        "day  2026-11-23 Europe/Berlin",
        "Day 2026-11-23 Europe/Berlin",
        "year 2026-11-23 Europe/Berlin",
        "day 20261123 Europe/Berlin",
        "day 2026-W48-1 Europe/Berlin",
        "day 2026-11-31 Europe/Berlin",
        "day 2027-02-29 Europe/Berlin",
        "day 0001-01-01 Europe/Berlin",
        "week 9999-12-27 Europe/Berlin",
        "day ٢٠٢٦-11-23 Europe/Berlin",
        "day 2026-11-23T18:30 Europe/Berlin",
        "week 2026-11-24 Europe/Berlin",
        "week 2026-11-23T18:30 Europe/Berlin",
        "moment 2026-11-23 Europe/Berlin",
        "moment 2026-11-23T24:00 Europe/Berlin",
        "moment 2026-11-23T18:30:00 Europe/Berlin",
        "moment 2026-11-23T18:30+01:00 Europe/Berlin",
        "moment 2026-11-23 18:30 Europe/Berlin",
        "day 2026-11-23 Europe/Nowhere",
        "day 2026-11-23 Europe",
        "day 2026-11-23 ../../etc/passwd",
        "day 2026-11-23 /etc/localtime",
        "day 2026-11-23 localtime",
        "day 2026-11-23 right/Europe/Berlin",
        "day 2026-11-23 posix/Europe/Berlin",
        "day 2026-11-23 Europe/Berlin\x00",
        "day 2026-11-23 " + "x" * 5000,
    ],
)
def test_malformed_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message isn't promised, the type is
        DueValue.parse(text)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_value_error(text: str) -> None:
    for candidate in (text, f"day 2026-11-23 {text}", f"day {text} Europe/Berlin"):
        try:
            due = DueValue.parse(candidate)
        except ValueError:
            continue
        assert due.as_text() == candidate


@given(due_values(), st.data())
def test_a_changed_character_is_refused_or_gives_another_value(
    due: DueValue, data: st.DataObject
) -> None:
    text = due.as_text()
    where = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters().filter(lambda character: character != text[where]))
    try:
        read = DueValue.parse(text[:where] + other + text[where + 1 :])
    except ValueError:
        return
    assert read != due


@pytest.mark.parametrize(
    ("kind", "on", "at"),
    [
        (DueKind.MOMENT, date(2026, 11, 23), None),
        (DueKind.DAY, date(2026, 11, 23), time(9)),
        (DueKind.WEEK, date(2026, 11, 25), None),
        (DueKind.DAY, datetime(2026, 11, 23, 9), None),
        (DueKind.MOMENT, date(2026, 11, 23), time(9, 0, 30)),
        (DueKind.MOMENT, date(2026, 11, 23), time(9, fold=1)),
        (DueKind.MOMENT, date(2026, 11, 23), time(9, tzinfo=UTC)),
        (DueKind.DAY, date(9999, 12, 31), None),
    ],
)
def test_a_due_value_that_has_no_text_cannot_be_made(
    kind: DueKind, on: date, at: time | None
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        DueValue(kind, on, at, "Europe/Berlin")


def test_a_moment_in_the_spring_gap_is_the_later_real_moment() -> None:
    instant = _moment(date(2026, 3, 29), time(2, 30))
    assert instant == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert instant.astimezone(BERLIN).time() == time(3, 30)


def test_a_moment_in_the_autumn_fold_is_the_first_of_the_two() -> None:
    assert _moment(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_half_an_hour_of_clock_change_is_handled_too() -> None:
    gap = _moment(date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe")
    assert gap.astimezone(ZoneInfo("Australia/Lord_Howe")).time() == time(2, 45)


def test_a_day_lasts_until_four_the_next_morning() -> None:
    assert _day(date(2026, 11, 23)) == datetime(2026, 11, 24, 3, tzinfo=UTC)


def test_days_with_a_clock_change_are_an_hour_shorter_and_longer() -> None:
    short = _day(date(2026, 3, 28)) - _day(date(2026, 3, 27))
    long = _day(date(2026, 10, 24)) - _day(date(2026, 10, 23))
    assert (short, long) == (timedelta(hours=23), timedelta(hours=25))


def test_the_same_day_ends_at_another_instant_in_another_zone() -> None:
    day = date(2026, 11, 23)
    assert _day(day, "America/New_York") - _day(day) == timedelta(hours=6)


def test_a_week_lasts_until_four_on_the_next_monday() -> None:
    week = DueValue(DueKind.WEEK, date(2026, 11, 23), None, "Europe/Berlin")
    assert week.instant() == datetime(2026, 11, 30, 3, tzinfo=UTC)
    assert week.instant() == _day(date(2026, 11, 29))


def test_a_week_runs_on_over_the_end_of_the_year() -> None:
    week = DueValue(DueKind.WEEK, date(2026, 12, 28), None, "Europe/Berlin")
    assert week.instant() == datetime(2027, 1, 4, 3, tzinfo=UTC)


def test_the_last_day_of_the_year_and_the_leap_day_end_like_any_other() -> None:
    assert _day(date(2026, 12, 31)) == datetime(2027, 1, 1, 3, tzinfo=UTC)
    assert _day(date(2028, 2, 28)) == datetime(2028, 2, 29, 3, tzinfo=UTC)
    assert _day(date(2028, 2, 29)) == datetime(2028, 3, 1, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "day"),
    [
        (datetime(2026, 11, 23, 3, 59, 59), date(2026, 11, 22)),
        (datetime(2026, 11, 23, 4), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 23, 59), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 0, 30), date(2026, 11, 23)),
        (datetime(2027, 1, 1, 1), date(2026, 12, 31)),
        (datetime(2028, 3, 1, 2), date(2028, 2, 29)),
        (datetime(2026, 3, 29, 3, 10), date(2026, 3, 28)),
        (datetime(2026, 10, 25, 2, 30, fold=1), date(2026, 10, 24)),
    ],
)
def test_a_day_turns_at_four(local: datetime, day: date) -> None:
    assert local_day(local.replace(tzinfo=BERLIN), BERLIN) == day


def test_two_people_can_be_in_different_days() -> None:
    now = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)
    assert local_day(now, BERLIN) == date(2026, 11, 24)
    assert local_day(now, NEW_YORK) == date(2026, 11, 23)


def test_a_date_that_a_zone_left_out_is_nobodys_day() -> None:
    apia = ZoneInfo("Pacific/Apia")
    turn = day_begins_at(date(2011, 12, 31), apia)
    assert local_day(turn - timedelta(seconds=1), apia) == date(2011, 12, 29)
    assert local_day(turn, apia) == date(2011, 12, 31)


def test_a_time_without_a_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        local_day(datetime(2026, 11, 23, 9), BERLIN)


@given(instants, zones, st.timedeltas(timedelta(0), timedelta(hours=30)))
def test_a_day_is_all_the_time_between_two_turns(
    now: datetime, zone_name: str, later: timedelta
) -> None:
    zone = ZoneInfo(zone_name)
    day = local_day(now, zone)
    assert day_begins_at(day, zone) <= now < day_begins_at(day + timedelta(days=1), zone)
    assert now < DueValue(DueKind.DAY, day, None, zone_name).instant()
    assert local_day(now + later, zone) >= day


@given(dates, zones)
def test_a_moment_of_a_day_is_over_before_the_day_is(on: date, zone: str) -> None:
    assert _moment(on, time(4), zone) <= _moment(on, time(23, 59), zone) < _day(on, zone) or (
        zone == "Pacific/Apia" and on == date(2011, 12, 30)
    )
