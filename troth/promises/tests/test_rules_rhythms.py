"""A rhythm's days against a slow, obvious model: none twice, none lost, by the right clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.promises.due import DueKind, DueValue
from troth.promises.rhythms.rules import (
    LASTS,
    LONGEST,
    MADE_AHEAD,
    NoRhythm,
    Problem,
    Span,
    Timetable,
    begun,
    extends_on,
    looked_ahead,
    read_zones,
    to_be_made,
)
from troth.promises.rhythms.words import RhythmWords
from troth.spaces.recurrence import Pattern, Recurrence

MONDAY = date(2026, 11, 23)
ONE_DAY = timedelta(days=1)
DAILY = Recurrence(Pattern.DAILY, MONDAY)
ZONES = [
    "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Tokyo", "Asia/Kathmandu",
    "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Apia", "Atlantic/Azores", "UTC",
]  # fmt: skip
times = st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0))


@st.composite
def timetables(draw: st.DrawFn) -> Timetable:
    starts_on = draw(st.dates(date(2024, 1, 1), date(2034, 1, 1)))
    pattern = draw(st.sampled_from(Pattern))
    days: tuple[int, ...] = ()
    if pattern is Pattern.DAYS:
        days = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1))))
    recurrence = Recurrence(pattern, starts_on, days)
    until = starts_on + timedelta(days=draw(st.integers(14, LONGEST.days)))
    return begun(recurrence, draw(times), until, draw(st.sampled_from(ZONES)), starts_on)


@given(timetables(), st.lists(st.integers(0, 80), max_size=20))
def test_however_often_more_are_made_no_day_comes_twice_and_none_is_lost(
    timetable: Timetable, looks: list[int]
) -> None:
    """Whenever the keyless loop looks, also after weeks in which nothing ran."""
    starts_on = timetable.recurrence.starts_on
    made: list[date] = []
    made_until = starts_on - ONE_DAY
    for ahead in [0, *sorted(looks)]:
        today = starts_on + timedelta(days=ahead)
        made += to_be_made(timetable, made_until, today)
        made_until = looked_ahead(timetable, today)
        every = timetable.days_between(starts_on, today + MADE_AHEAD)
        assert made == list(every)
    assert made == sorted(set(made))
    assert all(starts_on <= day <= timetable.until for day in made)


@given(timetables())
def test_looking_only_on_the_days_that_it_names_is_enough(timetable: Timetable) -> None:
    starts_on = timetable.recurrence.starts_on
    made: list[date] = []
    today, made_until = starts_on, starts_on - ONE_DAY
    while True:
        made += to_be_made(timetable, made_until, today)
        made_until = looked_ahead(timetable, today)
        again = extends_on(timetable, made_until)
        if again is None:
            break
        assert today < again
        # What is ahead never runs short.
        assert made_until - again >= timedelta(days=30)
        today = again
    assert made == list(timetable.days_between(starts_on, timetable.until))


@given(timetables())
def test_its_moments_keep_to_the_wall_clock(timetable: Timetable) -> None:
    for day in timetable.days_between(timetable.recurrence.starts_on, timetable.until):
        due = timetable.due_on(day)
        there = due.instant().astimezone(ZoneInfo(due.zone))
        if timetable.at is None:
            assert due.instant() == DueValue(DueKind.DAY, day, None, due.zone).instant()
            continue
        # In the hour that a clock skips it is the later real moment.
        shift = datetime.combine(there.date(), there.time()) - datetime.combine(day, timetable.at)
        assert shift in (timedelta(0), timedelta(minutes=30), timedelta(hours=1), timedelta(days=1))


@given(timetables(), st.sampled_from(ZONES), st.integers(0, 90))
def test_its_maker_lives_elsewhere_from_a_day_on(
    timetable: Timetable, zone: str, after: int
) -> None:
    since = timetable.recurrence.starts_on + timedelta(days=after)
    moved = timetable.moved_to(zone, since)
    for day in moved.days_between(timetable.recurrence.starts_on, moved.until):
        is_there = zone != timetable.zone and day >= max(since, timetable.zones[0][0] + ONE_DAY)
        assert moved.due_on(day).zone == (zone if is_there else timetable.zone)
        assert moved.bears_out(moved.due_on(day), is_open=True)
        # What ended before by the old clock stands.
        assert moved.bears_out(timetable.due_on(day), is_open=False)


@given(timetables(), st.integers(0, 90))
def test_stopped_nothing_is_open_from_that_day_on(timetable: Timetable, after: int) -> None:
    day = timetable.recurrence.starts_on + timedelta(days=after)
    rests = timetable.stopped(day)
    every = timetable.days_between(timetable.recurrence.starts_on, timetable.until)
    for each in every:
        assert rests.bears_out(rests.due_on(each), is_open=True) == (each < day)
        assert rests.bears_out(rests.due_on(each), is_open=False)
    assert rests.span(day) is Span.STOPPED
    assert (rests.next_from(day), extends_on(rests, day)) == (None, None)
    with pytest.raises(NoRhythm, match="already-stopped"):
        rests.stopped(day)
    with pytest.raises(NoRhythm, match="already-stopped"):
        rests.renewed(day, day + LASTS)


def test_what_another_hand_put_there_is_none_of_its_promises() -> None:
    weekly = begun(
        Recurrence(Pattern.WEEKLY, MONDAY), time(18), MONDAY + LASTS, "Europe/Berlin", MONDAY
    )
    right = weekly.due_on(MONDAY + timedelta(days=7))
    assert weekly.bears_out(right, is_open=True)
    wrong = [
        DueValue(DueKind.MOMENT, right.on + ONE_DAY, right.at, right.zone),
        DueValue(DueKind.MOMENT, right.on, time(17), right.zone),
        DueValue(DueKind.MOMENT, right.on, right.at, "Asia/Tokyo"),
        DueValue(DueKind.DAY, right.on, None, right.zone),
        DueValue(DueKind.MOMENT, MONDAY - timedelta(days=7), right.at, right.zone),
        DueValue(DueKind.MOMENT, MONDAY + timedelta(days=28), right.at, right.zone),
    ]
    for due in wrong:
        assert not weekly.bears_out(due, is_open=True)
        assert not weekly.bears_out(due, is_open=False)


def test_it_lasts_four_weeks_and_at_most_twelve_unless_it_is_renewed() -> None:
    four = begun(DAILY, None, MONDAY + LASTS, "UTC", MONDAY)
    assert len(four.days_between(MONDAY, MONDAY + timedelta(days=400))) == 28
    begun(DAILY, None, MONDAY + LONGEST, "UTC", MONDAY)
    with pytest.raises(NoRhythm):
        begun(DAILY, None, MONDAY + LONGEST + ONE_DAY, "UTC", MONDAY)
    last = four.until
    assert (four.span(last), four.span(last + ONE_DAY)) == (Span.GOES_ON, Span.OVER)
    longer = four.renewed(last, last + LONGEST)
    assert longer.until == last + LONGEST
    with pytest.raises(NoRhythm):
        longer.renewed(last, last)
    with pytest.raises(NoRhythm):
        longer.renewed(last, last + LONGEST + ONE_DAY)


def test_a_rhythm_without_a_day_is_none() -> None:
    mondays = Recurrence(Pattern.DAYS, MONDAY + ONE_DAY, (0,))
    with pytest.raises(NoRhythm) as refused:
        begun(mondays, None, MONDAY + timedelta(days=6), "UTC", MONDAY)
    assert refused.value.reason is Problem.NO_DAY


@given(timetables(), st.sampled_from(ZONES))
def test_what_is_signed_reads_back(timetable: Timetable, zone: str) -> None:
    moved = timetable.moved_to(zone, timetable.until)
    assert read_zones(moved.zones_as_text()) == moved.zones
    words = RhythmWords(
        text="Sing",
        cue="",
        recurrence=moved.recurrence.as_text(),
        at=moved.at.isoformat("minutes") if moved.at else "",
        until=moved.until.isoformat(),
        zones=moved.zones_as_text(),
        made_on=MONDAY.isoformat(),
    )
    assert words.timetable() == moved


def test_zones_out_of_order_are_refused() -> None:
    for zones in (
        (),
        ((MONDAY, "UTC"), (MONDAY, "Asia/Tokyo")),
        ((MONDAY, "UTC"), (MONDAY - ONE_DAY, "UTC")),
    ):
        with pytest.raises(ValueError, match="zone"):
            Timetable(DAILY, None, MONDAY, zones)


def test_the_hour_that_comes_twice_comes_once_for_a_promise() -> None:
    """Berlin, 25 October 2026: half past two is there twice; the first is meant."""
    daily = begun(
        Recurrence(Pattern.DAILY, date(2026, 10, 24)),
        time(2, 30),
        date(2026, 10, 26),
        "Europe/Berlin",
        date(2026, 10, 24),
    )
    moments = [daily.due_on(day).instant() for day in daily.days_between(MONDAY - LONGEST, MONDAY)]
    assert moments == [
        datetime(2026, 10, 24, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 26, 1, 30, tzinfo=UTC),
    ]
