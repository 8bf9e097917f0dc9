"""How due times and endings read: whole phrases, so that each can be translated."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from troth.promises.due import DueKind, DueValue
from troth.promises.rules import Standing
from troth.spaces.days import DAY_TURNS_AT, monday_of

ONE_DAY = timedelta(days=1)


def due_phrase(due: DueValue | None, today: date) -> str:
    """When a promise is due, as one would say it on `today`."""
    if due is None:
        return ""
    if due.kind is DueKind.WEEK:
        return _week_phrase(due.on, today)
    day = day_phrase(due.on, today)
    if due.at is None:
        return day
    if due.at < DAY_TURNS_AT and due.on - today == ONE_DAY:
        # The small hours belong to the evening before: read after midnight, "tomorrow" misleads.
        return _("tonight at %(time)s") % {"time": time_format(due.at)}
    return _("%(day)s at %(time)s") % {"day": day, "time": time_format(due.at)}


def day_phrase(day: date, today: date) -> str:
    """A day by its nearest name: today, tomorrow, yesterday, a weekday, a date."""
    ahead = (day - today).days
    if ahead == 0:
        return _("today")
    if ahead == 1:
        return _("tomorrow")
    if ahead == -1:
        return _("yesterday")
    if abs(ahead) < 7:
        return _("on %(weekday)s") % {"weekday": WEEKDAYS[day.weekday()]}
    return _("on %(date)s") % {"date": date_phrase(day, today)}


def date_phrase(day: date, today: date) -> str:
    """A calendar date, with its year only where it isn't this one."""
    return date_format(day, "j F" if day.year == today.year else "j F Y")


def _week_phrase(monday: date, today: date) -> str:
    this = monday_of(today)
    if monday == this:
        return _("this week")
    if monday == this - 7 * ONE_DAY:
        return _("last week")
    if monday == this + 7 * ONE_DAY:
        return _("next week")
    return _("the week of %(date)s") % {"date": date_phrase(monday, today)}


def standing_phrase(
    standing: Standing, due: str, ended_on: date | None, is_late: bool, today: date
) -> str:
    """One line under a promise: when it is due, or how it ended."""
    if standing is Standing.OPEN:
        return due
    if standing is Standing.NO_WORD_YET:
        return _("%(due)s, no word yet") % {"due": due}
    day = day_phrase(ended_on, today) if ended_on else ""
    return _ended_phrase(standing, is_late) % {"day": day}


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
    return _("let go, %(day)s")


def kept_label() -> str:
    """What the ring beside a promise says to a screen reader; takes the promise's text."""
    return _("Kept: %(promise)s")
