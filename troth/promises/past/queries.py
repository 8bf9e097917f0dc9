"""Reads of what lies behind: one's own past promises, those that words find, one's whole story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from troth.promises.history import SAID
from troth.promises.models import Ending, Promise
from troth.promises.opening import (
    PROMISE_TABLE,
    EndingView,
    PromiseView,
    ending_view,
    promise_view,
)
from troth.promises.past.rules import Cursor, PastEnding, has_all
from troth.promises.queries import PAGE_SIZE, once_or_soon, promises_by_id
from troth.promises.resting import has_rested
from troth.promises.rhythms.sealed import opened_words
from troth.promises.rhythms.words import RhythmWords
from troth.promises.rows import (
    IS_OPEN,
    LATEST_FIRST,
    SHOWN,
    opened_views,
    promise_rows,
    said_by_me,
    shown_rows,
)
from troth.promises.rules import State
from troth.promises.words import PromiseWords
from troth.sealing import Opened, Unopened, open_words
from troth.spaces.membership import Membership

# A request opens no more of them, whatever is looked for.
MOST_OPENED = 500
MOST_FOUND = 40
MOST_MOVES = 20
ENDED = [state.value for state in State if state is not State.OPEN]
# Both ways from one promise: one query, however often it was moved, and no loop runs on.
MOVES = """
WITH RECURSIVE back (id, follows_id, hop) AS (
    SELECT id, follows_id, 0 FROM promises_promise WHERE space_id = %s AND id = %s
    UNION ALL
    SELECT one.id, one.follows_id, back.hop + 1
    FROM promises_promise one JOIN back ON one.id = back.follows_id
    WHERE one.space_id = %s AND back.hop < %s
), ahead (id, hop) AS (
    SELECT id, 0 FROM promises_promise WHERE space_id = %s AND id = %s
    UNION ALL
    SELECT one.id, ahead.hop + 1
    FROM promises_promise one JOIN ahead ON one.follows_id = ahead.id
    WHERE one.space_id = %s AND ahead.hop < %s
)
SELECT id FROM back UNION SELECT id FROM ahead
"""


def past_promises(
    membership: Membership, ending: PastEnding | None, before: Cursor | None, now: datetime
) -> tuple[list[PromiseView], Cursor | None]:
    """A page of the person's own that ended or wait for a word since, latest due first.

    With where to go on from, if anywhere.
    """
    found: list[Any] = []
    for rows in _past_rows(membership, ending, before, now):
        found += _after(rows, before).order_by(*LATEST_FIRST)[: PAGE_SIZE + 1 - len(found)]
        if len(found) > PAGE_SIZE:
            break
    page = found[:PAGE_SIZE]
    further = _at(page[-1]) if len(found) > PAGE_SIZE else None
    views = opened_views([membership], page)
    return [view for view in views if not has_rested(view, now)], further


def kept_for_me(ours: Membership, since: date) -> list[PromiseView]:
    """What the partner kept since a day, the latest due first, PAGE_SIZE at most."""
    said = Ending.objects.filter(
        space_id=ours.space_id, state=State.KEPT.value, happened_on__gte=since
    )
    rows = shown_rows().filter(
        space_id=ours.space_id, state=State.KEPT.value, id__in=said.values("promise_id")
    )
    theirs = rows.exclude(maker_id=ours.person_id).order_by(*LATEST_FIRST)
    views = opened_views([ours], list(theirs[:PAGE_SIZE]))
    return [view for view in views if view.state is State.KEPT]


def _past_rows(
    membership: Membership, ending: PastEnding | None, before: Cursor | None, now: datetime
) -> list[QuerySet[Any, Any]]:
    """Each read by an index, in its order; the second follows on the first."""
    rows = shown_rows().filter(said_by_me(membership))
    if ending is PastEnding.NO_WORD:
        return [rows.filter(IS_OPEN, due_at__lte=now)]
    if ending is not None:
        return [rows.filter(state=ending.value)]
    # Apart, so that what is open for weeks ahead is never walked through.
    is_back = before is not None and before.due_at <= now
    ended_early = [] if is_back else [rows.filter(state__in=ENDED, due_at__gt=now)]
    return [*ended_early, rows.filter(due_at__lte=now)]


def _after(rows: QuerySet[Any, Any], before: Cursor | None) -> QuerySet[Any, Any]:
    if before is None:
        return rows
    later = Q(due_at__lt=before.due_at) | Q(due_at=before.due_at, id__lt=before.id)
    # Said twice: from an "or" alone no index knows where to begin.
    return rows.filter(later, due_at__lte=before.due_at)


def _at(row: Any) -> Cursor:
    return Cursor(row.due_at, row.id)


def ended_promises(membership: Membership, before: UUID | None) -> tuple[list[PromiseView], bool]:
    """A page of the person's own ended promises, latest due first, after the cursor's row.

    With whether there are more.
    """
    rows = shown_rows().filter(said_by_me(membership), ~IS_OPEN)
    last = rows.filter(id=before).first() if before else None
    found = list(_after(rows, _at(last) if last else None).order_by(*LATEST_FIRST)[: PAGE_SIZE + 1])
    return opened_views([membership], found[:PAGE_SIZE]), len(found) > PAGE_SIZE


@dataclass(frozen=True, slots=True)
class Found:
    """What was found so far; `further` is where to look on from, `back_to` how far it was looked.

    `has_closed`: some couldn't be opened, so that nobody knows what they say.
    """

    views: list[PromiseView]
    further: Cursor | None
    back_to: datetime | None
    has_closed: bool


def look_for(
    membership: Membership,
    terms: Sequence[str],
    kind: str,
    before: Cursor | None,
    now: datetime,
) -> Found:
    """The person's own with these words and of this kind, latest due first; never the partner's.

    Opens the words of MOST_OPENED at most, and the endings of what it finds.
    """
    ids, has_closed, last = [], False, None
    rows = _to_open(membership, before, now)
    rhythms: dict[UUID, RhythmWords | Unopened] = {}
    for row in rows[:MOST_OPENED]:
        last, words = row, _words_of(membership, row, rhythms)
        if isinstance(words, Unopened):
            has_closed = True
        elif _is_meant(words, terms, kind):
            ids.append(row[1])
            if len(ids) == MOST_FOUND:
                break
    views = promises_by_id(membership, ids)
    shown = [view for each in ids if (view := views.get(each))]
    opened = [view for view in shown if isinstance(view.words, PromiseWords)]
    return Found(
        views=opened,
        further=Cursor(*last[:2]) if last is not None and last is not rows[-1] else None,
        back_to=last[0] if last is not None else None,
        has_closed=has_closed or len(opened) < len(ids),
    )


def _to_open(membership: Membership, before: Cursor | None, now: datetime) -> list[Any]:
    rows = Promise.objects.filter(said_by_me(membership), ~IS_OPEN | once_or_soon(now))
    # No more than it takes, and no models: all else a search spends goes into opening.
    columns = ("due_at", "id", "words", "rhythm_id", "rhythm__words")
    found = _after(rows, before).order_by(*LATEST_FIRST).values_list(*columns)
    return list(found[: MOST_OPENED + 1])


def _words_of(
    membership: Membership, row: Any, rhythms: dict[UUID, RhythmWords | Unopened]
) -> PromiseWords | RhythmWords | Unopened:
    """One's own words alone: what is found is opened again with all that has to bear it out."""
    _due_at, row_id, sealed, rhythm_id, rhythm_words = row
    if sealed or not rhythm_words:
        context = membership.context(PROMISE_TABLE, row_id)
        opened = open_words(membership.keys, context, sealed, PromiseWords)
        return opened.words if isinstance(opened, Opened) else opened
    if rhythm_id not in rhythms:
        mine = membership.person_id
        rhythms[rhythm_id] = opened_words(membership, rhythm_id, mine, rhythm_words)
    return rhythms[rhythm_id]


def _is_meant(words: PromiseWords | RhythmWords, terms: Sequence[str], kind: str) -> bool:
    if words.taken_back or (kind and words.kind != kind):
        return False
    return has_all(terms, (words.text, words.cue))


@dataclass(frozen=True, slots=True)
class Story:
    """A promise with what it was moved from, the first one first, and what it was moved to."""

    view: PromiseView
    endings: Sequence[EndingView]
    before: Sequence[PromiseView] = ()
    after: Sequence[PromiseView] = ()


def story_of(membership: Membership, view: PromiseView, endings: Sequence[EndingView]) -> Story:
    """As far as it is borne out by what was signed, and is there for whoever looks."""
    if not (view.follows_id or view.state is State.MOVED):
        return Story(view, endings)
    others = {each.id: each for each in _moved_with(membership, view)}
    followers = {each.follows_id: each for each in others.values()}
    before, step = [], view
    while isinstance(step.words, PromiseWords) and step.follows_id in others:
        step = others.pop(step.follows_id)
        if step.state is not State.MOVED or step.last is None or step.is_mine != view.is_mine:
            break
        before.append(step)
    after, step = [], view
    while step.state is State.MOVED and (follower := followers.pop(step.id, None)):
        is_there = isinstance(follower.words, PromiseWords) and not follower.has_vanished
        if not is_there or follower.is_mine != view.is_mine:
            break
        after.append(follower)
        step = follower
    return Story(view, endings, before[::-1], after)


def _moved_with(membership: Membership, view: PromiseView) -> list[PromiseView]:
    column = Promise._meta.get_field("id")
    space, promise_id = (
        column.get_db_prep_value(each, connection) for each in (membership.space_id, view.id)
    )
    moves = RawSQL(MOVES, [space, promise_id, space, MOST_MOVES] * 2)  # noqa: S611 (a constant)
    rows = promise_rows().filter(~Q(id=view.id), space_id=membership.space_id, id__in=moves)
    # With their endings at once: a page has few queries to spend.
    said = (f"endings__{name}" for name in SAID)
    found: dict[UUID, tuple[Any, list[EndingView]]] = {}
    for row in rows.values_list(*SHOWN, "rhythm_words", *said).order_by("endings__number"):
        promise: Any = SimpleNamespace(**dict(zip((*SHOWN, "rhythm_words"), row, strict=False)))
        ending: Any = SimpleNamespace(**dict(zip(SAID, row[-len(SAID) :], strict=True)))
        _promise, endings = found.setdefault(promise.id, (promise, []))
        if ending.id is not None:
            endings.append(ending_view(membership, ending))
    return [promise_view(membership, row, endings) for row, endings in found.values()]
