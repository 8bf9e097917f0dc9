"""Ana and Ben share a space; Cleo has the key of another one."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from troth.sealing import Context, KeyRing, Opened, Reason, SigningPair, SpaceKey, Unopened, Words

ANA, BEN, CLEO = (UUID(int=number) for number in (1, 2, 3))
SHARED, OTHER, ROW = (UUID(int=number) for number in (11, 12, 21))


@dataclass(frozen=True, slots=True, repr=False)
class Note(Words):
    """One field of each type that words may have."""

    text: str
    tags: tuple[str, ...] = ()
    count: int | None = None
    private: bool = True


SHARED_KEY = SpaceKey.generate()
ANA_SIGNS, BEN_SIGNS, CLEO_SIGNS = (SigningPair.generate() for _ in range(3))
PINNED = {ANA: (ANA_SIGNS.public,), BEN: (BEN_SIGNS.public,)}
ANA_RING = KeyRing(SHARED, ANA, SHARED_KEY, ANA_SIGNS, pinned=PINNED)
BEN_RING = replace(ANA_RING, person_id=BEN, signer=BEN_SIGNS)
CLEO_RING = KeyRing(
    OTHER, CLEO, SpaceKey.generate(), CLEO_SIGNS, pinned={CLEO: (CLEO_SIGNS.public,)}
)
BY_ANA = Context("promises.promise", SHARED, ROW, ANA)
NOTE = Note("I'll call the plumber")

# Every character that is one: all of Unicode but the halves of surrogate pairs.
characters = st.characters(exclude_categories=["Cs"])
texts = st.text(characters)
numbers = st.integers(-(2**53) + 1, 2**53 - 1)
notes = st.builds(
    Note,
    text=texts,
    tags=st.lists(texts, max_size=4).map(tuple),
    count=st.none() | numbers,
    private=st.booleans(),
)


def refused(opened: Opened[Any] | Unopened) -> Reason:
    assert isinstance(opened, Unopened)
    assert not opened
    return opened.reason
