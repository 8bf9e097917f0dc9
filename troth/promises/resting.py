"""What is due in a break of whoever made it: nobody is asked for it, and it counts as nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from troth.promises.opening import PromiseView
from troth.promises.rules import Standing, State
from troth.record.queries import DueRow
from troth.spaces.breaks.queries import KnownBreaks, breaks_between, have_breaks
from troth.spaces.breaks.rules import Breaks
from troth.spaces.days import local_day
from troth.spaces.membership import Membership

ONE_MINUTE = timedelta(minutes=1)
# As far as the same instant's days lie from each other around the world, and the small hours.
NEIGHBOURS = [timedelta(days=days) for days in range(-2, 3)]


def with_breaks(
    memberships: Iterable[Membership], views: list[PromiseView], known: KnownBreaks | None = None
) -> list[PromiseView]:
    """The views, with a mark on each open one whose last day is in a break.

    `known` where the breaks of these days were read already; else one query, if there are any.
    """
    spaces = {found.where: found for found in memberships}
    if known is None:
        known = _read(spaces.values(), views)
    if known is None or not (known.mine.spans or known.told):
        return views
    return [_marked(spaces[view.where], view, known) for view in views]


def _read(memberships: Iterable[Membership], views: Iterable[PromiseView]) -> KnownBreaks | None:
    memberships = list(memberships)
    if not have_breaks(memberships):
        return None
    days = [view.due.last_day() for view in views if view.state is State.OPEN and view.due]
    return breaks_between(memberships, min(days), max(days)) if days else None


def _marked(there: Membership, view: PromiseView, known: KnownBreaks) -> PromiseView:
    if view.state is not State.OPEN or view.due is None:
        return view
    # In a private space all is one's own, also where the maker was changed from outside.
    breaks = known.of(there.space_id, is_mine=view.is_mine or there.is_private)
    return view._replace(is_in_break=True) if breaks.in_break(view.due.last_day()) else view


def has_rested(view: PromiseView, now: datetime) -> bool:
    """Whether it is a rhythm's day in a break: no list tells of it, but the rhythm's.

    One's own from its time on, since it can be kept in a break too; the partner's at once.
    """
    if view.rhythm_id is None or not view.is_in_break:
        return False
    return not view.is_mine or view.standing(now) is Standing.SKIPPED


def waits_for_word(view: PromiseView, now: datetime) -> bool:
    """Whether its time has come and it is open, in a break or not."""
    return view.state is State.OPEN and view.due_at <= now


def latest_of_each_rhythm(views: Sequence[PromiseView], now: datetime) -> list[PromiseView]:
    """Of a rhythm's days that wait for a word only the latest: a row of them reads as a sum."""
    days = [view for view in views if view.rhythm_id and waits_for_word(view, now)]
    latest = {view.rhythm_id: view.id for view in days}
    folded = {view.id for view in days} - set(latest.values())
    return [view for view in views if view.id not in folded]


def went_by(
    due: Iterable[DueRow], since: datetime, breaks: Breaks, zone: ZoneInfo
) -> tuple[bool, list[UUID]]:
    """Whether something that was due before `since` surely waits for a word; if not, what may.

    What is due tells its instant alone. Whether its day, wherever it was due, is one of a break,
    is known but for the days around a break's ends: those have to be opened.
    """
    unsure = []
    for row in due:
        if row.at > since:
            continue
        day = local_day(row.at - ONE_MINUTE, zone)
        in_break = {breaks.in_break(day + step) for step in NEIGHBOURS}
        if in_break == {False}:
            return True, []
        if in_break != {True}:
            unsure.append(row.target_id)
    return False, unsure
