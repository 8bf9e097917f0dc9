"""What asks offer to Today."""

from __future__ import annotations

from troth.asks.pages import all_shown
from troth.asks.queries import waiting_asks
from troth.record.agenda import Agenda
from troth.record.models import Kind
from troth.spaces.membership import OURS
from troth.web.cards import Card, Place


def cards(agenda: Agenda) -> list[Card]:
    """What the partner asks for, and the way to ask; nothing for one alone or stepped away."""
    ours = next((found for found in agenda.memberships if found.where == OURS), None)
    if ours is None or ours.is_away:
        return []
    offered = [Card(Place.LATER, "asks/_offer.html")]
    due = agenda.due_in(ours, Kind.ASK)
    if not due:
        return offered
    views = waiting_asks(ours, agenda.mine(), [row.target_id for row in due], agenda.now)
    if not views:
        return offered
    asks = all_shown(ours, views, agenda.now)
    return [Card(Place.DUE, "asks/_due.html", {"asks": asks}, wants_attention=True), *offered]
