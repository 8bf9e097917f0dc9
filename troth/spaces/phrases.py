"""How days, and what recurs, read: whole phrases, so that each can be translated."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from troth.spaces.days import monday_of, week_chosen_on
from troth.spaces.recurrence import Pattern, Recurrence

ONE_WEEK = timedelta(days=7)
ONCE = "once"
# What a form offers: once, or in one of the patterns.
HOW_OFTEN = (
    (ONCE, gettext_lazy("Once")),
    (Pattern.DAILY.value, gettext_lazy("Every day")),
    (Pattern.WEEKDAYS.value, gettext_lazy("Monday to Friday")),
    (Pattern.DAYS.value, gettext_lazy("Some days of the week")),
    (Pattern.WEEKLY.value, gettext_lazy("Every week")),
    (Pattern.FORTNIGHTLY.value, gettext_lazy("Every other week")),
)


def pattern_phrase(recurrence: Recurrence) -> str:
    """As one would say it: every day, Monday to Friday, every other Tuesday."""
    if recurrence.pattern is Pattern.DAILY:
        return _("every day")
    if recurrence.pattern is Pattern.WEEKDAYS:
        return _("Monday to Friday")
    if recurrence.pattern is Pattern.DAYS:
        names = [str(WEEKDAYS[day]) for day in recurrence.days]
        return _("every %(days)s") % {"days": get_text_list(names, _("and"))}
    weekday = {"weekday": WEEKDAYS[recurrence.starts_on.weekday()]}
    if recurrence.pattern is Pattern.FORTNIGHTLY:
        return _("every other %(weekday)s") % weekday
    return _("every %(weekday)s") % weekday


def day_phrase(day: date, today: date, their_today: date | None = None) -> str:
    """A day by its nearest name: today, tomorrow, yesterday, a weekday, a date.

    Where it is another day for whoever names it than for whoever reads it, "today" would mean
    two days: then the weekday says which.
    """
    return _day_phrase(day, today, their_today, get_language())


# A list names the same few days over and over, and to look each word of it up takes long.
@lru_cache(maxsize=1000)
def _day_phrase(day: date, today: date, their_today: date | None, language: str | None) -> str:
    ahead = (day - today).days
    if abs(ahead) < 2 and their_today in (None, today):
        return _("today") if ahead == 0 else _("tomorrow") if ahead == 1 else _("yesterday")
    if abs(ahead) < 7:
        return _("on %(weekday)s") % {"weekday": WEEKDAYS[day.weekday()]}
    return _("on %(date)s") % {"date": date_phrase(day, today)}


def date_phrase(day: date, today: date) -> str:
    """A calendar date, with its year only where it isn't this one."""
    return date_format(day, "j F" if day.year == today.year else "j F Y")


def past_day_phrase(day: date, today: date) -> str:
    """When something was said or done. Where whoever did it was a day ahead, it is today."""
    return day_phrase(min(day, today), today)


def week_phrase(monday: date, today: date, their_today: date) -> str:
    """A week by its Monday; where the two aren't in the same one, by its date alone."""
    this = monday_of(today)
    if monday_of(their_today) != this:
        return _("the week of %(date)s") % {"date": date_phrase(monday, today)}
    if monday == this:
        return _("this week")
    if monday == this - ONE_WEEK:
        return _("last week")
    if monday == this + ONE_WEEK:
        return _("next week")
    return _("the week of %(date)s") % {"date": date_phrase(monday, today)}


def week_choice(today: date) -> str:
    """What the choice of a whole week is called on that day."""
    return _("Next week") if week_chosen_on(today) > today else _("This week")
