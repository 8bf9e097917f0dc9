"""Ana and Ben with keys that count up, for the vectors: nobody should ever use them."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from troth.sealing.context import Context
from troth.sealing.keys import KeyRing, SharingPair, SigningPair, SpaceKey
from troth.sealing.words import Words

Vector = dict[str, Any]

ANA = UUID("0c5f1d3a-7b20-8c44-9a10-4f1e5d2b3a01")
BEN = UUID("0c5f1d3a-7b20-8c44-9a10-4f1e5d2b3a02")
SPACE = UUID("09d2a3b4-c5d6-8e7f-8a9b-0c1d2e3f4a5b")
OTHER_SPACE = UUID("09d2a3b4-c5d6-8e7f-8a9b-0c1d2e3f4a5c")
ROW = UUID("09d3aabb-ccdd-8eef-8011-223344556677")
OTHER_ROW = UUID("09d3aabb-ccdd-8eef-8011-223344556678")


@dataclass(frozen=True, slots=True, repr=False)
class Line(Words):
    """The kind that the envelopes hold: one field of each type."""

    text: str
    tags: tuple[str, ...] = ()
    count: int | None = None
    private: bool = True


def run(first: int, length: int = 32) -> bytes:
    """Bytes that count up: nothing can be hidden in them, and nobody takes them for a real key."""
    return bytes((first + step) % 256 for step in range(length))


SPACE_KEY, LATER_SPACE_KEY = SpaceKey(run(0x00)), SpaceKey(run(0x20))
ANA_SIGNS, BEN_SIGNS = SigningPair.from_bytes(run(0x40)), SigningPair.from_bytes(run(0x60))
ANA_SHARES, BEN_SHARES = SharingPair.from_bytes(run(0x80)), SharingPair.from_bytes(run(0xA0))
BUNDLE_KEY, COOKIE_SECRET = run(0xC0), run(0xE0)

ANA_RING = KeyRing(
    space_id=SPACE,
    person_id=ANA,
    current=SPACE_KEY,
    signer=ANA_SIGNS,
    older=(LATER_SPACE_KEY,),
    pinned={ANA: (ANA_SIGNS.public,), BEN: (BEN_SIGNS.public,)},
)
BEN_RING = replace(ANA_RING, person_id=BEN, signer=BEN_SIGNS)
BY_ANA = Context("promises.promise", SPACE, ROW, ANA)
BY_BEN = replace(BY_ANA, row_id=OTHER_ROW, author_id=BEN)
