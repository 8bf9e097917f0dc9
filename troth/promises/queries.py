"""Reads of promises; each opens the words with the membership's keys.

What the partner took back before it was due, without a line, no read here gives them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from troth.promises.models import Ending, Promise
from troth.promises.opening import EndingView, PromiseView, promise_view
from troth.promises.resting import with_breaks
from troth.promises.rows import (
    IS_MOVED,
    IS_OPEN,
    LATEST_FIRST,
    endings_by_promise,
    opened_views,
    promise_rows,
    said_by_me,
    shown_latest_first,
    shown_rows,
)
from troth.promises.rules import Standing, State
from troth.promises.visible import visible
from troth.promises.words import PromiseWords
from troth.spaces.breaks.queries import KnownBreaks
from troth.spaces.ids import new_id
from troth.spaces.membership import MINE, Membership

PAGE_SIZE = 20
BATCH = 200
MOST_OPEN = 200
# On Today, of what the person ended and of what the partner did; Promises has the rest.
MOST_ENDED = 12
LATELY = 14
# After these the partner's past items fold away, and what waits on Today.
SHOWN_FOR = timedelta(days=3)
# A day, with the hour that one in autumn has more.
SOON = timedelta(hours=25)
# How much older than its row an id may be: its form lay open.
FORMS_LAST = timedelta(days=8)
ENDED_TODAY = [state.value for state in (State.KEPT, State.OWNED, State.RELEASED)]


def todays_promises(
    memberships: Sequence[Membership],
    now: datetime,
    until: datetime,
    breaks: KnownBreaks | None = None,
    older: Collection[UUID] = (),
) -> list[PromiseView]:
    """What concerns Today, of all these spaces in one query, soonest due first.

    Of what wasn't due longer ago the open ones due before `until` and what the person ended
    today; and what the partner had their last word on lately: of each at most MOST_ENDED, the
    latest said. `older` are further ones to look at while they are open.
    """
    since, today = now - SHOWN_FOR, memberships[0].today(now)
    near = IS_OPEN & once_or_soon(now) & Q(due_at__lt=until) | Q(state__in=ENDED_TODAY)
    near &= Q(due_at__gt=since)
    if older:
        near |= IS_OPEN & Q(id__in=older)
    if len(memberships) == 1:
        found = shown_rows().filter(near, space_id=memberships[0].space_id)
    else:
        spaces = [membership.space_id for membership in memberships]
        found = shown_rows().filter(_lately_theirs(memberships, now) | near, space_id__in=spaces)
    rows: list[Any] = []
    mine: list[Any] = []
    theirs: list[Any] = []
    # Sorted here, since having a few rows sorted costs more than reading them.
    for row in sorted(found, key=lambda row: (row.said_on or date.min, row.due_at)):
        is_mine = row.maker_id == memberships[0].person_id
        if row.state == State.OPEN.value:
            rows.append(row)
        elif row.said_on and row.said_on >= (today if is_mine else today - SHOWN_FOR):
            (mine if is_mine else theirs).append(row)
    rows += mine[-MOST_ENDED:] + theirs[-MOST_ENDED:]
    return opened_views(memberships, sorted(rows, key=lambda row: (row.due_at, row.id)), breaks)


def _lately_theirs(memberships: Sequence[Membership], now: datetime) -> Q:
    """What was moved is left out: it goes on in the one that follows it."""
    wanted = Q(id__in=[])
    for membership in memberships:
        if not membership.is_private:
            wanted |= _theirs(membership) & _ended_lately(membership, now) & ~IS_MOVED
    return wanted


def once_or_soon(now: datetime) -> Q:
    """Of a rhythm only what is due by today's end; the rhythm itself tells of what comes after."""
    return Q(rhythm_id__isnull=True) | Q(due_at__lte=now + SOON)


def present_promises(
    memberships: Sequence[Membership], past: Membership, now: datetime
) -> tuple[list[PromiseView], list[PromiseView]]:
    """What is open in these spaces or the partner ended lately, soonest due first; and the latest
    of the person's own ended ones of the space `past`."""
    rows = _present_rows(memberships, past, now)
    rows.sort(key=lambda row: (row.due_at, row.id))
    spaces = list({found.space_id: found for found in (*memberships, past)}.values())
    present: list[PromiseView] = []
    before: list[PromiseView] = []
    for view in opened_views(spaces, rows):
        has_ended = view.is_mine or view.where == MINE
        is_past = has_ended and view.state is not State.OPEN
        (before if is_past else present).append(view)
    return present, before[::-1][:PAGE_SIZE]


def _present_rows(memberships: Sequence[Membership], past: Membership, now: datetime) -> list[Any]:
    """In one query, unless there are too many for it.

    It asks for little more than the indexes know, and the rest is sifted out here: to put together
    a question for all of it takes longer than to have it answered.
    """
    is_open, since = IS_OPEN & once_or_soon(now), now - SHOWN_FOR
    shared = [membership for membership in memberships if not membership.is_private]
    wanted = is_open & Q(space_id__in=[membership.space_id for membership in memberships])
    for membership in shared:
        wanted |= Q(space_id=membership.space_id) & _ended_lately(membership, now)
    latest = _ended_ids().filter(said_by_me(past))[:PAGE_SIZE]
    ended = Q(space_id=past.space_id, id__in=latest)
    found = list(shown_rows().filter(wanted | ended)[:MOST_OPEN])
    if len(found) == MOST_OPEN:
        # At most so many of each, so that one's many never push out the other's.
        mine = reduce(or_, (said_by_me(membership) for membership in memberships))
        recent = (is_open & _theirs(membership) & Q(due_at__gt=since) for membership in shared)
        lately = (_theirs(membership) & _ended_lately(membership, now) for membership in shared)
        parts = is_open & mine, reduce(or_, (*recent, *lately), Q(id__in=[])), ended
        found = [row for part in parts for row in shown_latest_first().filter(part)[:MOST_OPEN]]
    me = {membership.space_id: membership.person_id for membership in shared}

    def is_shown(row: Any) -> bool:
        is_mine = me.get(row.space_id, row.maker_id) == row.maker_id
        if row.state == State.OPEN.value:
            return bool(is_mine or row.due_at > since)
        return bool(not is_mine or row.space_id == past.space_id)

    return [row for row in found if is_shown(row)]


@cache
def _ended_ids() -> QuerySet[Any, Any]:
    # Put together once: see rows.shown_rows.
    return Promise.objects.filter(~IS_OPEN).order_by(*LATEST_FIRST).values("id")


@cache
def _ending_ids() -> QuerySet[Any, Any]:
    return Ending.objects.values("promise_id")


def open_promises(
    membership: Membership, breaks: KnownBreaks | None = None, *, only_once: bool = False
) -> list[PromiseView]:
    """The person's own open promises, soonest due first; `only_once`: none of a rhythm.

    At most MOST_OPEN, the latest kept: after a long absence the oldest come once others have
    their word.
    """
    wanted = Q(rhythm_id__isnull=True) if only_once else Q()
    rows = shown_latest_first().filter(said_by_me(membership), IS_OPEN, wanted)
    return opened_views([membership], list(reversed(rows[:MOST_OPEN])), breaks)


def waiting_promises(
    membership: Membership, now: datetime, last: PromiseView | None = None
) -> list[PromiseView]:
    """The person's own that are due and open, soonest due first, but for those in a break.

    At most MOST_OPEN, the latest kept; `last`: of those before that one.
    """
    rows = shown_rows().filter(said_by_me(membership), IS_OPEN, due_at__lte=now)
    rows = rows.order_by(*LATEST_FIRST)
    before: Any = last
    while True:
        further = rows
        if before is not None:
            at, row_id = before.due_at, before.id
            further = rows.filter(Q(due_at__lt=at) | Q(due_at=at, id__lt=row_id))
        batch = list(further[:MOST_OPEN])
        views = opened_views([membership], list(reversed(batch)))
        found = [view for view in views if view.standing(now) is Standing.NO_WORD_YET]
        if found or len(batch) < MOST_OPEN:
            return found
        before = batch[-1]


def promises_of_rhythm(membership: Membership, rhythm_id: UUID, now: datetime) -> list[PromiseView]:
    """The last ones of one's own rhythm, today's included, latest first."""
    rows = shown_rows().filter(space_id=membership.space_id, rhythm_id=rhythm_id)
    lately = rows.filter(~IS_OPEN | Q(due_at__lte=now + SOON)).order_by("-due_on")
    return opened_views([membership], list(lately[:LATELY]))


def coming_of_rhythm(membership: Membership, rhythm_id: UUID, now: datetime) -> list[PromiseView]:
    """The next ones of one's own rhythm after those of `promises_of_rhythm`, soonest first."""
    rows = shown_rows().filter(space_id=membership.space_id, rhythm_id=rhythm_id)
    coming = rows.filter(IS_OPEN, due_at__gt=now + SOON).order_by("due_on")
    return opened_views([membership], list(coming[:LATELY]))


def has_open_promise(membership: Membership, rhythm_id: UUID, day: date, now: datetime) -> bool:
    """Whether a rhythm's promise of that day is open and still to come."""
    rows = Promise.objects.filter(space_id=membership.space_id, rhythm_id=rhythm_id, due_on=day)
    return rows.filter(IS_OPEN, due_at__gt=now).exists()


def count_to_the_other(membership: Membership, now: datetime) -> int:
    """How many of the person's own the partner has before them as open; none where one is alone."""
    if membership.is_private:
        return 0
    since = now - SHOWN_FOR
    once = Promise.objects.filter(said_by_me(membership), IS_OPEN, rhythm_id__isnull=True)
    return once.filter(due_at__gt=since).count()


def all_promises(
    membership: Membership,
) -> Iterator[tuple[PromiseView, list[EndingView]]]:
    """Every promise of the space with its endings, by id, read BATCH rows at a time."""
    rows = promise_rows().filter(space_id=membership.space_id).order_by("id")
    batch = list(rows[:BATCH])
    while batch:
        endings = endings_by_promise(membership, [row.id for row in batch])
        views = [promise_view(membership, row, endings[row.id]) for row in batch]
        for view in visible([membership], views):
            yield view, endings[view.id]
        batch = list(rows.filter(id__gt=batch[-1].id)[:BATCH])


def promises_by_id(membership: Membership, ids: Iterable[UUID]) -> dict[UUID, PromiseView]:
    """Those of the promises that the person can see, however they ended."""
    wanted = list(ids)
    rows = list(shown_rows().filter(space_id=membership.space_id, id__in=wanted)) if wanted else []
    return {view.id: view for view in opened_views([membership], rows)}


def promises_among(
    memberships: Sequence[Membership], ids: Collection[str], breaks: KnownBreaks
) -> list[PromiseView]:
    """Those of the person's own promises, in whichever of their spaces they stand."""
    mine = reduce(or_, (said_by_me(membership) for membership in memberships))
    rows = list(shown_rows().filter(mine, id__in=ids)) if ids else []
    return opened_views(memberships, rows, breaks)


def promise_with_endings(
    membership: Membership, promise_id: UUID
) -> tuple[PromiseView, list[EndingView]] | None:
    """One promise of the space with all that was said of its end, oldest first."""
    row = promise_rows().filter(space_id=membership.space_id, id=promise_id).first()
    if row is None:
        return None
    endings = endings_by_promise(membership, [row.id])[row.id]
    view = promise_view(membership, row, endings)
    seen = with_breaks([membership], visible([membership], [view]))
    return (seen[0], endings) if seen else None


def is_said(membership: Membership, promise_id: UUID, words: PromiseWords) -> bool:
    """Whether the person's promise stands there already, in these very words, for that time."""
    row = promise_rows().filter(space_id=membership.space_id, id=promise_id).first()
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


def _ended_lately(membership: Membership, now: datetime) -> Q:
    """What had its last word within three days, whenever it was due."""
    since = membership.today(now) - SHOWN_FOR
    endings = _ending_ids().filter(
        space_id=membership.space_id,
        # An id begins with its day: the index finds the few that can be meant.
        id__gte=UUID(int=new_id(since - FORMS_LAST).int >> 112 << 112),
        recorded_on__gte=since,
    )
    return ~IS_OPEN & Q(id__in=endings)


def _theirs(membership: Membership) -> Q:
    return Q(space_id=membership.space_id) & ~Q(maker_id=membership.person_id)
