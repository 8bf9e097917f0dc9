"""Writes about spaces and members."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from troth.sealing import Context, KeyRing, revision_of, seal_words
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.spaces.models import Member, Space
from troth.spaces.queries import MEMBER_TABLE
from troth.spaces.words import MemberWords


@transaction.atomic
def make_private_space(person_id: UUID, ring: KeyRing, called: str, now: datetime) -> Space:
    """A person's own space, with themselves as its one member."""
    today = now.date()
    space = Space.objects.create(id=ring.space_id, kind=Space.Kind.PRIVATE, made_on=today)
    member_id = new_id(today)
    context = Context(MEMBER_TABLE, space.id, member_id, person_id)
    Member.objects.create(
        space=space,
        id=member_id,
        person_id=person_id,
        joined_on=today,
        words=seal_words(ring, context, MemberWords(called)),
    )
    return space


@transaction.atomic
def hold_space(membership: Membership, now: datetime) -> None:
    """One writer at a time, until the caller's transaction ends."""
    Space.objects.select_for_update().get(id=membership.space_id)


@transaction.atomic
def change_called(membership: Membership, called: str, now: datetime) -> None:
    """Change what oneself is called in a space; the change is a further revision.

    What was damaged from outside is replaced, and begins anew.
    """
    ring = membership.ring()
    row = Member.objects.select_for_update().get(
        space_id=membership.space_id, id=membership.member_id
    )
    context = membership.context(MEMBER_TABLE, row.id)
    try:
        revision = revision_of(bytes(row.words)) + 1
    except (ValueError, TypeError):
        # TypeError: SQLite gives text where somebody stored it in place of bytes.
        revision = 1
    row.words = seal_words(ring, context, MemberWords(called), revision)
    row.save(update_fields=["words"])


@transaction.atomic
def erase_space(space_id: UUID, now: datetime) -> None:
    """A space and its members, once no capability above has a row in it any longer."""
    Member.objects.filter(space_id=space_id).delete()
    Space.objects.filter(id=space_id).delete()
