"""What a joiner keeps of the inviter, and answers; and what the inviter makes of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from troth.sealing import (
    Answer,
    Bundle,
    Context,
    Greeting,
    KeyRing,
    SpaceKey,
    seal_answer,
    seal_signed,
    seal_words,
    sign_words,
)
from troth.spaces.actions import NewMember
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.spaces.pairing.queries import own_keys
from troth.spaces.queries import MEMBER_TABLE
from troth.spaces.words import InvitationWords, JoiningWords, MemberWords


def joining_words(greeting: Greeting, row_id: UUID) -> JoiningWords:
    return JoiningWords(
        invitation=str(row_id),
        inviter=str(greeting.inviter_id),
        inviter_called=greeting.called,
        verify=greeting.keys.verify.hex(),
        sharing=greeting.keys.sharing.hex(),
    )


def sealed_answer(
    mine: Membership,
    bundle: Bundle,
    greeting: Greeting,
    code: bytes,
    called: str,
    row_id: UUID,
    now: datetime,
) -> bytes:
    """The joiner's name is signed for its place in the space to come, whose key they lack yet."""
    place = Context(MEMBER_TABLE, greeting.space_id, new_id(now.date()), mine.person_id)
    signed = sign_words(bundle.signing, place, MemberWords(called))
    answer = Answer(mine.person_id, place.row_id, own_keys(bundle), signed)
    return seal_answer(answer, code, greeting.keys.sharing, row_id)


def the_two(
    mine: Membership, bundle: Bundle, answer: Answer, words: InvitationWords, now: datetime
) -> tuple[KeyRing, tuple[NewMember, NewMember]]:
    """The space to come, with the inviter's own name and the joiner's, signed beforehand.

    Raises ValueError where the joiner signed anything else.
    """
    space_id = UUID(words.space)
    ring = KeyRing(
        space_id=space_id,
        person_id=mine.person_id,
        current=SpaceKey.generate(),
        signer=bundle.signing,
        pinned={
            mine.person_id: (bundle.signing.public,),
            answer.person_id: (answer.keys.verify,),
        },
    )
    own = Context(MEMBER_TABLE, space_id, new_id(now.date()), mine.person_id)
    theirs = Context(MEMBER_TABLE, space_id, answer.member_id, answer.person_id)
    name = seal_signed(ring, theirs, answer.called)
    return ring, (
        NewMember(own, bundle.sharing.public, seal_words(ring, own, MemberWords(words.called))),
        NewMember(theirs, answer.keys.sharing, name),
    )
