"""What a joiner keeps of the inviter, and answers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from troth.sealing import Answer, Bundle, Context, Greeting, seal_answer, sign_words
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.spaces.pairing.queries import own_keys
from troth.spaces.queries import MEMBER_TABLE
from troth.spaces.words import JoiningWords, MemberWords


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
