"""What Us says of the two and of who has left: whole sentences, so that each can be translated."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from troth.spaces.membership import Membership
from troth.spaces.phrases import date_phrase, past_day_phrase

TOLD_FOR = timedelta(days=7)


def names(membership: Membership) -> str:
    """Both names, one's own first."""
    partner = membership.partner_called
    if isinstance(membership.called, str):
        return _("%(own)s and %(partner)s") % {"own": membership.called, "partner": partner}
    return _("You and %(partner)s") % {"partner": partner}


def pairing_phrase(mine: Membership) -> str:
    """What Today says of a pairing under way, the same at each of its steps; empty for none."""
    if mine.has_joined:
        return _(
            "You have answered an invitation. You begin once both of you have compared four words."
        )
    if mine.is_joined:
        return _(
            "Your invitation has an answer. You begin once both of you have compared four words."
        )
    return ""


def until_phrase(membership: Membership, today: date) -> str:
    """An ended space by whom it was shared with."""
    ended = membership.ended_on or today
    return _("With %(name)s, until %(day)s") % {
        "name": membership.partner_called,
        "day": date_phrase(ended, today),
    }


def has_just_ended(membership: Membership, now: datetime) -> bool:
    """Whether Today still tells that the other left."""
    ended, today = membership.ended_on, membership.today(now)
    return ended is not None and today - ended < TOLD_FOR


def told_that_they_left(membership: Membership, now: datetime) -> str:
    """Who left, on which day, for whoever stays."""
    today, partner = membership.today(now), membership.partner
    name = partner.called if partner and isinstance(partner.called, str) else ""
    return left_sentence(name, membership.ended_on or today, today)


def left_sentence(name: str, left_on: date, today: date) -> str:
    """What whoever stays is told; `name` is empty where it can't be opened."""
    day = {"name": name, "day": past_day_phrase(left_on, today)}
    if not name:
        return (
            _(
                "Your partner left what you shared, %(day)s. "
                "Their words aren’t there any more; yours stay with you."
            )
            % day
        )
    return (
        _("%(name)s left what you shared, %(day)s. What the two of you kept stays readable to you.")
        % day
    )
