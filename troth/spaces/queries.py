"""Which spaces a person is in, and with what keys."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from troth.people.models import Person
from troth.people.queries import zone_of
from troth.sealing import Bundle, Context, KeyRing, Opened, Unopened, open_words
from troth.spaces.membership import Membership
from troth.spaces.models import Member, Space
from troth.spaces.words import MemberWords

MEMBER_TABLE = "spaces.member"


def memberships_of(person: Person, bundle: Bundle | None) -> list[Membership]:
    """All memberships of a person, the private one first, in one query."""
    rows = Member.objects.select_related("space").filter(person_id=person.id)
    found = [_membership(row, person, bundle) for row in rows]
    return sorted(found, key=lambda membership: not membership.is_private)


def own_member_row(membership: Membership) -> Member:
    return Member.objects.get(space_id=membership.space_id, id=membership.member_id)


def member_rows() -> QuerySet[Member]:
    """Every member of every space: for the checks of rows that name one, keyless."""
    return Member.objects.all()


def _membership(row: Member, person: Person, bundle: Bundle | None) -> Membership:
    keys = _keys(row, person.id, bundle)
    return Membership(
        space_id=row.space_id,
        member_id=row.id,
        person_id=person.id,
        is_private=row.space.kind == Space.Kind.PRIVATE,
        zone=zone_of(person),
        keys=keys,
        called=_called(row, keys),
    )


def _keys(row: Member, person_id: UUID, bundle: Bundle | None) -> KeyRing | None:
    """The private space's keys stand in the bundle itself; no other has any yet."""
    if bundle is None or bundle.private_space_id != row.space_id:
        return None
    return bundle.ring(person_id)


def _called(row: Member, keys: KeyRing | None) -> str | Unopened:
    context = Context(MEMBER_TABLE, row.space_id, row.id, row.person_id)
    opened = open_words(keys, context, row.words, MemberWords)
    return opened.words.called if isinstance(opened, Opened) else opened
