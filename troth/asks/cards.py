"""What asks offer to Today."""

from __future__ import annotations

from troth.asks.pages import all_shown
from troth.asks.queries import declined_lately, todays_asks
from troth.record.agenda import Agenda
from troth.record.models import Kind
from troth.web.cards import Card, Place


def cards(agenda: Agenda) -> list[Card]:
    """What the partner asks for or said no to, and the way to ask; nothing for one alone."""
    ours = agenda.ours()
    if ours is None:
        return []
    offered = [Card(Place.LATER, "asks/_offer.html")]
    if agenda.is_on_break:
        # They wait in their list, for as long as they last.
        return offered
    due = agenda.due_in(ours, Kind.ASK)
    if not due:
        return offered
    ids = [row.target_id for row in due]
    waiting, others = todays_asks(ours, agenda.mine(), ids, agenda.now)
    if waiting:
        asks = all_shown(ours, waiting, agenda.now)
        offered.append(Card(Place.DUE, "asks/_due.html", {"asks": asks}, wants_attention=True))
    if others and (declined := declined_lately(ours, others, agenda.now)):
        asks = all_shown(ours, declined, agenda.now)
        offered.append(Card(Place.THEIRS, "asks/_declined.html", {"asks": asks}))
    return offered
