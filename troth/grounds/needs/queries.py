"""Reads of needs; each opens the words with the membership's keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from troth.grounds.models import Need
from troth.grounds.needs.rules import MOST
from troth.grounds.needs.words import NeedWords
from troth.sealing import Opened, Reason, Unopened, open_words
from troth.spaces.membership import Membership

NEED_TABLE = "grounds.need"
PAGE_SIZE = 40
BATCH = 200


@dataclass(frozen=True, slots=True)
class NeedView:
    """A need as a page shows it; `words` holds a reason where it can't be shown."""

    id: UUID
    person_id: UUID
    is_mine: bool
    made_on: date
    rests_on: date | None
    words: NeedWords | Unopened
    revision: int

    @property
    def text(self) -> str:
        """Empty where it was taken back, or can't be opened."""
        if isinstance(self.words, Unopened) or self.words.taken_back:
            return ""
        return self.words.text

    @property
    def is_taken_back(self) -> bool:
        return isinstance(self.words, NeedWords) and self.words.taken_back


@dataclass(frozen=True, slots=True)
class Further:
    """Where a page of what rests goes on: behind that row."""

    on: date
    id: UUID


def needs_of(membership: Membership) -> list[NeedView]:
    """What stands, in the order of its days: one's own and, in a shared space, the partner's.

    What was taken back stands there without its text.
    """
    rows = Need.objects.filter(space_id=membership.space_id, rests_on__isnull=True)
    # More than both of them may have.
    return [need_view(membership, row) for row in rows.order_by("id")[: 2 * MOST]]


def need_of(membership: Membership, need_id: UUID) -> NeedView | None:
    """One need that the person may read; what rests is for its author alone."""
    row = _readable(membership).filter(id=need_id).first()
    return None if row is None else need_view(membership, row)


def rested_needs(
    membership: Membership, before: Further | None
) -> tuple[list[NeedView], Further | None]:
    """A page of the person's own that rest, the latest first; and where to go on, if anywhere."""
    rows = _own(membership).filter(rests_on__isnull=False).order_by("-rests_on", "-id")
    if before is not None:
        same_day = Q(rests_on=before.on, id__lt=before.id)
        rows = rows.filter(Q(rests_on__lt=before.on) | same_day)
    found = list(rows[: PAGE_SIZE + 1])
    last = found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None
    further = Further(last.rests_on, last.id) if last and last.rests_on else None
    return [need_view(membership, row) for row in found[:PAGE_SIZE]], further


def readable_needs(membership: Membership) -> Iterator[NeedView]:
    """All that the person may read, by id, BATCH at a time: no cursor stays open meanwhile."""
    rows = _readable(membership).order_by("id")
    batch = list(rows[:BATCH])
    while batch:
        for row in batch:
            yield need_view(membership, row)
        batch = list(rows.filter(id__gt=batch[-1].id)[:BATCH])


def count_of_own(membership: Membership) -> int:
    """How many of the person's own stand; opens none."""
    return _own(membership).filter(rests_on__isnull=True).count()


def need_view(membership: Membership, row: Need) -> NeedView:
    """Open a row and hold its days against what was signed."""
    context = membership.context(NEED_TABLE, row.id, row.person_id)
    opened = open_words(membership.keys, context, row.words, NeedWords)
    words: NeedWords | Unopened
    revision = 0
    if not isinstance(opened, Opened):
        words = opened
    elif not _is_as_signed(row, opened.words):
        words = Unopened(Reason.ALTERED)
    else:
        words, revision = opened.words, opened.revision
    return NeedView(
        id=row.id,
        person_id=row.person_id,
        is_mine=row.person_id == membership.person_id,
        made_on=row.made_on,
        rests_on=row.rests_on,
        words=words,
        revision=revision,
    )


def _is_as_signed(row: Need, words: NeedWords) -> bool:
    rests_on = row.rests_on.isoformat() if row.rests_on else None
    return (words.made_on, words.rests_on) == (row.made_on.isoformat(), rests_on)


def _own(membership: Membership) -> QuerySet[Need]:
    return Need.objects.filter(space_id=membership.space_id, person_id=membership.person_id)


def _readable(membership: Membership) -> QuerySet[Need]:
    own_or_standing = Q(person_id=membership.person_id) | Q(rests_on__isnull=True)
    return Need.objects.filter(own_or_standing, space_id=membership.space_id)
