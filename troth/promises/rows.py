"""Promises as rows: how they are read, and opened into views."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import DateField, F, Func, OuterRef, Q, QuerySet, Subquery

from troth.promises.models import Ending, Promise
from troth.promises.opening import EndingView, PromiseView, ending_view, promise_view
from troth.promises.resting import with_breaks
from troth.promises.rules import State
from troth.promises.visible import visible
from troth.spaces.breaks.queries import KnownBreaks
from troth.spaces.membership import Membership

# The columns that a page shows or holds against what was signed.
SHOWN = (
    "space_id", "id", "maker_id", "made_on", "state", "due_kind", "due_on", "due_time", "due_zone",
    "due_at", "follows_id", "rhythm_id", "words",
)  # fmt: skip
LATEST_FIRST = ("-due_at", "-id")
IS_OPEN, IS_MOVED = Q(state=State.OPEN.value), Q(state=State.MOVED.value)


def promise_rows() -> QuerySet[Any, Any]:
    """Promises as they are opened: with the words of the rhythm that they are of, if any."""
    return Promise.objects.annotate(rhythm_words=F("rhythm__words"))


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
def shown_rows() -> QuerySet[Any, Any]:
    # Put together once, without making models: both take longer than having it answered.
    said = Ending.objects.filter(space_id=OuterRef("space_id"), promise_id=OuterRef("id"))
    # As a plain function: Django's own Max would group, and to sort them takes longer.
    last = Func("recorded_on", function="MAX", output_field=DateField())
    rows = promise_rows().annotate(said_on=Subquery(said.values_list(last)))
    named: QuerySet[Any, Any] = rows.values_list(*SHOWN, "rhythm_words", "said_on", named=True)
    return named


@cache
def shown_latest_first() -> QuerySet[Any, Any]:
    return shown_rows().order_by(*LATEST_FIRST)


def opened_views(
    memberships: Sequence[Membership], rows: Sequence[Any], breaks: KnownBreaks | None = None
) -> list[PromiseView]:
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
    return with_breaks(memberships, visible(memberships, views), breaks)


def _may_have_ended(row: Any) -> bool:
    return row.said_on is not None or row.state != State.OPEN.value


def said_by_me(membership: Membership) -> Q:
    """The person's own; in a private space all, so that one whose maker was changed shows it."""
    if membership.is_private:
        return Q(space_id=membership.space_id)
    return Q(space_id=membership.space_id, maker_id=membership.person_id)
