"""Writes of pairing: invite, join, confirm on either side, or take it back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from troth.people.actions import pin_keys
from troth.people.models import Person
from troth.sealing import (
    Bundle,
    Greeting,
    Unopened,
    WrongKey,
    code_lookup,
    new_code,
    open_greeting,
    seal_greeting,
    seal_words,
)
from troth.spaces.actions import hold_space, make_shared_space, show_change_to
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.spaces.models import Invitation, Joining, Member, Space
from troth.spaces.pairing.letters import joining_words, sealed_answer, the_two
from troth.spaces.pairing.queries import (
    INVITATION_TABLE,
    JOINING_TABLE,
    answered_name,
    invitation_view,
    joining_view,
    keys_of,
    numbers_for_inviter,
    own_joining,
    own_keys,
)
from troth.spaces.words import InvitationWords

GOOD_FOR = timedelta(days=7)


class Hindrance(StrEnum):
    """Why two people can't be brought together now."""

    HAS_PARTNER = "has-partner"
    HAS_JOINED = "has-joined"
    OWN_INVITATION = "own-invitation"
    NOT_OPEN = "not-open"
    NOT_READY = "not-ready"
    NOT_COMPARED = "not-compared"


class CannotPair(Exception):
    def __init__(self, hindrance: Hindrance) -> None:
        super().__init__(hindrance.value)
        self.hindrance = hindrance


@transaction.atomic
def invite(
    mine: Membership, bundle: Bundle, called: str, first_words: str, now: datetime, token: UUID
) -> None:
    """Make an invitation under a fresh code, in place of an earlier one. Raises CannotPair.

    A second post of the same form changes nothing.
    """
    hold_space(mine, now)
    if Invitation.objects.filter(space_id=mine.space_id, id=token).exists():
        return
    _refuse_a_second_partner(mine.person_id)
    if own_joining(mine, now.date()) is not None:
        raise CannotPair(Hindrance.HAS_JOINED)
    # What is left of one that nobody confirmed in time.
    _step_back(mine, now)
    _withdraw(mine.person_id, now)
    today, code, space_id = now.date(), new_code(), new_id(now.date())
    greeting = Greeting(mine.person_id, space_id, own_keys(bundle), called, first_words)
    words = InvitationWords(code.hex(), first_words, called, str(space_id))
    Invitation.objects.create(
        space_id=mine.space_id,
        id=token,
        person_id=mine.person_id,
        lookup=code_lookup(code),
        made_on=today,
        expires_on=today + GOOD_FOR,
        greeting=seal_greeting(greeting, code, token),
        words=seal_words(mine.ring(), mine.context(INVITATION_TABLE, token), words),
    )


@transaction.atomic
def revoke_invitation(mine: Membership, now: datetime) -> None:
    """Nobody can use it any longer; who has joined and isn't confirmed is let go of."""
    _withdraw(mine.person_id, now)


@transaction.atomic
def let_go_of_unconfirmed(now: datetime) -> None:
    """Whoever joined and wasn't confirmed in time is let go of, as if they had stepped back."""
    for row in Invitation.objects.select_for_update().filter(
        joined_by__isnull=False, expires_on__lt=now.date()
    ):
        if row.joined_by is not None:
            Joining.objects.filter(person_id=row.joined_by).delete()
            show_change_to(row.joined_by, now)
        _reopen(row, now)


@transaction.atomic
def forget_expired_invitations(before: date, now: datetime) -> None:
    """Delete those that ran out before that day and that nobody has joined."""
    Invitation.objects.filter(state=Invitation.State.OPEN, expires_on__lt=before).delete()


@transaction.atomic
def forget_all_pairing(now: datetime) -> None:
    """Let go of every invitation and joining: after a restore nobody knows which were revoked."""
    Joining.objects.all().delete()
    Invitation.objects.all().delete()


def _withdraw(person_id: UUID, now: datetime) -> None:
    for row in Invitation.objects.select_for_update().filter(person_id=person_id):
        if row.joined_by is not None:
            Joining.objects.filter(person_id=row.joined_by).delete()
            show_change_to(row.joined_by, now)
        Invitation.objects.filter(space_id=row.space_id, id=row.id).delete()


@transaction.atomic
def join(
    mine: Membership, bundle: Bundle, code: bytes, called: str, now: datetime, token: UUID
) -> None:
    """Answer an invitation with one's keys and name, sealed to the inviter. Raises CannotPair.

    One's own invitation goes, so that two who invite each other meet once. A second post of the
    same form changes nothing.
    """
    hold_space(mine, now)
    if Joining.objects.filter(space_id=mine.space_id, id=token).exists():
        return
    _refuse_a_second_partner(mine.person_id)
    row, greeting = _open_invitation(mine, code, now)
    _step_back(mine, now)
    row.answer = sealed_answer(mine, bundle, greeting, code, called, row.id, now)
    row.joined_by, row.state = mine.person_id, Invitation.State.JOINED
    # From now on the two have as long to compare the four words.
    row.expires_on = now.date() + GOOD_FOR
    row.save(update_fields=["answer", "joined_by", "state", "expires_on"])
    words = joining_words(greeting, row.id)
    Joining.objects.create(
        space_id=mine.space_id,
        id=token,
        person_id=mine.person_id,
        joined_on=now.date(),
        words=seal_words(mine.ring(), mine.context(JOINING_TABLE, token), words),
    )
    show_change_to(row.person_id, now)
    _withdraw(mine.person_id, now)


def _open_invitation(mine: Membership, code: bytes, now: datetime) -> tuple[Invitation, Greeting]:
    """The invitation of a code, held until the transaction ends. Raises CannotPair."""
    rows = Invitation.objects.select_for_update().filter(
        lookup=code_lookup(code), state=Invitation.State.OPEN, expires_on__gte=now.date()
    )
    for row in rows:
        if row.person_id == mine.person_id:
            raise CannotPair(Hindrance.OWN_INVITATION)
        try:
            greeting = open_greeting(row.greeting, code, row.id)
        except WrongKey:
            continue
        if greeting.inviter_id == row.person_id:
            return row, greeting
    raise CannotPair(Hindrance.NOT_OPEN)


@transaction.atomic
def step_back(mine: Membership, now: datetime) -> None:
    """Undo one's joining: the invitation is open again, as if nobody had used it."""
    _step_back(mine, now)


@transaction.atomic
def say_words_differ(mine: Membership, now: datetime) -> None:
    """Somebody may have come in between: the code that was joined by is good for nobody now."""
    for inviter_id in Invitation.objects.filter(joined_by=mine.person_id).values_list(
        "person_id", flat=True
    ):
        _withdraw(inviter_id, now)
        show_change_to(inviter_id, now)


def _step_back(mine: Membership, now: datetime) -> None:
    # The invitation first, as everywhere here: two who wait for each other would stop.
    for row in Invitation.objects.select_for_update().filter(joined_by=mine.person_id):
        _reopen(row, now)
    Joining.objects.filter(space_id=mine.space_id, person_id=mine.person_id).delete()


def _reopen(row: Invitation, now: datetime) -> None:
    """Bit by bit as it was before somebody joined."""
    steps = 2 if row.state == Invitation.State.CONFIRMED else 1
    row.state, row.joined_by, row.answer = Invitation.State.OPEN, None, b""
    row.expires_on = row.made_on + GOOD_FOR
    row.save(update_fields=["state", "joined_by", "answer", "expires_on"])
    # What the inviter's pages poll goes back as well: a number that stays would tell of it.
    show_change_to(row.person_id, now, -steps)


@transaction.atomic
def confirm_as_joiner(mine: Membership, person: Person, bundle_key: bytes, now: datetime) -> None:
    """Say that the four words are the same: the inviter's keys are pinned. Raises CannotPair."""
    _refuse_a_second_partner(mine.person_id)
    row = Joining.objects.filter(person_id=mine.person_id).first()
    words = None if row is None else joining_view(mine, row).words
    if row is None or words is None or isinstance(words, Unopened):
        raise CannotPair(Hindrance.NOT_OPEN)
    joined = Invitation.objects.select_for_update().filter(joined_by=mine.person_id)
    invitation = joined.filter(id=UUID(words.invitation)).first()
    if invitation is None or invitation.expires_on < now.date():
        raise CannotPair(Hindrance.NOT_OPEN)
    if invitation.state == Invitation.State.CONFIRMED:
        return
    pin_keys(person, bundle_key, UUID(words.inviter), keys_of(words), now)
    invitation.state = Invitation.State.CONFIRMED
    invitation.save(update_fields=["state"])
    show_change_to(invitation.person_id, now)


@transaction.atomic
def confirm_as_inviter(
    mine: Membership,
    person: Person,
    bundle: Bundle,
    bundle_key: bytes,
    now: datetime,
    compared: tuple[int, ...] | None = None,
) -> UUID:
    """Say that the four words are the same: pin the joiner's keys, make the space, grant its key.

    `compared` are the numbers of the words that the inviter saw: by the time of this, somebody
    else may have joined. The id of the space that the two share from now on. Raises CannotPair.
    """
    _refuse_a_second_partner(mine.person_id)
    row = Invitation.objects.select_for_update().filter(person_id=mine.person_id).first()
    if row is None or row.state != Invitation.State.CONFIRMED:
        raise CannotPair(Hindrance.NOT_READY)
    view = invitation_view(mine, row, bundle)
    has_expired = view.has_expired(now.date())
    if has_expired or view.answer is None or isinstance(view.words, Unopened):
        raise CannotPair(Hindrance.NOT_OPEN)
    if isinstance(answered_name(mine, bundle, view), Unopened):
        raise CannotPair(Hindrance.NOT_OPEN)
    if compared is not None and compared != numbers_for_inviter(mine, bundle, view.answer):
        raise CannotPair(Hindrance.NOT_COMPARED)
    _refuse_a_second_partner(view.answer.person_id)
    pin_keys(person, bundle_key, view.answer.person_id, view.answer.keys, now)
    try:
        ring, members = the_two(mine, bundle, view.answer, view.words, now)
    except ValueError:
        # Their program signed something else than a name for this place.
        raise CannotPair(Hindrance.NOT_OPEN) from None
    make_shared_space(ring, members, now)
    joiner_id = view.answer.person_id
    _withdraw(mine.person_id, now)
    _withdraw(joiner_id, now)
    Joining.objects.filter(person_id__in=[mine.person_id, joiner_id]).delete()
    show_change_to(joiner_id, now)
    return ring.space_id


def _refuse_a_second_partner(person_id: UUID) -> None:
    """One partner at a time; ended spaces stand behind one."""
    if Member.objects.filter(
        person_id=person_id,
        left_on__isnull=True,
        space__kind=Space.Kind.SHARED,
        space__ended_on__isnull=True,
    ).exists():
        raise CannotPair(Hindrance.HAS_PARTNER)
