"""How a rhythm reads: whole phrases, so that each can be translated."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta

from django.utils.formats import time_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from troth.promises.rhythms.rules import Problem, Span, Timetable
from troth.spaces.phrases import date_phrase, day_phrase, pattern_phrase
from troth.spaces.recurrence import Recurrence

ONE_DAY = timedelta(days=1)


def days_phrase(recurrence: Recurrence, at: time | None) -> str:
    """On which days, and at what time."""
    pattern = pattern_phrase(recurrence)
    if at is None:
        return pattern
    return _("%(days)s at %(time)s") % {"days": pattern, "time": time_format(at)}


def span_phrase(timetable: Timetable, today: date) -> str:
    """How long it goes on, or that it rests."""
    span = timetable.span(today)
    if span is Span.STOPPED:
        return _("it rests")
    if span is Span.OVER:
        return _("it ended %(day)s") % {"day": day_phrase(timetable.until, today)}
    if timetable.last_day == today:
        return _("today is its last day")
    return _("until %(date)s") % {"date": date_phrase(timetable.last_day, today)}


def next_phrase(timetable: Timetable, today: date) -> str:
    """When it falls due next after today, whose own promise stands by itself."""
    found = timetable.next_from(today + ONE_DAY)
    if found is None or timetable.span(today) is not Span.GOES_ON:
        return ""
    return _("next %(day)s") % {"day": day_phrase(found, today)}


def own_words_phrase(days: Iterable[date], today: date) -> str:
    """What goes along when a rhythm is changed or let rest; empty for no days."""
    named = [day_phrase(day, today) for day in days]
    if not named:
        return ""
    facts = {"days": get_text_list(named, _("and"))}
    return _("The words of its own that you gave it %(days)s go along with that.") % facts


def why_no_rhythm(problem: Problem) -> str:
    """Why a rhythm couldn't be begun or gone on with, in a sentence."""
    return {
        Problem.NO_DAY: _("No such day comes before it ends. Choose a later end."),
        Problem.TOO_LONG: _("Twelve weeks at most. Then you are asked whether it goes on."),
        Problem.ALREADY_STOPPED: _("It rests already. Nothing was changed."),
        Problem.STILL_GOING: _("It goes on already. Nothing was changed."),
        Problem.TOO_MANY: _("A hundred go on already. Let one rest first."),
        Problem.SPACE_ENDED: _("This lies behind you. What was said stays as it is."),
    }[problem]
