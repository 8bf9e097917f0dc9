"""Ana invites Ben: her greeting, his answer, and the code between them."""

from uuid import UUID

from hypothesis import strategies as st

from troth.sealing import (
    Answer,
    Context,
    Greeting,
    PinnedKeys,
    SharingPair,
    SigningPair,
    new_code,
    seal_answer,
    seal_greeting,
    sign_words,
)
from troth.sealing.tests.cast import ANA, BEN, BEN_SIGNS, NOTE, SHARED

CODE, INVITATION, MEMBER = new_code(), UUID(int=51), UUID(int=52)
ANA_SHARES, BEN_SHARES = SharingPair.generate(), SharingPair.generate()
ANA_KEYS = PinnedKeys(SigningPair.generate().public, ANA_SHARES.public)
BEN_KEYS = PinnedKeys(BEN_SIGNS.public, BEN_SHARES.public)
GREETING = Greeting(ANA, SHARED, ANA_KEYS, "Ana", "Shall we try this?")
CALLED = sign_words(BEN_SIGNS, Context("spaces.member", SHARED, MEMBER, BEN), NOTE)
ANSWER = Answer(BEN, MEMBER, BEN_KEYS, CALLED)
SEALED_GREETING = seal_greeting(GREETING, CODE, INVITATION)
SEALED_ANSWER = seal_answer(ANSWER, CODE, ANA_SHARES.public, INVITATION)

codes = st.binary(min_size=20, max_size=20)
public_keys = st.builds(
    lambda seed, secret: PinnedKeys(SigningPair(seed).public, SharingPair(secret).public),
    seed=st.binary(min_size=32, max_size=32),
    secret=st.binary(min_size=32, max_size=32),
)
