"""Puts Today together from what the capabilities offer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from troth.record.agenda import Agenda
from troth.record.queries import due_by_kind
from troth.spaces.membership import Membership
from troth.web.capabilities import offered
from troth.web.cards import Card, Place

LOOKS_AHEAD = timedelta(days=9)


def todays_cards(memberships: Sequence[Membership], now: datetime) -> list[Card]:
    """Everything that Today shows, in its places; one card at most leads.

    What somebody has stepped away from stays quiet.
    """
    memberships = [found for found in memberships if not found.is_away]
    agenda = Agenda(memberships, due_by_kind(memberships, now + LOOKS_AHEAD), now)
    found: list[Card] = [card for _, offer in offered("cards", "cards") for card in offer(agenda)]
    leads = [card for card in found if card.place is Place.LEAD]
    rest = sorted(
        (card for card in found if card.place is not Place.LEAD), key=lambda card: card.place
    )
    return [*leads[:1], *rest]
