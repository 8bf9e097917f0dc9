"""Which spaces a person is in, and with what keys."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from troth.people.models import Person
from troth.people.queries import zone_of
from troth.sealing import Bundle, Context, KeyRing, Opened, Unopened, open_words
from troth.spaces.membership import MINE, OURS, Membership, Partner
from troth.spaces.models import Break, Invitation, Joining, Member, Space
from troth.spaces.words import MemberWords

MEMBER_TABLE = "spaces.member"
# What a membership is made of, the pairing and breaks that stand in a private space included.
MADE_OF = (
    "space_id", "id", "person_id", "left_on", "is_away", "quiet_until", "grants", "words",
    "space__kind", "space__epoch", "space__made_on", "space__ended_on", "space__joining__id",
    "space__invitation__joined_by", "has_breaks",
)  # fmt: skip


def memberships_of(person: Person, bundle: Bundle | None) -> list[Membership]:
    """All memberships of a person in one query: the private one, the shared one, ended ones."""
    members, present = _members_and_present()
    by_space: dict[UUID, list[Any]] = defaultdict(list)
    for row in members.filter(space_id__in=present.filter(person_id=person.id)):
        by_space[row.space_id].append(row)
    found = sorted((_membership(rows, person, bundle) for rows in by_space.values()), key=_order)
    own = next((each for each in found if each.is_private), None)
    return [each if each.is_private else replace(each, own=own) for each in found]


@cache
def _members_and_present() -> tuple[QuerySet[Any, Any], QuerySet[Member, UUID]]:
    # Put together once, without making models: both take longer than to have it answered.
    present = Member.objects.filter(left_on__isnull=True).values_list("space_id", flat=True)
    breaks = Break.objects.filter(space_id=OuterRef("space_id"))
    found = Member.objects.annotate(has_breaks=Exists(breaks))
    return found.values_list(*MADE_OF, named=True), present


def _order(membership: Membership) -> tuple[bool, bool, int]:
    ended = membership.ended_on
    return not membership.is_private, ended is not None, -(ended.toordinal() if ended else 0)


def version_of(person_id: str | UUID) -> int | None:
    """What the person's pages poll; it moves when something changed that they may see."""
    return next(iter(_versions().filter(person_id=person_id)[:1]), None)


@cache
def _versions() -> QuerySet[Member, int]:
    # Put together once: pages that wait ask for it all the time.
    rows = Member.objects.filter(space__kind=Space.Kind.PRIVATE)
    return rows.order_by("space_id").values_list("version", flat=True)


def spaces_left_by(person_id: UUID) -> list[UUID]:
    """Where somebody once was, and whoever they were there with still is; keyless."""
    rows = Member.objects.filter(person_id=person_id, left_on__isnull=False)
    return list(rows.order_by("space_id").values_list("space_id", flat=True))


def own_member_row(membership: Membership) -> Member:
    return Member.objects.get(space_id=membership.space_id, id=membership.member_id)


def member_rows() -> QuerySet[Member]:
    """Every member of every space: for the checks of rows that name one, keyless."""
    return Member.objects.all()


def space_rows() -> QuerySet[Space]:
    """Every space: for checks, keyless."""
    return Space.objects.all()


def invitation_rows() -> QuerySet[Invitation]:
    """Every invitation: for checks, keyless."""
    return Invitation.objects.all()


def joining_rows() -> QuerySet[Joining]:
    """Every joining: for checks, keyless."""
    return Joining.objects.all()


def _membership(rows: list[Any], person: Person, bundle: Bundle | None) -> Membership:
    """From the member rows of one space, the person's own among them."""
    own = next(row for row in rows if row.person_id == person.id)
    other = next((row for row in rows if row.person_id != person.id), None)
    is_private = _is_private(own, bundle)
    keys = _keys(own, other, is_private, bundle)
    words = _words(own, keys)
    return Membership(
        space_id=own.space_id,
        member_id=own.id,
        person_id=person.id,
        is_private=is_private,
        zone=zone_of(person),
        keys=keys,
        called=words if isinstance(words, Unopened) else words.called,
        made_on=own.space__made_on,
        where=_where(own, is_private),
        partner=None if other is None else _partner(other, keys),
        ended_on=own.space__ended_on,
        epoch=own.space__epoch,
        is_away=own.is_away,
        quiet_until=own.quiet_until,
        takes_replies=not isinstance(words, Unopened) and words.takes_replies,
        has_joined=own.space__joining__id is not None,
        is_joined=own.space__invitation__joined_by is not None,
        has_breaks=own.has_breaks,
    )


def _is_private(own: Any, bundle: Bundle | None) -> bool:
    """By the person's own keys where they are at hand, whatever the database calls it."""
    if bundle is None:
        return bool(own.space__kind == Space.Kind.PRIVATE)
    return bool(own.space_id == bundle.private_space_id)


def _where(own: Any, is_private: bool) -> str:
    if is_private:
        return MINE
    return OURS if own.space__ended_on is None else str(own.space_id)


def _partner(row: Any, keys: KeyRing | None) -> Partner:
    words, has_left = _words(row, keys), row.left_on is not None
    if isinstance(words, Unopened):
        return Partner(row.person_id, words, takes_replies=False, has_left=has_left)
    return Partner(row.person_id, words.called, words.takes_replies, has_left)


def _keys(own: Any, other: Any, is_private: bool, bundle: Bundle | None) -> KeyRing | None:
    """A private space's keys stand in the bundle itself, a shared one's in the member's grants."""
    if bundle is None:
        return None
    if is_private:
        return bundle.ring(own.person_id)
    partners = [] if other is None else [other.person_id]
    is_alone = own.space__ended_on is not None
    return bundle.shared_ring(own.space_id, own.person_id, partners, own.grants, is_alone=is_alone)


def _words(row: Any, keys: KeyRing | None) -> MemberWords | Unopened:
    context = Context(MEMBER_TABLE, row.space_id, row.id, row.person_id)
    opened = open_words(keys, context, row.words, MemberWords)
    return opened.words if isinstance(opened, Opened) else opened
