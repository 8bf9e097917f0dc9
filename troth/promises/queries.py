"""Reads of promises; each opens the words with the membership's keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from troth.promises.models import Ending, Promise
from troth.promises.opening import EndingView, PromiseView, ending_view, promise_view
from troth.promises.rules import State
from troth.promises.words import PromiseWords
from troth.spaces.membership import Membership

PAGE_SIZE = 20
BATCH = 200
MOST_OPEN = 200
# The columns that a page shows or holds against what was signed.
SHOWN = (
    "id", "maker_id", "made_on", "state", "due_kind", "due_on", "due_time", "due_zone", "due_at",
    "follows_id", "words",
)  # fmt: skip


def due_promises(membership: Membership, ids: Sequence[UUID]) -> list[PromiseView]:
    """Open promises by id, soonest due first."""
    rows = _open_rows().filter(space_id=membership.space_id, id__in=ids)
    # Sorted here, since having a few rows sorted costs more than reading them.
    return _open_views(membership, sorted(rows, key=lambda row: (row.due_at, row.id)))


def open_promises(membership: Membership) -> list[PromiseView]:
    """The person's own open promises, soonest due first.

    At most MOST_OPEN, the latest kept: after a long absence the oldest come once others have
    their word.
    """
    rows = _open_rows().filter(_mine(membership))
    latest = list(rows.order_by("-due_at", "-id")[:MOST_OPEN])
    return _open_views(membership, reversed(latest))


@cache
def _open_rows() -> QuerySet[Any, Any]:
    # Put together once, without making models: both take longer than having it answered.
    said = Ending.objects.filter(space_id=OuterRef("space_id"), promise_id=OuterRef("id"))
    rows = Promise.objects.filter(state=State.OPEN.value).annotate(has_ending=Exists(said))
    return rows.values_list(*SHOWN, "has_ending", named=True)


def _open_views(membership: Membership, rows: Iterable[Any]) -> list[PromiseView]:
    """Views of rows that say they are open; endings are read only where there are any.

    A row with one was opened again, or made to look open from outside: a second query tells.
    """
    found = list(rows)
    ended = [row.id for row in found if row.has_ending]
    endings = endings_by_promise(membership, ended) if ended else {}
    return [promise_view(membership, row, endings.get(row.id)) for row in found]


def ended_promises(membership: Membership, before: UUID | None) -> tuple[list[PromiseView], bool]:
    """A page of the person's own ended promises, latest due first, after the cursor's row.

    With whether there are more.
    """
    rows = Promise.objects.filter(_mine(membership)).exclude(state=State.OPEN.value)
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
        found[row.promise_id].append(ending_view(membership, row))
    return found


def _mine(membership: Membership) -> Q:
    """The person's own; in a private space all, so that one whose maker was changed shows it."""
    if membership.is_private:
        return Q(space_id=membership.space_id)
    return Q(space_id=membership.space_id, maker_id=membership.person_id)
