"""What promises offer to Today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from troth.promises.due import DueKind
from troth.promises.landings.pages import Landed, landed_lately, with_landings
from troth.promises.opening import PromiseView
from troth.promises.pages import all_shown
from troth.promises.queries import SHOWN_FOR, todays_promises
from troth.promises.resting import has_rested, latest_of_each_rhythm, waits_for_word, went_by
from troth.promises.rhythms.pages import shown_rhythm
from troth.promises.rhythms.queries import rhythms_by_id
from troth.promises.rules import Standing, State
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
# The others are asked once these have their answer.
MOST_ASKED = 3


def cards(agenda: Agenda) -> list[Card]:
    """What I said I'd do by today, what waits for a word, what my partner said, what comes after.

    Older ones fold into "Some days went by": a long absence never fills the page.
    """
    here, now = _here(agenda), agenda.now
    due = [row for there in here for row in agenda.due_in(there, Kind.PROMISE)]
    since = now - SHOWN_FOR
    some_days_went_by, unsure = went_by(due, since, agenda.breaks.mine, here[0].zone)
    views = todays_promises(here, now, now + LONGEST_NEAR, agenda.breaks, unsure)
    today = here[0].today(now)
    tomorrow = day_begins_at(today + ONE_DAY, here[0].zone)
    mine = [view for view in views if _is_mine(view) and not _is_skipped(view, now)]
    some_days_went_by |= any(_is_open(view) and view.due_at <= since for view in mine)
    mine = [view for view in mine if view.due_at > since]
    waiting = [view for view in mine if waits_for_word(view, now)]
    if some_days_went_by:
        # The other days of a rhythm lie with the rest.
        waiting = latest_of_each_rhythm(waiting, now)
    ahead = [view for view in mine if not waits_for_word(view, now)]
    near = [view for view in ahead if not _is_open(view) or is_near(view, tomorrow)]
    later = [view for view in ahead if _is_open(view) and not is_near(view, tomorrow)]
    if agenda.is_on_break:
        # Nothing is asked: all of it lies in one fold.
        near, waiting, later, some_days_went_by = [], [], [*waiting, *near, *later], False
    wanted = any(_is_open(view) and last_moment(view) < tomorrow for view in near)
    landed = landed_lately(here, views, now)
    context = {
        "promises": with_landings(all_shown(here, [*near, *waiting], now), landed),
        "some_days_went_by": some_days_went_by,
    }
    waits = bool(wanted or waiting or some_days_went_by)
    offered = [Card(Place.DUE, "promises/_due.html", context, wants_attention=waits)]
    theirs = [view for view in views if not (_is_mine(view) or has_rested(view, now))]
    offered += _theirs(here, theirs, landed, tomorrow, now)
    offered += [] if agenda.is_on_break else _asked_again(here, agenda)
    if later:
        context = {"promises": all_shown(here, later, now), "is_on_break": agenda.is_on_break}
        offered.append(Card(Place.LATER, "promises/_later.html", context))
    return offered


def _asked_again(here: Sequence[Membership], agenda: Agenda) -> list[Card]:
    """Rhythms that come to their end: go on, or let them rest?"""
    asked = []
    for there in here:
        if ids := [row.target_id for row in agenda.due_in(there, Kind.RHYTHM)]:
            asked += [shown_rhythm(there, view, agenda.now) for view in rhythms_by_id(there, ids)]
    if not asked:
        return []
    context = {"rhythms": asked[:MOST_ASKED]}
    return [Card(Place.DUE, "promises/rhythms/_ask.html", context, wants_attention=True)]


def _here(agenda: Agenda) -> list[Membership]:
    """The private space, and the one of the two unless one has stepped away from it."""
    ours = agenda.ours()
    return [agenda.mine(), *([ours] if ours is not None else [])]


def _theirs(
    here: Sequence[Membership],
    views: Sequence[PromiseView],
    landed: Landed,
    tomorrow: datetime,
    now: datetime,
) -> list[Card]:
    """What the partner said for today and the days near, and what became of it lately."""
    views = latest_of_each_rhythm(views, now)
    shown = [view for view in views if not _is_open(view) or is_near(view, tomorrow + NEAR)]
    if not shown:
        return []
    rows = with_landings(all_shown(here, shown, now), landed)
    context = {"promises": rows, "partner": here[-1].partner_at_start}
    return [Card(Place.THEIRS, "promises/_theirs.html", context)]


def _is_mine(view: PromiseView) -> bool:
    return view.is_mine or view.where != OURS


def _is_skipped(view: PromiseView, now: datetime) -> bool:
    return view.standing(now) is Standing.SKIPPED


def _is_open(view: PromiseView) -> bool:
    return view.state is State.OPEN


def is_near(view: PromiseView, tomorrow: datetime) -> bool:
    """Whether a promise stands with the day before `tomorrow` begins, or with a week begun then."""
    if view.due is None:
        return True
    if view.due.kind is DueKind.WEEK:
        return day_begins_at(view.due.on, ZoneInfo(view.due.zone)) < tomorrow
    return last_moment(view) < tomorrow


def last_moment(view: PromiseView) -> datetime:
    """The last moment in time: a day's due instant is already the next morning's."""
    return view.due_at if view.due and view.due.at else view.due_at - ONE_MINUTE
