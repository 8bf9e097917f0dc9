"""How what recurs reads: whole phrases, so that each can be translated."""

from __future__ import annotations

from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from troth.spaces.recurrence import Pattern, Recurrence

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
