"""Reads of what was handed over: only what its rule allows whoever asks to read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from troth.practices.models import SharedAnswer
from troth.practices.opening import SharedView, shared_view
from troth.record.models import Kind
from troth.sealing import topics_of
from troth.spaces.membership import Membership

PAGE_SIZE = 20
BATCH = 200
# Stands in the place of practice and step where somebody replies to the other's words.
REPLY = "reply"
# The same where two talked with one phone between them.
TALKED = "talked"
# As which kinds of the record the partner is told of something.
TOLD_AS = (Kind.RITUAL, Kind.APPRECIATION, Kind.PRACTICE)


def step_topics(ours: Membership, practice_id: str, occasion: str, step_id: str) -> list[UUID]:
    """The opaque names of one step on one occasion: both have the same."""
    return topics_of(ours.ring(), "step", practice_id, occasion, step_id)


def shared_answer(ours: Membership, shared_id: UUID) -> SharedView | None:
    """One that the person may read; None where there is none, or its rule holds it back."""
    rows = SharedAnswer.objects.filter(space_id=ours.space_id, id=shared_id)
    return next(iter(_readable(ours, rows)), None)


def readable(ours: Membership, ids: Collection[UUID]) -> dict[UUID, SharedView]:
    """Those of them that the person may read, by id."""
    rows = SharedAnswer.objects.filter(space_id=ours.space_id, id__in=list(ids))
    return {view.id: view for view in _readable(ours, rows)}


def told_to(
    ours: Membership, ids: Collection[UUID], now: datetime
) -> tuple[list[SharedView], list[SharedView]]:
    """Of those the partner's: what the person may read, the latest first; and what waits for them.

    The words of what waits are for finding the script alone: they are not to be shown.
    """
    if not ids:
        return [], []
    rows = SharedAnswer.objects.filter(space_id=ours.space_id, id__in=list(ids))
    theirs = list(rows.exclude(person_id=ours.person_id).order_by("-given_on", "-id"))
    waiting = [shared_view(ours, row) for row in theirs if row.meets_id is None]
    return _readable(ours, theirs), [view for view in waiting if view.is_awake(now)]


def with_the_others(ours: Membership, ids: Iterable[UUID]) -> dict[UUID, SharedView]:
    """What opened one's own answers, by one's own answer's id."""
    own = SharedAnswer.objects.filter(space_id=ours.space_id, id__in=list(ids))
    found = {row.meets_id: row.id for row in own if row.meets_id is not None}
    return {found[view.id]: view for view in readable(ours, found).values()}


def between_the_two(
    ours: Membership, before: tuple[date, UUID] | None
) -> tuple[list[SharedView], tuple[date, UUID] | None]:
    """A page of what both can read, the latest day first, and after which row it goes on."""
    rows = _both_can_read(ours).order_by("-given_on", "-id")
    if before is not None:
        day, row_id = before
        rows = rows.filter(Q(given_on__lt=day) | Q(given_on=day, id__lt=row_id))
    found = list(rows[: PAGE_SIZE + 1])
    # Of the rows, not of what is shown: one that doesn't open cuts nothing off.
    last = found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None
    further = (last.given_on, last.id) if last is not None else None
    return _readable(ours, found[:PAGE_SIZE]), further


def replies_to(ours: Membership, ids: Iterable[UUID]) -> dict[UUID, SharedView]:
    """The replies to answers, by the answer's id: one each, from whoever received it."""
    topics = {
        topic: answer_id
        for answer_id in ids
        for topic in step_topics(ours, REPLY, str(answer_id), REPLY)
    }
    rows = SharedAnswer.objects.filter(space_id=ours.space_id, topic__in=list(topics))
    views = [(topics[row.topic], shared_view(ours, row)) for row in rows]
    return {answer_id: view for answer_id, view in views if _is_reply_to(view, answer_id)}


def theirs_of_step(
    ours: Membership, practice_id: str, occasion: str, step_id: str
) -> SharedView | None:
    """The partner's latest words of a step on that occasion that have no reply yet, if one may
    read them."""
    topics = step_topics(ours, practice_id, occasion, step_id)
    # A newer one that waits hides none that has opened: it would tell of itself.
    rows = _both_can_read(ours).filter(topic__in=topics)
    latest = rows.exclude(person_id=ours.person_id).order_by("-given_on", "-id")[:1]
    for view in _readable(ours, latest):
        if view.words and not view.is_taken_back and not replies_to(ours, [view.id]):
            return view
    return None


def own_unmet(ours: Membership, topics: Collection[UUID]) -> SharedAnswer | None:
    """One's own answer of a step that waits for the other's still, from another device perhaps."""
    return _unmet(ours, topics).filter(person_id=ours.person_id).first()


def theirs_to_meet(
    ours: Membership, topics: Collection[UUID], *, is_held: bool
) -> SharedAnswer | None:
    """The other's that waits for one's own, awake or asleep; or, where one's own waits for both
    (`is_held`), one that they have opened by themselves.
    """
    rows = SharedAnswer.objects.select_for_update().filter(
        space_id=ours.space_id, topic__in=list(topics), meets_id__isnull=True
    )
    if not is_held:
        rows = rows.filter(waits_until__isnull=False)
    theirs = rows.exclude(person_id=ours.person_id).order_by("-id")
    # Words that were taken back open nothing.
    return next((row for row in theirs if not shared_view(ours, row).is_taken_back), None)


def every_readable(ours: Membership) -> Iterator[SharedView]:
    """All that the person may read, by id, BATCH rows at a time: for an export."""
    rows = SharedAnswer.objects.filter(space_id=ours.space_id).order_by("id")
    batch = list(rows[:BATCH])
    while batch:
        yield from _readable(ours, batch)
        batch = list(rows.filter(id__gt=batch[-1].id)[:BATCH])


def _unmet(ours: Membership, topics: Collection[UUID]) -> QuerySet[SharedAnswer]:
    return SharedAnswer.objects.select_for_update().filter(
        space_id=ours.space_id,
        topic__in=list(topics),
        waits_until__isnull=False,
        meets_id__isnull=True,
    )


def _both_can_read(ours: Membership) -> QuerySet[SharedAnswer]:
    rows = SharedAnswer.objects.filter(space_id=ours.space_id)
    return rows.filter(Q(waits_until__isnull=True) | Q(meets_id__isnull=False))


def _readable(ours: Membership, rows: Iterable[Any]) -> list[SharedView]:
    """What of it the reader may read, opened; what met is read in one further query."""
    found = list(rows)
    met = [row.meets_id for row in found if row.meets_id is not None]
    others = {}
    if met:
        wanted = SharedAnswer.objects.filter(space_id=ours.space_id, id__in=met)
        others = {row.id: row for row in wanted}
    views = [shared_view(ours, row, others.get(row.meets_id)) for row in found]
    return [view for view in views if view.may_be_read]


def _is_reply_to(view: SharedView, answer_id: UUID) -> bool:
    return bool(view.words) and getattr(view.words, "to", "") == str(answer_id)
