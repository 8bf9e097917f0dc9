"""How due times and endings read: whole phrases, so that each can be translated."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from troth.promises.due import DueKind, DueValue
from troth.promises.rules import Standing
from troth.spaces.days import monday_of

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
    if 1 < ahead < 7:
        return _("on %(weekday)s") % {"weekday": WEEKDAYS[day.weekday()]}
    if -7 < ahead < -1:
        return _("last %(weekday)s") % {"weekday": WEEKDAYS[day.weekday()]}
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
    day = day_phrase(ended_on, today) if ended_on else ""
    phrases = {
        Standing.OPEN: due,
        Standing.NO_WORD_YET: _("%(due)s, no word yet") % {"due": due},
        Standing.KEPT: _("kept, a little later, %(day)s") % {"day": day}
        if is_late
        else _("kept, %(day)s") % {"day": day},
        Standing.MOVED: _("moved before it was due, %(day)s") % {"day": day},
        Standing.WITHDRAWN: _("taken back before it was due, %(day)s") % {"day": day},
        Standing.RELEASED: _("released, %(day)s") % {"day": day},
        Standing.OWNED: _("it didn’t happen; said %(day)s") % {"day": day},
        Standing.LET_GO: _("let go, %(day)s") % {"day": day},
    }
    return phrases[standing]
