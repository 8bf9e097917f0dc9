"""On which days a rhythm's promises are due, for how long, and in which zone: pure decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Self

from troth.promises.due import DueKind, DueValue
from troth.spaces.recurrence import Recurrence

ONE_DAY = timedelta(days=1)
# Its first and last day count: four weeks of a daily one are twenty-eight promises.
LASTS = timedelta(weeks=4) - ONE_DAY
LONGEST = timedelta(weeks=12) - ONE_DAY
# How far ahead its promises are made, and how near the end of those may come before more are.
MADE_AHEAD = timedelta(days=60)
MADE_AGAIN = timedelta(days=45)


class Span(StrEnum):
    """How a rhythm stands on a day."""

    GOES_ON = "goes-on"
    OVER = "over"
    STOPPED = "stopped"


class Problem(StrEnum):
    NO_DAY = "no-day"
    TOO_LONG = "too-long"
    ALREADY_STOPPED = "already-stopped"
    STILL_GOING = "still-going"
    TOO_MANY = "too-many"
    SPACE_ENDED = "space-ended"


class NoRhythm(Exception):
    """Raised where a rhythm can't be begun, or gone on with, as somebody asked."""

    def __init__(self, reason: Problem) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Timetable:
    """All of a rhythm that tells when its promises are due; each part stands in the signed words.

    `until` is the last day that can count. `zones` tell from which day on the maker lived where,
    in order; the first holds for all days before it too. `stopped_on` is the first day on which
    it rests: still to come where another rhythm takes its place then.
    """

    recurrence: Recurrence
    at: time | None
    until: date
    zones: tuple[tuple[date, str], ...]
    stopped_on: date | None = None

    def __post_init__(self) -> None:
        if not self.zones or list(self.zones) != sorted(self.zones, key=lambda each: each[0]):
            raise ValueError("zones come in the order of their days")
        if len({day for day, _zone in self.zones}) != len(self.zones):
            raise ValueError("a day has one zone")

    @property
    def zone(self) -> str:
        """Where its maker lives now, as far as they have said."""
        return self.zones[-1][1]

    @property
    def last_day(self) -> date:
        """The last day that counts; before its beginning where it was stopped at once."""
        if self.stopped_on is None:
            return self.until
        return min(self.until, self.stopped_on - ONE_DAY)

    def zone_on(self, day: date) -> str:
        found = self.zones[0][1]
        for since, zone in self.zones:
            if since <= day:
                found = zone
        return found

    def days_between(self, first: date, last: date) -> tuple[date, ...]:
        """The days that count, both ends included."""
        last = min(last, self.last_day)
        return self.recurrence.days_between(first, last) if first <= last else ()

    def due_on(self, day: date) -> DueValue:
        """When its promise of that day is due."""
        kind = DueKind.DAY if self.at is None else DueKind.MOMENT
        return DueValue(kind, day, self.at, self.zone_on(day))

    def bears_out(self, due: DueValue, *, is_open: bool) -> bool:
        """Whether a promise due then is one of this rhythm.

        One that has ended may lie after the day on which the rhythm was stopped or its maker
        moved away: it was kept, say, a day early. One that is open may not.
        """
        if due.on > (self.last_day if is_open else self.until):
            return False
        meant = self.due_on(due.on)
        zones = {meant.zone} if is_open else {zone for _day, zone in self.zones}
        is_meant = (due.kind, due.at) == (meant.kind, meant.at) and due.zone in zones
        return is_meant and self.recurrence.falls_on(due.on)

    def next_from(self, day: date) -> date | None:
        """The next day that counts, from that one on."""
        found = self.recurrence.first_from(day)
        return found if found <= self.last_day else None

    def span(self, today: date) -> Span:
        if self.stopped_on is not None and self.stopped_on <= today:
            return Span.STOPPED
        return Span.OVER if today > self.until else Span.GOES_ON

    def stopped(self, on: date) -> Self:
        """The same, resting from that day on. Raises NoRhythm where it rests by then already."""
        if self.stopped_on is not None and self.stopped_on <= on:
            raise NoRhythm(Problem.ALREADY_STOPPED)
        return replace(self, stopped_on=on)

    def renewed(self, today: date, until: date) -> Self:
        """The same for longer. Raises NoRhythm where it rests, or for longer than it may last."""
        if self.stopped_on is not None:
            raise NoRhythm(Problem.ALREADY_STOPPED)
        refuse_length(today, until)
        if until <= self.until:
            raise NoRhythm(Problem.STILL_GOING)
        return replace(self, until=until)

    def moved_to(self, zone: str, since: date) -> Self:
        """The same, by the clock of another zone from that day on; a day has one zone."""
        if zone == self.zone:
            return self
        since = max(since, self.zones[-1][0] + ONE_DAY)
        return replace(self, zones=(*self.zones, (since, zone)))

    def zones_as_text(self) -> tuple[str, ...]:
        return tuple(f"{day.isoformat()} {zone}" for day, zone in self.zones)


def read_zones(texts: Iterable[str]) -> tuple[tuple[date, str], ...]:
    """What `zones_as_text` gave; ValueError for anything else."""
    found = []
    for text in texts:
        day, _space, zone = text.partition(" ")
        found.append((date.fromisoformat(day), zone))
    return tuple(found)


def refuse_length(today: date, until: date) -> None:
    """Raises NoRhythm for an end that is too far away to be meant today."""
    if until > today + LONGEST:
        raise NoRhythm(Problem.TOO_LONG)


def begun(
    recurrence: Recurrence, at: time | None, until: date, zone: str, today: date
) -> Timetable:
    """A new timetable. Raises NoRhythm where no day falls into it, or for longer than it may."""
    timetable = Timetable(recurrence, at, until, ((recurrence.starts_on, zone),))
    refuse_length(max(today, recurrence.starts_on), until)
    if timetable.next_from(recurrence.starts_on) is None:
        raise NoRhythm(Problem.NO_DAY)
    return timetable


def to_be_made(timetable: Timetable, made_until: date, today: date) -> tuple[date, ...]:
    """The days whose promises are still to be made, up to MADE_AHEAD; none made twice."""
    first = max(timetable.recurrence.starts_on, made_until + ONE_DAY)
    return timetable.days_between(first, today + MADE_AHEAD)


def looked_ahead(timetable: Timetable, today: date) -> date:
    """The last day that `to_be_made` then has looked at: more may come where it is renewed."""
    return min(timetable.until, today + MADE_AHEAD)


def extends_on(timetable: Timetable, made_until: date) -> date | None:
    """The day on which more of its promises are to be made; None once all are."""
    if made_until >= timetable.last_day:
        return None
    return made_until - MADE_AGAIN
