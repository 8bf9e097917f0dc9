"""Puts Today together from what the capabilities offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from troth.record.agenda import Agenda
from troth.record.models import Kind
from troth.record.queries import DueRow, due_by_kind
from troth.spaces.breaks.queries import KnownBreaks, breaks_between
from troth.spaces.membership import Membership
from troth.web.capabilities import offered
from troth.web.cards import Card, Place

LOOKS_AHEAD = timedelta(days=9)


def todays_cards(memberships: Sequence[Membership], now: datetime) -> list[Card]:
    """Everything that Today shows, in its places; one card at most leads.

    What somebody has stepped away from stays quiet, and on a break all of it does.
    """
    memberships = [found for found in memberships if not found.is_away]
    due = due_by_kind(memberships, now + LOOKS_AHEAD)
    agenda = Agenda(memberships, due, now, _breaks_around(memberships, due, now))
    found: list[Card] = [card for _, offer in offered("cards", "cards") for card in offer(agenda)]
    if agenda.is_on_break:
        found = [replace(card, wants_attention=False) for card in found]
    if any(card.asks_for_promise for card in found):
        found = [replace(card, suggestion="") for card in found]
    leads = [card for card in found if card.place is Place.LEAD]
    rest = sorted(
        (card for card in found if card.place is not Place.LEAD), key=lambda card: card.place
    )
    return [*leads[:1], *rest]


def _breaks_around(
    memberships: Sequence[Membership], due: Mapping[Kind, Sequence[DueRow]], now: datetime
) -> KnownBreaks:
    """What is known of breaks for all that Today may show, however long ago it was due."""
    oldest = min([now, *(row.at for rows in due.values() for row in rows)])
    # Wherever it was due: its day there may be another than here.
    first, last = oldest - timedelta(days=9), now + 2 * LOOKS_AHEAD
    return breaks_between(memberships, first.date(), last.date())
