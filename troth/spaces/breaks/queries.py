"""Reads of breaks: one's own, and what a partner told of theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from troth.sealing import Opened, Reason, Unopened, open_words
from troth.spaces.breaks.rules import NO_BREAKS, Breaks, Span
from troth.spaces.membership import Membership
from troth.spaces.models import Break, Member
from troth.spaces.words import BreakWords

BREAK_TABLE = "spaces.break"
MOST_PAST = 12
BATCH = 200


@dataclass(frozen=True, slots=True)
class BreakView:
    """A break as a page shows it; `words` holds a reason where the days can't be borne out.

    `copy` and `copy_space` name what a partner was told, also where the days were changed since.
    """

    id: UUID
    person_id: UUID
    span: Span
    made_on: date
    words: BreakWords | Unopened
    copy: str = ""
    copy_space: str = ""

    def told_in(self, shared: Membership | None) -> UUID | None:
        """The id of the copy with which the partner of that space was told."""
        if shared is None or not self.copy or self.copy_space != str(shared.space_id):
            return None
        return UUID(self.copy)


@dataclass(frozen=True, slots=True)
class KnownBreaks:
    """One's own breaks, and by shared space those that its other person told."""

    mine: Breaks = NO_BREAKS
    told: Mapping[UUID, Breaks] = field(default_factory=dict)

    def of(self, space_id: UUID, *, is_mine: bool) -> Breaks:
        return self.mine if is_mine else self.told.get(space_id, NO_BREAKS)


NONE_KNOWN = KnownBreaks()


def have_breaks(memberships: Iterable[Membership]) -> bool:
    """Whether it is worth asking: any break stands where one may read it."""
    return any(each.has_breaks for found in memberships for each in _with_own(found))


def breaks_between(memberships: Iterable[Membership], first: date, last: date) -> KnownBreaks:
    """What is known of these days, both among them, for whoever looks; at most one query.

    What isn't borne out by a signature counts for nothing. Without any break there is no query.
    """
    by_space = {each.space_id: each for found in memberships for each in _with_own(found)}
    asked = [space_id for space_id, found in by_space.items() if found.has_breaks]
    if not asked:
        return NONE_KNOWN
    mine: list[Span] = []
    told: dict[UUID, list[Span]] = {}
    lasting = Q(until_on__isnull=True) | Q(until_on__gte=first)
    for row in Break.objects.filter(lasting, space_id__in=asked, from_on__lte=last):
        there = by_space[row.space_id]
        view = break_view(there, row)
        if isinstance(view.words, Unopened):
            continue
        if there.is_private:
            mine.append(view.span)
        elif row.person_id != there.person_id:
            told.setdefault(there.space_id, []).append(view.span)
    return KnownBreaks(Breaks(tuple(mine)), {each: Breaks(tuple(of)) for each, of in told.items()})


def _with_own(membership: Membership) -> Sequence[Membership]:
    return [membership] if membership.own is None else [membership, membership.own]


def break_of(mine: Membership, break_id: UUID) -> BreakView | None:
    """One's own break by its id, as far as it opens."""
    row = _own_rows(mine).filter(id=break_id).first()
    return None if row is None else break_view(mine, row)


def own_breaks(mine: Membership, today: date) -> list[BreakView]:
    """One's own that aren't over, soonest first."""
    if not mine.has_breaks:
        return []
    lasting = Q(until_on__isnull=True) | Q(until_on__gte=today)
    return [break_view(mine, row) for row in _own_rows(mine).filter(lasting).order_by("from_on")]


def past_breaks(mine: Membership, today: date) -> list[BreakView]:
    """The last ones of one's own that are over, latest first."""
    if not mine.has_breaks:
        return []
    rows = _own_rows(mine).filter(until_on__lt=today).order_by("-from_on")[:MOST_PAST]
    return [break_view(mine, row) for row in rows]


def partners_breaks(shared: Membership, today: date) -> list[Span]:
    """What the partner told of breaks that aren't over, soonest first."""
    if not shared.has_breaks or shared.partner is None:
        return []
    lasting = Q(until_on__isnull=True) | Q(until_on__gte=today)
    rows = Break.objects.filter(
        lasting, space_id=shared.space_id, person_id=shared.partner.person_id
    )
    views = [break_view(shared, row) for row in rows.order_by("from_on")]
    return [view.span for view in views if not isinstance(view.words, Unopened)]


def all_breaks(membership: Membership) -> list[BreakView]:
    """Every break of a space that doesn't stand in another one of the reader's too, by id.

    One's own leave from the private space, where they stand whether told or not.
    """
    if not membership.has_breaks:
        return []
    rows = Break.objects.filter(space_id=membership.space_id).order_by("id")
    if not membership.is_private:
        rows = rows.exclude(person_id=membership.person_id)
    return [break_view(membership, row) for row in rows]


def breaks_since(person_ids: Collection[UUID], first: date) -> Mapping[UUID, Breaks]:
    """By person, which days from that one on they said they were on a break: keyless.

    By clear columns alone, so only for what rests meanwhile.
    """
    lasting = Q(until_on__isnull=True) | Q(until_on__gte=first)
    spans: dict[UUID, list[Span]] = defaultdict(list)
    # By their spaces, as rows are found and kept.
    theirs = Member.objects.filter(person_id__in=person_ids).values("space_id")
    for row in Break.objects.filter(lasting, space_id__in=theirs, person_id__in=person_ids):
        if (span := _span(row)) is not None:
            spans[row.person_id].append(span)
    return {person_id: Breaks(tuple(spans[person_id])) for person_id in person_ids}


def break_rows() -> QuerySet[Break]:
    """Every break: for checks, keyless."""
    return Break.objects.all()


def _own_rows(mine: Membership) -> QuerySet[Break]:
    return Break.objects.filter(space_id=mine.space_id)


def break_view(membership: Membership, row: Break) -> BreakView:
    """Open a row and hold its days against what was signed."""
    context = membership.context(BREAK_TABLE, row.id, row.person_id)
    opened = open_words(membership.keys, context, row.words, BreakWords)
    span, copy, copy_space = _span(row), "", ""
    words: BreakWords | Unopened
    if isinstance(opened, Opened):
        words = opened.words
        copy, copy_space = words.copy, words.copy_space
        if span is None or not _is_as_signed(row, words):
            words = Unopened(Reason.ALTERED)
    else:
        words = opened
    shown = span or Span(row.from_on)
    return BreakView(row.id, row.person_id, shown, row.made_on, words, copy, copy_space)


def _span(row: Break) -> Span | None:
    try:
        return Span(row.from_on, row.until_on)
    except ValueError:
        return None


def _is_as_signed(row: Break, words: BreakWords) -> bool:
    return (words.from_on, words.until_on, words.made_on) == (
        row.from_on.isoformat(),
        row.until_on.isoformat() if row.until_on else None,
        row.made_on.isoformat(),
    )
