"""How the days of a gesture read: whole phrases, so that each can be translated."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from troth.gestures.rules import Occasion
from troth.spaces.phrases import pattern_phrase
from troth.spaces.recurrence import Pattern, Recurrence


def occasion_phrase(occasion: Occasion, today: date | None = None) -> str:
    """On which days; with `today`, when it begins if that is still to come, or comes next."""
    if not isinstance(occasion, Recurrence):
        return _("once, on %(date)s") % {"date": date_format(occasion, "l, j F")}
    phrase = pattern_phrase(occasion)
    if today is None or occasion.falls_on(today):
        return phrase
    facts = {"rhythm": phrase, "date": date_format(occasion.first_from(today), "j F")}
    if today < occasion.starts_on:
        return _("%(rhythm)s, from %(date)s") % facts
    if occasion.pattern is Pattern.FORTNIGHTLY:
        return _("%(rhythm)s, next on %(date)s") % facts
    return phrase
