"""What promises offer to Today."""

from __future__ import annotations

from datetime import date, timedelta

from troth.promises.due import DueKind
from troth.promises.pages import all_shown
from troth.promises.queries import PromiseView, due_promises
from troth.record.agenda import Agenda
from troth.record.models import Kind
from troth.web.cards import Card, Place

# Older ones fold into "Some days went by": a long absence never fills the page.
SHOWN_FOR = timedelta(days=3)


def cards(agenda: Agenda) -> list[Card]:
    """What I said I'd do by today, what waits for a word, and what comes after."""
    mine, now = agenda.mine(), agenda.now
    ids = agenda.due_in(mine, Kind.PROMISE)
    views = due_promises(mine, ids) if ids else []
    past = [view for view in views if view.due_at <= now]
    recent = [view for view in past if view.due_at > now - SHOWN_FOR]
    ahead = [view for view in views if view.due_at > now]
    near = [view for view in ahead if is_near(view, mine.today(now))]
    later = [view for view in ahead if view not in near]
    context = {
        "promises": all_shown(mine, [*near, *recent], now),
        "later": all_shown(mine, later, now),
        "some_days_went_by": len(recent) < len(past),
    }
    return [Card(Place.DUE, "promises/_due.html", context, wants_attention=bool(near or past))]


def is_near(view: PromiseView, today: date) -> bool:
    """Whether a promise belongs to this day: due on it, or some time this week."""
    if view.due is None:
        return True
    return view.due.kind is DueKind.WEEK or view.due.on <= today
