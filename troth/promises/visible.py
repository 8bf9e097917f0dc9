"""What somebody may still see: not what the partner took back silently, before it was due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from troth.promises.models import Ending, Promise
from troth.promises.opening import PromiseView
from troth.promises.rules import State
from troth.record.models import Kind
from troth.record.queries import event_rows
from troth.spaces.membership import Membership

ONE_DAY = timedelta(days=1)


def visible(memberships: Iterable[Membership], views: list[PromiseView]) -> list[PromiseView]:
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
    """Those that were moved to one which was taken back: without a line it has no event, and its
    maker may have taken the line along.
    """
    since = min(view.ended_on or view.made_on for view in moved) - ONE_DAY
    rows = Promise.objects.filter(
        space_id=membership.space_id, follows_id__isnull=False, made_on__gte=since
    )
    told = event_rows(Kind.PROMISE).filter(space_id=membership.space_id, target_id=OuterRef("id"))
    emptied = Ending.objects.filter(space_id=membership.space_id, promise_id=OuterRef("id"))
    emptied = emptied.filter(person_id=OuterRef("maker_id"), words=b"")
    gone = Q(state=State.WITHDRAWN.value) & (Q(~Exists(told)) | Q(Exists(emptied)))
    found = rows.annotate(is_gone=gone).values_list("follows_id", "id", "is_gone")
    followers = {follows_id: (row_id, is_gone) for follows_id, row_id, is_gone in found}
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
