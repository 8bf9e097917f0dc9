"""How breaks read: whole sentences, so that each can be translated."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from troth.spaces.breaks.rules import Span
from troth.spaces.phrases import date_phrase


def own_sentence(span: Span, today: date) -> str:
    """What Today says of a break that is under way."""
    if span.until_on is None:
        return _("You’re on a break.")
    if span.until_on == today:
        return _("You’re on a break until the end of today.")
    return _("You’re on a break until %(day)s.") % {"day": date_phrase(span.until_on, today)}


def told_sentence(span: Span, today: date, name: str) -> str:
    """What the partner reads of a break that they were told of."""
    facts = {"name": name, "day": date_phrase(span.from_on, today)}
    if span.is_planned(today):
        if span.until_on is None:
            return _("%(name)s will be away from %(day)s on.") % facts
        if span.until_on == span.from_on:
            return _("%(name)s will be away on %(day)s.") % facts
        facts["until"] = date_phrase(span.until_on, today)
        return _("%(name)s will be away from %(day)s to %(until)s.") % facts
    if span.until_on is None:
        return _("%(name)s is away for a while.") % facts
    if span.until_on == today:
        return _("%(name)s is away until the end of today.") % facts
    facts["day"] = date_phrase(span.until_on, today)
    return _("%(name)s is away until %(day)s.") % facts


def days_phrase(span: Span, today: date) -> str:
    """From when to when, at the beginning of a line."""
    facts = {"day": date_phrase(span.from_on, today)}
    if span.until_on is None:
        return _("From %(day)s on") % facts
    if span.until_on == span.from_on:
        return _("On %(day)s") % facts
    return _("From %(day)s to %(until)s") % {**facts, "until": date_phrase(span.until_on, today)}
