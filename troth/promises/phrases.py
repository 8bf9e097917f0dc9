"""How due times and endings read: whole phrases, so that each can be translated."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from troth.promises.due import DueKind, DueValue
from troth.promises.kinds import PromiseKind
from troth.promises.rules import Standing
from troth.spaces.days import DAY_TURNS_AT, local_day
from troth.spaces.phrases import day_phrase, week_phrase

ONE_DAY = timedelta(days=1)


def due_phrase(due: DueValue | None, today: date, their_today: date | None = None) -> str:
    """When a promise is due, as one would say it on `today`.

    `their_today`: the day that it is for whoever made it, where that is somebody else.
    """
    if due is None:
        return ""
    if due.kind is DueKind.WEEK:
        return week_phrase(due.on, today, their_today or today)
    day = day_phrase(due.on, today, their_today)
    if due.at is None:
        return day
    if due.at < DAY_TURNS_AT and due.on - today == ONE_DAY:
        # The small hours belong to the evening before: read after midnight, "tomorrow" misleads.
        return _("tonight at %(time)s") % {"time": time_format(due.at)}
    return _("%(day)s at %(time)s") % {"day": day, "time": time_format(due.at)}


def own_due_phrase(due: DueValue | None, today: date, now: datetime, zone: ZoneInfo) -> str:
    """When one's own promise is due, for somebody who may live in another zone since."""
    if due is None or due.zone == zone.key:
        return due_phrase(due, today)
    facts = _due_here(due, today, now, zone)
    if not facts["time"]:
        return facts["when"]
    if facts["weekday"]:
        return _("%(when)s (%(weekday)s at %(time)s where you said it)") % facts
    return _("%(when)s (%(time)s where you said it)") % facts


def their_due_phrase(
    due: DueValue | None, today: date, now: datetime, zone: ZoneInfo, name: str
) -> str:
    """When the partner's promise is due, for somebody in `zone`: their own local time first."""
    if due is None:
        return ""
    facts = {**_due_here(due, today, now, zone), "name": name}
    if not facts["time"]:
        return facts["when"]
    if facts["weekday"]:
        return _("%(when)s (%(weekday)s at %(time)s for %(name)s)") % facts
    return _("%(when)s (%(time)s for %(name)s)") % facts


def _due_here(due: DueValue, today: date, now: datetime, zone: ZoneInfo) -> dict[str, str]:
    """`when` by the clock of `zone`; `time` and `weekday` by the other, where they differ."""
    theirs = ZoneInfo(due.zone)
    same = {"time": "", "weekday": ""}
    if due.at is None:
        return {**same, "when": due_phrase(due, today, local_day(now, theirs))}
    here = due.instant().astimezone(zone)
    there = here.astimezone(theirs)
    if here.utcoffset() == there.utcoffset():
        return {**same, "when": due_phrase(due, today)}
    at = here.time().replace(second=0, fold=0)
    is_same_day = here.date() == there.date()
    return {
        "when": due_phrase(DueValue(DueKind.MOMENT, here.date(), at, zone.key), today),
        "time": time_format(there.time()),
        "weekday": "" if is_same_day else str(WEEKDAYS[there.weekday()]),
    }


def month_phrase(day: date, today: date) -> str:
    """A month, with its year only where it isn't this one."""
    if day.year == today.year:
        return str(MONTHS[day.month])
    return _("%(month)s %(year)s") % {"month": MONTHS[day.month], "year": day.year}


def standing_phrase(
    standing: Standing, due: str, ended_on: str, is_late: bool, shared_with: str = ""
) -> str:
    """One line under a promise: when it is due, or how and on which day it ended."""
    if standing is Standing.OPEN:
        return due
    if standing is Standing.NO_WORD_YET:
        return _("%(due)s, no word yet") % {"due": due}
    if standing is Standing.SKIPPED:
        return _("%(due)s, in your break") % {"due": due}
    if standing is Standing.SHARED and shared_with:
        return _("shared with %(name)s, %(day)s") % {"name": shared_with, "day": ended_on}
    return _ended_phrase(standing, is_late) % {"day": ended_on}


def released_phrase(name: str, day: str, *, by_me: bool) -> str:
    """Who let whom off, between two."""
    said = {"name": name, "day": day}
    if by_me:
        return _("you released %(name)s from it, %(day)s") % said
    return _("%(name)s released you from it, %(day)s") % said


def _ended_phrase(standing: Standing, is_late: bool) -> str:
    # One sentence a call, not a table of all: a list would look up each of them for every row.
    if standing is Standing.KEPT:
        return _("kept, a little later, %(day)s") if is_late else _("kept, %(day)s")
    if standing is Standing.MOVED:
        return _("moved before it was due, %(day)s")
    if standing is Standing.WITHDRAWN:
        return _("taken back before it was due, %(day)s")
    if standing is Standing.RELEASED:
        return _("released, %(day)s")
    if standing is Standing.OWNED:
        return _("it didn’t happen; said %(day)s")
    if standing is Standing.SHARED:
        return _("shared, %(day)s")
    return _("let go, %(day)s")


def kept_label() -> str:
    """What the ring beside a promise says to a screen reader; takes the promise's text."""
    return _("Kept: %(promise)s")


def kind_choices() -> list[tuple[str, str]]:
    """What a promise can be about, in the order in which it is offered."""
    return [
        (PromiseKind.ON_TIME.value, _("Being on time")),
        (PromiseKind.WRITING_BACK.value, _("Calling or writing back")),
        (PromiseKind.HOUSEHOLD.value, _("The household")),
        (PromiseKind.PLANS.value, _("Plans")),
        (PromiseKind.BEING_THERE.value, _("Being there")),
        (PromiseKind.AFFECTION.value, _("Affection")),
        (PromiseKind.MONEY.value, _("Money")),
        (PromiseKind.TELLING.value, _("Telling something")),
        (PromiseKind.OTHER.value, _("Something else")),
    ]


def kind_phrase(kind: str) -> str:
    """What it is about; empty for none, and for what no program of ours signed."""
    return dict(kind_choices()).get(kind, "")
