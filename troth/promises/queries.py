"""Reads of promises; each opens the words with the membership's keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from troth.promises import rules
from troth.promises.due import DueKind, DueValue
from troth.promises.models import Ending, Promise
from troth.promises.rules import EndingFact, Role, Standing, State, Step
from troth.promises.words import EndingWords, PromiseWords
from troth.sealing import Opened, Reason, Unopened, open_words
from troth.spaces.days import day_begins_at
from troth.spaces.membership import Membership

PROMISE_TABLE = "promises.promise"
ENDING_TABLE = "promises.ending"
PAGE_SIZE = 20
BATCH = 200
# The columns that a page shows or holds against what was signed.
SHOWN = (
    "id",
    "maker_id",
    "made_on",
    "state",
    "due_kind",
    "due_on",
    "due_time",
    "due_zone",
    "due_at",
    "follows_id",
    "words",
)


@dataclass(frozen=True, slots=True)
class PromiseView:
    """A promise as a page shows it; `words` holds a reason where it can't be shown."""

    id: UUID
    is_mine: bool
    made_on: date
    due: DueValue | None
    due_at: datetime
    state: State
    words: PromiseWords | Unopened
    follows_id: UUID | None
    ended_on: date | None = None
    is_late: bool = False

    def standing(self, now: datetime) -> Standing:
        return rules.standing_of(self.state, self.due_at, now)

    def steps(self, now: datetime) -> frozenset[Step]:
        if not self.is_mine or isinstance(self.words, Unopened):
            return frozenset()
        return rules.steps(self.state, Role.MAKER, self.due_at, now)


@dataclass(frozen=True, slots=True)
class EndingView:
    """One signed word on how a promise ended."""

    id: UUID
    person_id: UUID
    state: State
    happened_on: date
    is_late: bool
    words: EndingWords | Unopened


def due_promises(membership: Membership, ids: Sequence[UUID]) -> list[PromiseView]:
    """Open promises by id, soonest due first."""
    rows = _open_rows().filter(space_id=membership.space_id, id__in=ids)
    # Sorted here, since having a few rows sorted costs more than reading them.
    return _open_views(membership, sorted(rows, key=lambda row: (row.due_at, row.id)))


def open_promises(membership: Membership) -> list[PromiseView]:
    """The person's own open promises, soonest due first; at most a hundred."""
    rows = _open_rows().filter(space_id=membership.space_id, maker_id=membership.person_id)
    return _open_views(membership, rows.order_by("due_at", "id")[:100])


@cache
def _open_rows() -> QuerySet[Any, Any]:
    """Rows that say they are open, with whether there is an ending; put together once.

    Django takes longer to put this query together than the database to answer it, and half as
    long again to make whole models of the rows.
    """
    said = Ending.objects.filter(space_id=OuterRef("space_id"), promise_id=OuterRef("id"))
    rows = Promise.objects.filter(state=State.OPEN.value).annotate(has_ending=Exists(said))
    return rows.values_list(*SHOWN, "has_ending", named=True)


def _open_views(membership: Membership, rows: Iterable[Any]) -> list[PromiseView]:
    """Views of rows that say they are open; endings are read only where there are any.

    A row with one was made to look open from outside, so the second query is never needed.
    """
    found = list(rows)
    ended = [row.id for row in found if row.has_ending]
    endings = endings_by_promise(membership, ended) if ended else {}
    return [promise_view(membership, row, endings.get(row.id)) for row in found]


def ended_promises(membership: Membership, before: UUID | None) -> tuple[list[PromiseView], bool]:
    """A page of the person's own ended promises, latest due first, after the cursor's row.

    With whether there are more.
    """
    rows = _mine(membership).exclude(state=State.OPEN.value)
    if before is not None:
        last = rows.filter(id=before).values_list("due_at", "id").first()
        if last is not None:
            rows = rows.filter(Q(due_at__lt=last[0]) | Q(due_at=last[0], id__lt=last[1]))
    found = list(rows.order_by("-due_at", "-id")[: PAGE_SIZE + 1])
    page = found[:PAGE_SIZE]
    endings = endings_by_promise(membership, [row.id for row in page])
    views = [promise_view(membership, row, endings[row.id]) for row in page]
    return views, len(found) > PAGE_SIZE


def all_promises(
    membership: Membership,
) -> Iterator[tuple[PromiseView, list[EndingView]]]:
    """Every promise of the space with its endings, by id, read BATCH rows at a time."""
    rows = Promise.objects.filter(space_id=membership.space_id).order_by("id")
    batch = list(rows[:BATCH])
    while batch:
        endings = endings_by_promise(membership, [row.id for row in batch])
        for row in batch:
            yield promise_view(membership, row, endings[row.id]), endings[row.id]
        batch = list(rows.filter(id__gt=batch[-1].id)[:BATCH])


def promise_with_endings(
    membership: Membership, promise_id: UUID
) -> tuple[PromiseView, list[EndingView]] | None:
    """One promise of the space with all that was said of its end, oldest first."""
    row = Promise.objects.filter(space_id=membership.space_id, id=promise_id).first()
    if row is None:
        return None
    endings = endings_by_promise(membership, [row.id])[row.id]
    return promise_view(membership, row, endings), endings


def is_said(membership: Membership, promise_id: UUID, words: PromiseWords) -> bool:
    """Whether that promise stands there already, in these very words and for the same time."""
    row = Promise.objects.filter(space_id=membership.space_id, id=promise_id).first()
    said = None if row is None else promise_view(membership, row).words
    return isinstance(said, PromiseWords) and (said.text, said.cue, said.due, said.follows) == (
        words.text,
        words.cue,
        words.due,
        words.follows,
    )


def successor_of(membership: Membership, promise_id: UUID) -> PromiseView | None:
    """The promise that a moved one became."""
    row = Promise.objects.filter(space_id=membership.space_id, follows_id=promise_id).first()
    return None if row is None else promise_view(membership, row)


def endings_by_promise(
    membership: Membership, promise_ids: Iterable[UUID]
) -> dict[UUID, list[EndingView]]:
    """All endings of those promises by promise, in the order they were said."""
    found: dict[UUID, list[EndingView]] = defaultdict(list)
    rows = Ending.objects.filter(
        space_id=membership.space_id, promise_id__in=list(promise_ids)
    ).order_by("number")
    for row in rows:
        found[row.promise_id].append(_ending_view(membership, row))
    return found


def promise_view(
    membership: Membership, row: Promise, endings: Sequence[EndingView] | None = None
) -> PromiseView:
    """Open a row and hold its clear columns against what was signed.

    Without `endings` an open row's state is taken as it stands, so that a list of open promises
    needs no second query; an ended one always brings them.
    """
    state = _state(row.state)
    due = _clear_due(row)
    words = _checked_words(membership, row, due)
    last: EndingView | None = None
    if state is None:
        state, words = State.OPEN, Unopened(Reason.ALTERED)
    if endings is not None and not isinstance(words, Unopened):
        last = last_valid(row, endings)
        if state is not (last.state if last else State.OPEN):
            words = Unopened(Reason.ALTERED)
    return PromiseView(
        id=row.id,
        is_mine=row.maker_id == membership.person_id,
        made_on=row.made_on,
        due=due,
        due_at=row.due_at,
        state=state,
        words=words,
        follows_id=row.follows_id,
        ended_on=last.happened_on if last else None,
        is_late=bool(last and last.is_late),
    )


def last_valid(row: Promise, endings: Sequence[EndingView]) -> EndingView | None:
    """The ending that counts by what was signed and by whom, whatever the clear columns say."""
    by_fact = {
        EndingFact(
            state=ending.state,
            role=Role.MAKER if ending.person_id == row.maker_id else Role.RECEIVER,
            happened_at=datetime.fromisoformat(ending.words.happened),
            recorded_at=datetime.fromisoformat(ending.words.recorded),
        ): ending
        for ending in endings
        if not isinstance(ending.words, Unopened)
    }
    fact = rules.last_valid(by_fact, made_at=made_at(row), due_at=row.due_at)
    return None if fact is None else by_fact[fact]


def made_at(row: Promise) -> datetime:
    """The earliest instant of the day it was made, in the zone it was made in.

    Not in the person's present zone: moving house must not unmake an ending.
    """
    return day_begins_at(row.made_on, ZoneInfo(row.due_zone))


def _mine(membership: Membership):  # type: ignore[no-untyped-def]
    return Promise.objects.filter(space_id=membership.space_id, maker_id=membership.person_id)


def _state(text: str) -> State | None:
    """None for what no program of ours wrote: one such row must not break a whole page."""
    try:
        return State(text)
    except ValueError:
        return None


def _clear_due(row: Promise) -> DueValue | None:
    try:
        return DueValue(DueKind(row.due_kind), row.due_on, row.due_time, row.due_zone)
    except ValueError:
        return None


def _checked_words(
    membership: Membership, row: Promise, due: DueValue | None
) -> PromiseWords | Unopened:
    context = membership.context(PROMISE_TABLE, row.id, row.maker_id)
    opened = open_words(membership.keys, context, bytes(row.words), PromiseWords)
    if not isinstance(opened, Opened):
        return opened
    is_as_signed = (
        due is not None
        and due.as_text() == opened.words.due
        and due.instant() == row.due_at
        and row.made_on.isoformat() == opened.words.made_on
        and (str(row.follows_id) if row.follows_id else "") == opened.words.follows
    )
    return opened.words if is_as_signed else Unopened(Reason.ALTERED)


def _ending_view(membership: Membership, row: Ending) -> EndingView:
    context = membership.context(ENDING_TABLE, row.id, row.person_id)
    opened = open_words(membership.keys, context, bytes(row.words), EndingWords)
    state = _state(row.state)
    words: EndingWords | Unopened
    if isinstance(opened, Opened):
        words = opened.words
        clear = (
            str(row.promise_id),
            row.state,
            row.is_late,
            row.happened_on.isoformat(),
            row.recorded_on.isoformat(),
        )
        if state is None or clear != (
            words.promise,
            words.state,
            words.is_late,
            words.happened_on,
            words.recorded_on,
        ):
            words = Unopened(Reason.ALTERED)
    else:
        words = opened
    return EndingView(
        id=row.id,
        person_id=row.person_id,
        state=state or State.OPEN,
        happened_on=row.happened_on,
        is_late=row.is_late,
        words=words,
    )
