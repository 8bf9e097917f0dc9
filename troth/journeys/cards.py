"""What a break offers to Today: it leads, and nothing else does."""

from __future__ import annotations

from troth.journeys.breaks.phrases import own_sentence
from troth.record.agenda import Agenda
from troth.web.cards import Card, Place


def cards(agenda: Agenda) -> list[Card]:
    """The break of now, with the way to end it."""
    today = agenda.mine().today(agenda.now)
    span = agenda.breaks.mine.covering(today)
    if span is None:
        return []
    context = {"sentence": own_sentence(span, today)}
    return [Card(Place.LEAD, "journeys/breaks/_today.html", context)]
