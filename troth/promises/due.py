"""When a promise is due: a moment, a day or a week, as wall-clock value and zone."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from troth.spaces.days import (
    DAY_TURNS_AT,
    day_begins_at,
    instant_of,
    local_day,
    monday_of,
    week_chosen_on,
)

FURTHEST_AHEAD = timedelta(days=5 * 366)  # only there to catch a mistyped year

_ONE_DAY = timedelta(days=1)
_YEARS = range(1970, 9001)  # room at both ends for a week and an offset

# "localtime" and "posixrules" mean whatever the host says, "right/" counts leap seconds:
# a due value signed on one machine has to give the same instant on another.
_HOSTS_OWN_ZONES = re.compile(r"localtime|posixrules|Factory|(posix|right)/.*")
_TEXT = re.compile(
    r"(?P<kind>moment|day|week) (?P<on>\d{4}-\d{2}-\d{2})(?:T(?P<at>\d{2}:\d{2}))? (?P<zone>\S+)",
    re.ASCII,
)


class DueKind(StrEnum):
    MOMENT = "moment"
    DAY = "day"
    WEEK = "week"


class DueProblem(StrEnum):
    UNKNOWN_CHOICE = "unknown-choice"
    NO_DATE = "no-date"
    TIME_WITHOUT_DAY = "time-without-day"
    PAST = "past"
    TOO_FAR = "too-far"


class BadDue(ValueError):
    def __init__(self, reason: DueProblem) -> None:
        super().__init__(reason.value)
        self.reason = reason


@lru_cache(maxsize=1024)
def _zone_named(key: str) -> ZoneInfo:
    if _HOSTS_OWN_ZONES.fullmatch(key):
        raise ValueError("not a named time zone")
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        raise ValueError("not a named time zone") from None


@dataclass(frozen=True, slots=True)
class DueValue:
    """`on` is a date of the calendar (WEEK: its Monday); `at` stands with MOMENT alone.

    Anything else is refused with ValueError, so that each value has one text.
    """

    kind: DueKind
    on: date
    at: time | None
    zone: str

    def __post_init__(self) -> None:
        if type(self.on) is not date or self.on.year not in _YEARS:
            raise ValueError("not a date that can be due")
        if (self.at is not None) != (self.kind is DueKind.MOMENT):
            raise ValueError("a time of day belongs to a moment, and only there")
        if self.at is not None and self.at != time(self.at.hour, self.at.minute):
            raise ValueError("a moment is a whole minute of the wall clock")
        if self.at is not None and self.at.fold:
            raise ValueError("a moment doesn't choose between two passes of the clock")
        if self.kind is DueKind.WEEK and self.on.weekday() != 0:
            raise ValueError("a week is named by its Monday")
        _zone_named(self.zone)

    def instant(self) -> datetime:
        """UTC; from here on there is no word yet. A day and a week last until 04:00 after them."""
        zone = _zone_named(self.zone)
        if self.at is not None:
            return instant_of(self.on, self.at, zone)
        days = 7 if self.kind is DueKind.WEEK else 1
        return day_begins_at(self.on + timedelta(days=days), zone)

    def last_day(self) -> date:
        """The day that it stands with, which turns at 04:00; of a week its Sunday."""
        if self.at is not None:
            return local_day(self.instant(), _zone_named(self.zone))
        return self.on + timedelta(days=6) if self.kind is DueKind.WEEK else self.on

    def on_day(self, day: date) -> Self:
        """The same time with another last day; of a week the one that this day is in."""
        if self.kind is DueKind.WEEK:
            return replace(self, on=monday_of(day))
        is_small_hours = self.at is not None and self.at < DAY_TURNS_AT
        return replace(self, on=day + _ONE_DAY if is_small_hours else day)

    def as_text(self) -> str:
        """The one text of this value, for signed words: `day 2026-11-23 Europe/Berlin`."""
        at = f"T{self.at:%H:%M}" if self.at is not None else ""
        return f"{self.kind} {self.on.isoformat()}{at} {self.zone}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError for anything but what `as_text` gives."""
        found = _TEXT.fullmatch(text)
        if found is None:
            raise ValueError("not a due value")
        return cls(
            kind=DueKind(found["kind"]),
            on=date.fromisoformat(found["on"]),
            at=time.fromisoformat(found["at"]) if found["at"] else None,
            zone=found["zone"],
        )


class Choice(StrEnum):
    TODAY = "today"
    TOMORROW = "tomorrow"
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    THIS_WEEK = "this-week"
    DATE = "date"


WEEKDAYS = (
    Choice.MONDAY,
    Choice.TUESDAY,
    Choice.WEDNESDAY,
    Choice.THURSDAY,
    Choice.FRIDAY,
    Choice.SATURDAY,
    Choice.SUNDAY,
)


@dataclass(frozen=True, slots=True)
class DueChoice:
    choice: Choice
    due: DueValue | None  # None: the date is still to be picked


def due_choices(now: datetime, zone: ZoneInfo) -> tuple[DueChoice, ...]:
    """Today, tomorrow, the six days after it by name, a week, a date: each weekday once."""
    today = local_day(now, zone)
    named = [WEEKDAYS[(today + timedelta(days=ahead)).weekday()] for ahead in range(2, 8)]
    offered = [Choice.TODAY, Choice.TOMORROW, *named, Choice.THIS_WEEK]
    dues = [DueChoice(each, _due_on(each, today, None, zone)) for each in offered]
    return (*dues, DueChoice(Choice.DATE, None))


def due_from_choice(
    choice: str,
    *,
    on: date | None,
    at: time | None,
    now: datetime,
    zone: ZoneInfo,
    shown_on: date | None = None,
) -> DueValue:
    """What a person chose, or BadDue with its reason.

    `on` counts with "date" only. `shown_on` is the local day on which the form was shown: a
    "tomorrow" read before 04:00 and sent after it keeps meaning what was read.
    """
    try:
        chosen = Choice(choice)
    except ValueError:
        raise BadDue(DueProblem.UNKNOWN_CHOICE) from None
    today = local_day(now, zone)
    if chosen is Choice.DATE:
        if on is None:
            raise BadDue(DueProblem.NO_DATE)
        due = _due(_within_reach(on, today), at, zone)
    else:
        due = _due_on(chosen, _within_reach(min(shown_on or today, today), today), at, zone)
    if due.instant() <= now:
        raise BadDue(DueProblem.PAST)
    return due


def _within_reach(day: date, today: date) -> date:
    if day - today > FURTHEST_AHEAD:
        raise BadDue(DueProblem.TOO_FAR)
    if today - day > FURTHEST_AHEAD:
        raise BadDue(DueProblem.PAST)
    return day


def _due(on: date, at: time | None, zone: ZoneInfo) -> DueValue:
    if at is None:
        return DueValue(DueKind.DAY, on, None, zone.key)
    return DueValue(DueKind.MOMENT, on, time(at.hour, at.minute), zone.key)


def _due_on(choice: Choice, today: date, at: time | None, zone: ZoneInfo) -> DueValue:
    if choice is Choice.THIS_WEEK:
        if at is not None:
            raise BadDue(DueProblem.TIME_WITHOUT_DAY)
        return DueValue(DueKind.WEEK, week_chosen_on(today), None, zone.key)
    day = today + timedelta(days=_days_ahead(choice, today))
    # "Today at one", said at eleven in the evening, is tonight: the small hours belong to the
    # evening before. A date picked from a calendar is taken as it is written.
    if at is not None and at.replace(tzinfo=None) < DAY_TURNS_AT:
        day += _ONE_DAY
    return _due(day, at, zone)


def _days_ahead(choice: Choice, today: date) -> int:
    if choice is Choice.TODAY:
        return 0
    if choice is Choice.TOMORROW:
        return 1
    return (WEEKDAYS.index(choice) - today.weekday()) % 7 or 7
