"""What gestures offer to Today: those of the day, quietly."""

from __future__ import annotations

from datetime import timedelta

from troth.gestures.pages import all_shown
from troth.gestures.queries import waiting_today
from troth.record.agenda import Agenda
from troth.record.models import Kind
from troth.record.queries import AT_MOST
from troth.web.cards import Card, Place

ONE_DAY = timedelta(days=1)


def cards(agenda: Agenda) -> list[Card]:
    """What falls on today and has no tick yet: it waits for nobody, and is silent in a break."""
    if agenda.is_on_break or not _may_have_some(agenda):
        return []
    mine = agenda.mine()
    gestures = all_shown(mine, waiting_today(mine, agenda.now), agenda.now)
    if not gestures:
        return []
    return [Card(Place.DUE, "gestures/_today.html", {"gestures": gestures})]


def _may_have_some(agenda: Agenda) -> bool:
    """By the record, which is read already. A day elsewhere may have begun up to a day later."""
    soon = agenda.now + ONE_DAY
    if any(row.at < soon for row in agenda.due.get(Kind.GESTURE, ())):
        return True
    # The record tells so much at most, and what is longest ago goes first.
    return sum(len(rows) for rows in agenda.due.values()) >= AT_MOST
