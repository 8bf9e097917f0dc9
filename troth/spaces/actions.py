"""Writes about spaces and members."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from troth.sealing import (
    Context,
    KeyRing,
    SpaceKey,
    revision_of,
    seal_grant,
    seal_words,
)
from troth.spaces.days import day_begins_at
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.spaces.models import Break, Invitation, Joining, Member, Space
from troth.spaces.queries import MEMBER_TABLE
from troth.spaces.words import MemberWords

ONE_DAY = timedelta(days=1)


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


@dataclass(frozen=True, slots=True)
class NewMember:
    """Whose `place` it is, the key to seal to them, and what they are called, sealed already."""

    place: Context
    sharing_key: bytes
    words: bytes


@transaction.atomic
def make_shared_space(ring: KeyRing, members: Iterable[NewMember], now: datetime) -> None:
    """A space for two, each of whom is granted the ring's key by the ring's person."""
    Space.objects.create(id=ring.space_id, kind=Space.Kind.SHARED, made_on=now.date())
    for member in members:
        grant = seal_grant(
            ring.current,
            space_id=ring.space_id,
            epoch=1,
            member_id=member.place.author_id,
            to=member.sharing_key,
            giver_id=ring.person_id,
            signer=ring.signer,
        )
        Member.objects.create(
            space_id=ring.space_id,
            id=member.place.row_id,
            person_id=member.place.author_id,
            joined_on=now.date(),
            grants=grant,
            words=member.words,
        )


@transaction.atomic
def hold_space(membership: Membership, now: datetime) -> bool:
    """One writer at a time, until the caller's transaction ends; whether the space still goes on.

    Since the membership was read, the other may have left.
    """
    # Not the key: a new row only needs the space's id to stay, and waits for nobody.
    held = Space.objects.select_for_update(no_key=True).filter(id=membership.space_id)
    return any(space.ended_on is None for space in held)


@transaction.atomic
def change_called(membership: Membership, called: str, now: datetime) -> None:
    """Change what oneself is called in a space; the change is a further revision.

    What was damaged from outside is replaced, and begins anew.
    """
    _change_words(membership, MemberWords(called, membership.takes_replies))


class Nameless(Exception):
    """What somebody is called in a space can't be opened: first they say it anew."""


@transaction.atomic
def take_replies(membership: Membership, takes: bool, now: datetime) -> None:
    """Let the partner say how one's promises landed, or not. Raises Locked, Nameless.

    Without the name replies are off already: a row that doesn't open allows none.
    """
    membership.ring()
    if not isinstance(membership.called, str):
        raise Nameless
    _change_words(membership, MemberWords(membership.called, takes))


def _change_words(membership: Membership, words: MemberWords) -> None:
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
    row.words = seal_words(ring, context, words, revision)
    row.save(update_fields=["words"])


@transaction.atomic
def step_away(membership: Membership, is_away: bool, now: datetime) -> None:
    """Be left in peace by a shared space, or come back; the other sees no difference."""
    Member.objects.filter(space_id=membership.space_id, id=membership.member_id).update(
        is_away=is_away
    )


@transaction.atomic
def be_quiet(mine: Membership, is_quiet: bool, now: datetime) -> None:
    """Be asked for nothing until the next day begins, or be asked again; for oneself alone."""
    until = day_begins_at(mine.today(now) + ONE_DAY, mine.zone) if is_quiet else None
    Member.objects.filter(space_id=mine.space_id, id=mine.member_id).update(quiet_until=until)


@transaction.atomic
def show_change_to(person_id: UUID, now: datetime, steps: int = 1) -> None:
    """Let the pages of somebody who waits notice; only for what they may see.

    Steps back are for what was undone, and leaves no trace.
    """
    Member.objects.filter(person_id=person_id, space__kind=Space.Kind.PRIVATE).update(
        version=F("version") + steps
    )


@transaction.atomic
def renew_key(membership: Membership, sharing_key: bytes, now: datetime) -> None:
    """Make and sign the key of an epoch that began when the other left, for oneself alone."""
    ring = membership.ring()
    space = Space.objects.select_for_update().get(id=membership.space_id)
    row = Member.objects.select_for_update().get(space_id=space.id, id=membership.member_id)
    grant = seal_grant(
        SpaceKey.generate(),
        space_id=space.id,
        epoch=space.epoch,
        member_id=membership.person_id,
        to=sharing_key,
        giver_id=membership.person_id,
        signer=ring.signer,
    )
    row.grants = bytes(row.grants) + grant
    row.save(update_fields=["grants"])


@transaction.atomic
def leave_space(membership: Membership, now: datetime) -> bool:
    """Take the person out of a shared space at once, keys and all; needs no key.

    The epoch goes up, so that whoever stays makes a new key. True if nobody is left in it.
    """
    space = Space.objects.select_for_update(no_key=True).get(id=membership.space_id)
    today = now.date()
    own = Member.objects.filter(space_id=space.id, id=membership.member_id, left_on__isnull=True)
    if own.update(left_on=today, grants=b"", is_away=False):
        space.epoch += 1
        space.ended_on = space.ended_on or today
        space.save(update_fields=["epoch", "ended_on"])
    return not Member.objects.filter(space_id=space.id, left_on__isnull=True).exists()


@transaction.atomic
def take_back_name(space_id: UUID, person_id: UUID, now: datetime) -> None:
    """Empty what somebody was called in a space, keyless; for good."""
    Member.objects.filter(space_id=space_id, person_id=person_id).update(words=b"")


@transaction.atomic
def erase_space(space_id: UUID, now: datetime) -> None:
    """A space and its members, once no capability above has a row in it any longer."""
    for model in (Break, Invitation, Joining, Member):
        model.objects.filter(space_id=space_id).delete()
    Space.objects.filter(id=space_id).delete()
