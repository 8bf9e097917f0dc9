"""Reads of promises; each opens the words with the membership's keys.

What the partner took back before it was due, without a line, no read here gives them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from troth.promises.models import Ending, Promise
from troth.promises.opening import EndingView, PromiseView, ending_view, promise_view
from troth.promises.rules import State
from troth.promises.words import PromiseWords
from troth.record.models import Kind
from troth.record.queries import event_rows
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership

PAGE_SIZE = 20
BATCH = 200
MOST_OPEN = 200
# After these the partner's past items fold away, and what waits on Today.
SHOWN_FOR = timedelta(days=3)
ONE_DAY = timedelta(days=1)
# How much older than its row an id may be: its form lay open.
FORMS_LAST = 8 * ONE_DAY
# The columns that a page shows or holds against what was signed.
SHOWN = (
    "space_id", "id", "maker_id", "made_on", "state", "due_kind", "due_on", "due_time", "due_zone",
    "due_at", "follows_id", "words",
)  # fmt: skip
LATEST_FIRST = ("-due_at", "-id")
ENDED_TODAY = [state.value for state in (State.KEPT, State.OWNED, State.RELEASED)]
IS_OPEN, IS_MOVED = Q(state=State.OPEN.value), Q(state=State.MOVED.value)


def todays_promises(
    memberships: Sequence[Membership], now: datetime, until: datetime
) -> list[PromiseView]:
    """What concerns Today, of all these spaces in one query, soonest due first.

    Of what wasn't due longer ago the open ones due before `until` and what the person ended
    today; and what the partner had their last word on lately.
    """
    since, today = now - SHOWN_FOR, memberships[0].today(now)
    near = IS_OPEN & Q(due_at__lt=until) | Q(state__in=ENDED_TODAY)
    near &= Q(due_at__gt=since)
    if len(memberships) == 1:
        found = _rows().filter(near, space_id=memberships[0].space_id)
    else:
        spaces = [membership.space_id for membership in memberships]
        found = _rows().filter(_lately_theirs(memberships, now) | near, space_id__in=spaces)
    mine = memberships[0].person_id
    rows = [
        row
        for row in found
        if row.state == State.OPEN.value
        or (row.said_on and row.said_on >= (today if row.maker_id == mine else today - SHOWN_FOR))
    ]
    # Sorted here, since having a few rows sorted costs more than reading them.
    return _views(memberships, sorted(rows, key=lambda row: (row.due_at, row.id)))


def _lately_theirs(memberships: Sequence[Membership], now: datetime) -> Q:
    """What was moved is left out: it goes on in the one that follows it."""
    wanted = Q(id__in=[])
    for membership in memberships:
        if not membership.is_private:
            wanted |= _theirs(membership) & _ended_lately(membership, now) & ~IS_MOVED
    return wanted


def present_promises(
    memberships: Sequence[Membership], past: Membership, before: UUID | None, now: datetime
) -> tuple[list[PromiseView], list[PromiseView], bool]:
    """What is open in these spaces or the partner ended lately, soonest due first; and a page of
    the person's own ended ones of the space `past`, with whether there are more."""
    wanted = Q(id__in=[])
    for membership in memberships:
        wanted |= _mine(membership) & IS_OPEN
        if not membership.is_private:
            lately = IS_OPEN & Q(due_at__gt=now - SHOWN_FOR) | _ended_lately(membership, now)
            wanted |= _theirs(membership) & lately
    latest = _rows().filter(wanted).order_by(*LATEST_FIRST)[:MOST_OPEN]
    present = list(reversed(latest)) if memberships else []
    ended, has_more = _ended_rows(past, before)
    spaces = list({found.space_id: found for found in (*memberships, past)}.values())
    views = {(view.where, view.id): view for view in _views(spaces, [*present, *ended])}
    where = {membership.space_id: membership.where for membership in spaces}
    shown = [
        [views[key] for row in rows if (key := (where[row.space_id], row.id)) in views]
        for rows in (present, ended)
    ]
    return shown[0], shown[1], has_more


def ended_promises(membership: Membership, before: UUID | None) -> tuple[list[PromiseView], bool]:
    """A page of the person's own ended promises, latest due first, after the cursor's row.

    With whether there are more.
    """
    rows, has_more = _ended_rows(membership, before)
    return _views([membership], rows), has_more


def _ended_rows(membership: Membership, before: UUID | None) -> tuple[list[Any], bool]:
    rows = _rows().filter(_mine(membership), ~IS_OPEN)
    if before is not None:
        last = rows.filter(id=before).values_list("due_at", "id").first()
        if last is not None:
            rows = rows.filter(Q(due_at__lt=last[0]) | Q(due_at=last[0], id__lt=last[1]))
    found = list(rows.order_by(*LATEST_FIRST)[: PAGE_SIZE + 1])
    return found[:PAGE_SIZE], len(found) > PAGE_SIZE


def open_promises(membership: Membership) -> list[PromiseView]:
    """The person's own open promises, soonest due first.

    At most MOST_OPEN, the latest kept: after a long absence the oldest come once others have
    their word.
    """
    latest = _rows().filter(_mine(membership), IS_OPEN).order_by(*LATEST_FIRST)[:MOST_OPEN]
    return _views([membership], list(reversed(latest)))


def all_promises(
    membership: Membership,
) -> Iterator[tuple[PromiseView, list[EndingView]]]:
    """Every promise of the space with its endings, by id, read BATCH rows at a time."""
    rows = Promise.objects.filter(space_id=membership.space_id).order_by("id")
    batch = list(rows[:BATCH])
    while batch:
        endings = endings_by_promise(membership, [row.id for row in batch])
        views = [promise_view(membership, row, endings[row.id]) for row in batch]
        for view in _visible([membership], views):
            yield view, endings[view.id]
        batch = list(rows.filter(id__gt=batch[-1].id)[:BATCH])


def promises_by_id(membership: Membership, ids: Iterable[UUID]) -> dict[UUID, PromiseView]:
    """Those of the promises that the person can see, however they ended."""
    wanted = list(ids)
    rows = list(_rows().filter(space_id=membership.space_id, id__in=wanted)) if wanted else []
    return {view.id: view for view in _views([membership], rows)}


def promise_with_endings(
    membership: Membership, promise_id: UUID
) -> tuple[PromiseView, list[EndingView]] | None:
    """One promise of the space with all that was said of its end, oldest first."""
    row = Promise.objects.filter(space_id=membership.space_id, id=promise_id).first()
    if row is None:
        return None
    endings = endings_by_promise(membership, [row.id])[row.id]
    view = promise_view(membership, row, endings)
    return (view, endings) if _visible([membership], [view]) else None


def is_said(membership: Membership, promise_id: UUID, words: PromiseWords) -> bool:
    """Whether the person's promise stands there already, in these very words, for that time."""
    row = Promise.objects.filter(space_id=membership.space_id, id=promise_id).first()
    view = None if row is None else promise_view(membership, row)
    if view is None or not view.is_mine or not isinstance(view.words, PromiseWords):
        return False
    said = view.words
    return (said.text, said.cue, said.due, said.follows) == (
        words.text,
        words.cue,
        words.due,
        words.follows,
    )


def successor_of(membership: Membership, view: PromiseView) -> UUID | None:
    """The id of the promise that a moved one became."""
    if view.state is not State.MOVED:
        return None
    rows = Promise.objects.filter(space_id=membership.space_id, follows_id=view.id)
    return rows.values_list("id", flat=True).first()


def endings_by_promise(
    membership: Membership, promise_ids: Iterable[UUID]
) -> dict[UUID, list[EndingView]]:
    """All endings of those promises by promise, in the order they were said."""
    found: dict[UUID, list[EndingView]] = defaultdict(list)
    for (_space_id, promise_id), endings in _endings([membership], promise_ids).items():
        found[promise_id] = endings
    return found


def _endings(
    memberships: Iterable[Membership], promise_ids: Iterable[UUID]
) -> dict[tuple[UUID, UUID], list[EndingView]]:
    """By space and promise, in the order they were said."""
    by_space = {membership.space_id: membership for membership in memberships}
    found: dict[tuple[UUID, UUID], list[EndingView]] = defaultdict(list)
    rows = Ending.objects.filter(space_id__in=by_space, promise_id__in=list(promise_ids))
    for row in rows.order_by("number"):
        view = ending_view(by_space[row.space_id], row)
        found[row.space_id, row.promise_id].append(view)
    return found


@cache
def _rows() -> QuerySet[Any, Any]:
    # Put together once, without making models: both take longer than having it answered.
    said = Ending.objects.filter(space_id=OuterRef("space_id"), promise_id=OuterRef("id"))
    last = Subquery(said.order_by("-number").values("recorded_on")[:1])
    return Promise.objects.annotate(said_on=last).values_list(*SHOWN, "said_on", named=True)


def _views(memberships: Sequence[Membership], rows: Sequence[Any]) -> list[PromiseView]:
    """Views of rows in their order; endings are read only where there are any.

    An open row with one was opened again, or made to look open from outside: what was signed
    tells.
    """
    by_space = {membership.space_id: membership for membership in memberships}
    ended = [row.id for row in rows if _may_have_ended(row)]
    endings = _endings(memberships, ended) if ended else {}
    views = [
        promise_view(
            by_space[row.space_id],
            row,
            endings.get((row.space_id, row.id), []) if _may_have_ended(row) else None,
        )
        for row in rows
    ]
    return _visible(memberships, views)


def _may_have_ended(row: Any) -> bool:
    return row.said_on is not None or row.state != State.OPEN.value


def _visible(memberships: Iterable[Membership], views: list[PromiseView]) -> list[PromiseView]:
    """Without what the partner took back silently, nor what they had moved to there before."""
    gone: set[UUID] = {view.id for view in views if view.has_vanished}
    for membership in memberships:
        moved = [
            view
            for view in views
            if view.state is State.MOVED and not view.is_mine and view.where == membership.where
        ]
        if moved and not membership.is_private:
            gone |= _moved_to_what_vanished(membership, moved)
    return [view for view in views if view.id not in gone] if gone else views


def _moved_to_what_vanished(membership: Membership, moved: Sequence[PromiseView]) -> set[UUID]:
    """Those that were moved to one which was taken back: without a line it has no event."""
    since = min(view.ended_on or view.made_on for view in moved) - ONE_DAY
    rows = Promise.objects.filter(
        space_id=membership.space_id, follows_id__isnull=False, made_on__gte=since
    )
    told = event_rows(Kind.PROMISE).filter(space_id=membership.space_id, target_id=OuterRef("id"))
    gone = Q(state=State.WITHDRAWN.value) & ~Exists(told)
    followers = {row[0]: row[1:] for row in rows.values_list("follows_id", "id", gone)}
    return {view.id for view in moved if _leads_to_nothing(view.id, followers)}


def _leads_to_nothing(promise_id: UUID, followers: Mapping[UUID | None, tuple[UUID, bool]]) -> bool:
    """Whether what a promise was moved to in the end is gone; each move is followed once."""
    step, seen, is_gone = promise_id, {promise_id}, False
    while step in followers:
        step, is_gone = followers[step]
        if step in seen:
            return False
        seen.add(step)
    return is_gone


def _ended_lately(membership: Membership, now: datetime) -> Q:
    """What had its last word within three days, whenever it was due."""
    since = membership.today(now) - SHOWN_FOR
    endings = Ending.objects.filter(
        space_id=membership.space_id,
        # An id begins with its day: the index finds the few that can be meant.
        id__gte=UUID(int=new_id(since - FORMS_LAST).int >> 112 << 112),
        recorded_on__gte=since,
    )
    return ~IS_OPEN & Q(id__in=endings.values("promise_id"))


def _mine(membership: Membership) -> Q:
    """The person's own; in a private space all, so that one whose maker was changed shows it."""
    if membership.is_private:
        return Q(space_id=membership.space_id)
    return Q(space_id=membership.space_id, maker_id=membership.person_id)


def _theirs(membership: Membership) -> Q:
    return Q(space_id=membership.space_id) & ~Q(maker_id=membership.person_id)
