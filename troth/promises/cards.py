"""What promises offer to Today."""

from __future__ import annotations

from datetime import datetime, timedelta

from troth.promises.due import DueKind
from troth.promises.opening import PromiseView
from troth.promises.pages import all_shown
from troth.promises.queries import due_promises
from troth.record.agenda import Agenda
from troth.record.models import Kind
from troth.spaces.days import day_begins_at
from troth.web.cards import Card, Place

# Older ones fold into "Some days went by": a long absence never fills the page.
SHOWN_FOR = timedelta(days=3)
ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)


def cards(agenda: Agenda) -> list[Card]:
    """What I said I'd do by today, what waits for a word, and what comes after."""
    mine, now = agenda.mine(), agenda.now
    due = agenda.due_in(mine, Kind.PROMISE)
    recent = [row.target_id for row in due if row.at > now - SHOWN_FOR]
    views = due_promises(mine, recent) if recent else []
    waiting = [view for view in views if view.due_at <= now]
    ahead = [view for view in views if view.due_at > now]
    tomorrow = day_begins_at(mine.today(now) + ONE_DAY, mine.zone)
    near = [view for view in ahead if is_near(view, tomorrow)]
    later = [view for view in ahead if not is_near(view, tomorrow)]
    wanted = any(last_moment(view) < tomorrow for view in near)
    some_days_went_by = len(recent) < len(due)
    context = {
        "promises": all_shown(mine, [*near, *waiting], now),
        "some_days_went_by": some_days_went_by,
    }
    waits = bool(wanted or waiting or some_days_went_by)
    offered = [Card(Place.DUE, "promises/_due.html", context, wants_attention=waits)]
    if later:
        offered.append(
            Card(Place.LATER, "promises/_later.html", {"promises": all_shown(mine, later, now)})
        )
    return offered


def is_near(view: PromiseView, tomorrow: datetime) -> bool:
    """Whether a promise stands with the day before `tomorrow` begins, or with this week."""
    if view.due is None or view.due.kind is DueKind.WEEK:
        return True
    return last_moment(view) < tomorrow


def last_moment(view: PromiseView) -> datetime:
    """The last moment in time: a day's due instant is already the next morning's."""
    return view.due_at if view.due and view.due.at else view.due_at - ONE_MINUTE
