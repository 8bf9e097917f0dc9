"""What promises offer to Today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from troth.promises.due import DueKind
from troth.promises.landings.pages import Landed, landed_lately, with_landings
from troth.promises.opening import PromiseView
from troth.promises.pages import all_shown
from troth.promises.queries import SHOWN_FOR, todays_promises
from troth.promises.rules import State
from troth.record.agenda import Agenda
from troth.record.models import Kind
from troth.spaces.days import day_begins_at
from troth.spaces.membership import OURS, Membership
from troth.web.cards import Card, Place

ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)
# What the partner said for these days shows; a week shows for as long as it lasts.
NEAR = 3 * ONE_DAY
LONGEST_NEAR = 9 * ONE_DAY


def cards(agenda: Agenda) -> list[Card]:
    """What I said I'd do by today, what waits for a word, what my partner said, what comes after.

    Older ones fold into "Some days went by": a long absence never fills the page.
    """
    here, now = _here(agenda), agenda.now
    due = [row for there in here for row in agenda.due_in(there, Kind.PROMISE)]
    views = todays_promises(here, now, now + LONGEST_NEAR)
    today = here[0].today(now)
    tomorrow = day_begins_at(today + ONE_DAY, here[0].zone)
    mine = [view for view in views if view.is_mine or view.where != OURS]
    waiting = [view for view in mine if _is_open(view) and view.due_at <= now]
    ahead = [view for view in mine if not _is_open(view) or view.due_at > now]
    near = [view for view in ahead if not _is_open(view) or is_near(view, tomorrow)]
    later = [view for view in ahead if _is_open(view) and not is_near(view, tomorrow)]
    wanted = any(_is_open(view) and last_moment(view) < tomorrow for view in near)
    some_days_went_by = any(row.at <= now - SHOWN_FOR for row in due)
    landed = landed_lately(here, views, now)
    context = {
        "promises": with_landings(all_shown(here, [*near, *waiting], now), landed),
        "some_days_went_by": some_days_went_by,
    }
    waits = bool(wanted or waiting or some_days_went_by)
    offered = [Card(Place.DUE, "promises/_due.html", context, wants_attention=waits)]
    theirs = [view for view in views if not view.is_mine and view.where == OURS]
    offered += _theirs(here, theirs, landed, tomorrow, now)
    if later:
        offered.append(
            Card(Place.LATER, "promises/_later.html", {"promises": all_shown(here, later, now)})
        )
    return offered


def _here(agenda: Agenda) -> list[Membership]:
    """The private space, and the one of the two unless one has stepped away from it."""
    shared = [each for each in agenda.memberships if each.where == OURS and not each.is_away]
    return [agenda.mine(), *shared]


def _theirs(
    here: Sequence[Membership],
    views: Sequence[PromiseView],
    landed: Landed,
    tomorrow: datetime,
    now: datetime,
) -> list[Card]:
    """What the partner said for today and the days near, and what became of it lately."""
    shown = [view for view in views if not _is_open(view) or is_near(view, tomorrow + NEAR)]
    if not shown:
        return []
    rows = with_landings(all_shown(here, shown, now), landed)
    context = {"promises": rows, "partner": here[-1].partner_called}
    return [Card(Place.THEIRS, "promises/_theirs.html", context)]


def _is_open(view: PromiseView) -> bool:
    return view.state is State.OPEN


def is_near(view: PromiseView, tomorrow: datetime) -> bool:
    """Whether a promise stands with the day before `tomorrow` begins, or with this week."""
    if view.due is None or view.due.kind is DueKind.WEEK:
        return True
    return last_moment(view) < tomorrow


def last_moment(view: PromiseView) -> datetime:
    """The last moment in time: a day's due instant is already the next morning's."""
    return view.due_at if view.due and view.due.at else view.due_at - ONE_MINUTE
