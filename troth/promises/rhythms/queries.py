"""Reads of rhythms; each opens the words with the membership's keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter
from uuid import UUID

from django.db.models import Q

from troth.promises.models import Promise, Rhythm
from troth.promises.rhythms.opening import RhythmView, rhythm_view
from troth.promises.rhythms.rules import Span
from troth.promises.rhythms.words import RhythmWords
from troth.promises.rules import State
from troth.spaces.membership import Membership

# One for whom more go on than this has a plan, not small promises.
MOST_AT_ONCE = 100
BATCH = 200


def rhythms_of(memberships: Sequence[Membership], now: datetime) -> list[RhythmView]:
    """Those of these spaces that go on, in the order in which they were made, in one query."""
    by_space = {found.space_id: found for found in memberships}
    # One person's spaces are read by one day: theirs.
    today = memberships[0].today(now)
    rows = Rhythm.objects.filter(space_id__in=by_space, until__gte=today)
    # Sorted and sifted here: to have it done costs more than reading a few rows.
    found = sorted((row for row in rows if _goes_on(row, today)), key=attrgetter("id"))
    return [rhythm_view(by_space[row.space_id], row) for row in found]


def _goes_on(row: Rhythm, today: date) -> bool:
    return row.stopped_on is None or row.stopped_on > today


def rhythm(membership: Membership, rhythm_id: UUID, today: date) -> RhythmView | None:
    """One rhythm that the person can see: the partner's as long as it goes on."""
    row = Rhythm.objects.filter(space_id=membership.space_id, id=rhythm_id).first()
    if row is None:
        return None
    view = rhythm_view(membership, row)
    return view if view.is_mine or view.span(today) is not Span.STOPPED else None


def rhythms_by_id(membership: Membership, ids: Iterable[UUID]) -> list[RhythmView]:
    """Those of one's own rhythms, in the order in which they were made."""
    rows = Rhythm.objects.filter(space_id=membership.space_id, id__in=list(ids)).order_by("id")
    views = [rhythm_view(membership, row) for row in rows]
    return [view for view in views if view.is_mine]


def all_that_go_on(membership: Membership, now: datetime) -> list[RhythmView]:
    """The person's own of a space that still go on, wherever their day may be."""
    rows = Rhythm.objects.filter(space_id=membership.space_id, maker_id=membership.person_id)
    since = (now - timedelta(days=2)).date()
    rows = rows.filter(_not_stopped(since), until__gte=since).order_by("id")
    return [rhythm_view(membership, row) for row in rows]


def every_rhythm(membership: Membership) -> Iterator[RhythmView]:
    """Every rhythm of a space, the ones that rest included, read BATCH rows at a time."""
    rows = Rhythm.objects.filter(space_id=membership.space_id).order_by("id")
    batch = list(rows[:BATCH])
    while batch:
        yield from (rhythm_view(membership, row) for row in batch)
        batch = list(rows.filter(id__gt=batch[-1].id)[:BATCH])


def days_until(membership: Membership, rhythm_id: UUID, last: date) -> list[tuple[UUID, date]]:
    """The promises of a rhythm up to a day, in the order of their days."""
    rows = Promise.objects.filter(
        space_id=membership.space_id, rhythm_id=rhythm_id, due_on__lte=last
    )
    return list(rows.order_by("due_on").values_list("id", "due_on"))


def own_words_ahead(membership: Membership, rhythm_id: UUID, now: datetime) -> list[date]:
    """The days still to come of a rhythm that its maker gave words of their own."""
    rows = Promise.objects.filter(
        space_id=membership.space_id, rhythm_id=rhythm_id, state=State.OPEN.value, due_at__gt=now
    )
    return list(rows.exclude(words=b"").order_by("due_on").values_list("due_on", flat=True))


def count_that_go_on(membership: Membership, today: date) -> int:
    """How many of the person's own go on in a space."""
    rows = Rhythm.objects.filter(space_id=membership.space_id, maker_id=membership.person_id)
    return rows.filter(_not_stopped(today), until__gte=today).count()


def _not_stopped(by: date) -> Q:
    return Q(stopped_on__isnull=True) | Q(stopped_on__gt=by)


def is_begun(membership: Membership, rhythm_id: UUID, words: RhythmWords) -> bool:
    """Whether the person's rhythm stands there already, in these very words."""
    row = Rhythm.objects.filter(space_id=membership.space_id, id=rhythm_id).first()
    return row is not None and rhythm_view(membership, row).words == words


def is_followed_by(membership: Membership, rhythm_id: UUID, other_id: UUID) -> bool:
    """Whether that one was begun in its place."""
    rows = Rhythm.objects.filter(space_id=membership.space_id, id=other_id)
    return rows.filter(follows_id=rhythm_id, maker_id=membership.person_id).exists()


def held_row(membership: Membership, rhythm_id: UUID) -> Rhythm:
    """The person's own, held until the caller's transaction ends; raises Rhythm.DoesNotExist."""
    held = Rhythm.objects.select_for_update()
    return held.get(space_id=membership.space_id, id=rhythm_id, maker_id=membership.person_id)
