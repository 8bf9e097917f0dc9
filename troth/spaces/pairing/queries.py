"""Reads of invitations: the inviter's own, one's own joining, and one by its code."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from troth.sealing import (
    Answer,
    Bundle,
    Context,
    Greeting,
    KeyRing,
    Opened,
    PinnedKeys,
    Reason,
    SpaceKey,
    Unopened,
    WrongKey,
    code_lookup,
    four_numbers,
    open_answer,
    open_greeting,
    open_words,
    seal_signed,
)
from troth.spaces.membership import Membership
from troth.spaces.models import Invitation, Joining
from troth.spaces.queries import MEMBER_TABLE
from troth.spaces.words import InvitationWords, JoiningWords, MemberWords

INVITATION_TABLE = "spaces.invitation"
JOINING_TABLE = "spaces.joining"
FourNumbers = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class InvitationView:
    """The inviter's own; `words` holds a reason where it can't be opened."""

    id: UUID
    state: Invitation.State
    made_on: date
    expires_on: date
    words: InvitationWords | Unopened
    answer: Answer | None
    row: Invitation

    def has_expired(self, today: date) -> bool:
        """Also once somebody has joined, where the two haven't both confirmed in time."""
        return today > self.expires_on


@dataclass(frozen=True, slots=True)
class Invited:
    """What whoever has the code may know: the first words, from whom, and which row."""

    space_id: UUID
    id: UUID
    greeting: Greeting


@dataclass(frozen=True, slots=True)
class JoiningView:
    """One's own joining of somebody; `words` holds a reason where it can't be opened."""

    id: UUID
    joined_on: date
    words: JoiningWords | Unopened
    is_confirmed: bool = False


def own_keys(bundle: Bundle) -> PinnedKeys:
    """The public keys that a partner pins."""
    return PinnedKeys(bundle.signing.public, bundle.sharing.public)


def own_invitation(mine: Membership, bundle: Bundle | None = None) -> InvitationView | None:
    """The person's invitation; with their bundle, also who has joined."""
    row = Invitation.objects.filter(space_id=mine.space_id, person_id=mine.person_id).first()
    return None if row is None else invitation_view(mine, row, bundle)


def invitation_view(mine: Membership, row: Invitation, bundle: Bundle | None) -> InvitationView:
    context = mine.context(INVITATION_TABLE, row.id)
    opened = open_words(mine.keys, context, row.words, InvitationWords)
    words = opened.words if isinstance(opened, Opened) else opened
    return InvitationView(
        id=row.id,
        state=Invitation.State(row.state),
        made_on=row.made_on,
        expires_on=row.expires_on,
        words=words,
        answer=_answer(row, words, bundle),
        row=row,
    )


def _answer(
    row: Invitation, words: InvitationWords | Unopened, bundle: Bundle | None
) -> Answer | None:
    """None too for an answer that the code doesn't vouch for, or that names another person."""
    if bundle is None or isinstance(words, Unopened) or row.joined_by is None:
        return None
    try:
        answer = open_answer(row.answer, bytes.fromhex(words.code), bundle.sharing, row.id)
    except (WrongKey, ValueError):
        return None
    return answer if answer.person_id == row.joined_by else None


def answered_name(mine: Membership, bundle: Bundle, view: InvitationView) -> str | Unopened:
    """What the joiner wants to be called, if they signed it for their place in the space to come.

    It is opened as it will be there, under a key of this moment.
    """
    words, answer = view.words, view.answer
    if isinstance(words, Unopened) or answer is None:
        return Unopened(Reason.NO_KEY)
    ring = KeyRing(
        space_id=UUID(words.space),
        person_id=mine.person_id,
        current=SpaceKey.generate(),
        signer=bundle.signing,
        pinned={answer.person_id: (answer.keys.verify,)},
    )
    context = Context(MEMBER_TABLE, UUID(words.space), answer.member_id, answer.person_id)
    try:
        sealed = seal_signed(ring, context, answer.called)
    except ValueError:
        return Unopened(Reason.NOT_THEIRS)
    opened = open_words(ring, context, sealed, MemberWords)
    return opened.words.called if isinstance(opened, Opened) else opened


def invitation_by_code(code: bytes, now: datetime) -> Invited | None:
    """An invitation that is still open to be joined, by the code that somebody was given.

    The one way to a row that needs no membership: who has the code was meant to have it.
    """
    for row in Invitation.objects.filter(
        lookup=code_lookup(code), state=Invitation.State.OPEN, expires_on__gte=now.date()
    ):
        try:
            return Invited(row.space_id, row.id, open_greeting(row.greeting, code, row.id))
        except WrongKey:
            continue
    return None


def own_joining(mine: Membership, today: date) -> JoiningView | None:
    """Whom the person has joined, while the two haven't both confirmed, and still can."""
    row = Joining.objects.filter(space_id=mine.space_id, person_id=mine.person_id).first()
    if row is None:
        return None
    joined = Invitation.objects.filter(joined_by=mine.person_id)
    if joined.filter(expires_on__lt=today).exists():
        return None
    is_confirmed = joined.filter(state=Invitation.State.CONFIRMED).exists()
    return replace(joining_view(mine, row), is_confirmed=is_confirmed)


def joining_view(mine: Membership, row: Joining) -> JoiningView:
    context = mine.context(JOINING_TABLE, row.id)
    opened = open_words(mine.keys, context, row.words, JoiningWords)
    words = opened.words if isinstance(opened, Opened) else opened
    return JoiningView(row.id, row.joined_on, words)


def numbers_for_inviter(mine: Membership, bundle: Bundle, answer: Answer) -> FourNumbers:
    """The four numbers that stand for both people's keys, as the inviter has them."""
    return four_numbers((mine.person_id, own_keys(bundle)), (answer.person_id, answer.keys))


def numbers_for_joiner(mine: Membership, bundle: Bundle, words: JoiningWords) -> FourNumbers:
    """The same four numbers, as the joiner has them."""
    return four_numbers((mine.person_id, own_keys(bundle)), (UUID(words.inviter), keys_of(words)))


def keys_of(words: JoiningWords) -> PinnedKeys:
    """The inviter's public keys, as they came with the code."""
    return PinnedKeys(bytes.fromhex(words.verify), bytes.fromhex(words.sharing))
