"""A person's bundle: every long-lived secret they have, sealed under one random bundle key."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self
from uuid import UUID

from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.utils import random as random_bytes

from troth.sealing.box import (
    KEY_BYTES,
    WrongKey,
    close_box,
    length_prefixed,
    new_nonce,
    open_box,
    uint32,
)
from troth.sealing.grants import open_grants
from troth.sealing.keys import (
    KEY_ID_BYTES,
    PUBLIC_BYTES,
    KeptOut,
    KeyRing,
    SharingPair,
    SigningPair,
    SpaceKey,
    key_id,
)

FORMAT = 1
# Room for the own keys and a partner's, so that the length doesn't tell whether there is one.
BLOCK = 1024

_GENERATION_AT = 1 + KEY_ID_BYTES
_BOX_AT = _GENERATION_AT + 4


@dataclass(frozen=True, slots=True)
class PinnedKeys:
    """A person's public keys as they were when the two compared them."""

    verify: bytes
    sharing: bytes

    def __post_init__(self) -> None:
        if len(self.verify) != PUBLIC_BYTES or len(self.sharing) != PUBLIC_BYTES:
            raise ValueError(f"a public key is {PUBLIC_BYTES} bytes")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Bundle(KeptOut):
    """`private_keys` has the current one first; `pinned` has own former public keys too."""

    signing: SigningPair
    sharing: SharingPair
    private_space_id: UUID
    private_keys: tuple[SpaceKey, ...]
    pinned: Mapping[UUID, tuple[PinnedKeys, ...]] = field(default_factory=dict)
    generation: int = 1

    def __post_init__(self) -> None:
        if not self.private_keys:
            raise ValueError("a bundle has at least one private key")

    def ring(self, person_id: UUID) -> KeyRing:
        """For the private space, where nobody's words are at home but the person's own."""
        return KeyRing(
            space_id=self.private_space_id,
            person_id=person_id,
            current=self.private_keys[0],
            signer=self.signing,
            older=self.private_keys[1:],
            pinned={person_id: self._own_verify_keys(person_id)},
        )

    def shared_ring(
        self,
        space_id: UUID,
        person_id: UUID,
        partner_ids: Iterable[UUID],
        grants: bytes | memoryview,
        *,
        is_alone: bool = False,
    ) -> KeyRing | None:
        """For a space with these partners, by the grants in the member's row; None if none opens.

        Only the person and these partners can have given a key: name nobody else. Once the person
        `is_alone` there, only a key of their own making seals anything new: a former partner may
        know every other. Without one the ring's epoch is 0.
        """
        own = {person_id: self._own_verify_keys(person_id)}
        pinned = {
            partner_id: tuple(keys.verify for keys in self.pinned.get(partner_id, ()))
            for partner_id in partner_ids
        } | own
        opened = self._open(grants, space_id, person_id, pinned)
        if not opened:
            return None
        ours = self._open(grants, space_id, person_id, own) if is_alone else opened
        epoch, current = ours[0] if ours else (0, opened[0][1])
        return KeyRing(
            space_id=space_id,
            person_id=person_id,
            current=current,
            signer=self.signing,
            older=tuple(key for _, key in opened if key != current),
            pinned=pinned,
            epoch=epoch,
        )

    def _open(
        self,
        grants: bytes | memoryview,
        space_id: UUID,
        person_id: UUID,
        givers: Mapping[UUID, tuple[bytes, ...]],
    ) -> list[tuple[int, SpaceKey]]:
        return open_grants(
            grants, space_id=space_id, member_id=person_id, sharing=self.sharing, givers=givers
        )

    def with_pinned(self, person_id: UUID, keys: PinnedKeys) -> Self:
        """These keys as the person's newest, each once."""
        kept = dict.fromkeys((keys, *self.pinned.get(person_id, ())))
        return replace(self, pinned={**self.pinned, person_id: tuple(kept)})

    def _own_verify_keys(self, person_id: UUID) -> tuple[bytes, ...]:
        return (self.signing.public, *(keys.verify for keys in self.pinned.get(person_id, ())))


def new_bundle_key() -> bytes:
    return random_bytes(KEY_BYTES)


def new_bundle(private_space_id: UUID, generation: int = 1) -> Bundle:
    """Fresh pairs, a fresh key for the private space, nobody pinned."""
    return Bundle(
        signing=SigningPair.generate(),
        sharing=SharingPair.generate(),
        private_space_id=private_space_id,
        private_keys=(SpaceKey.generate(),),
        generation=generation,
    )


def seal_bundle(bundle: Bundle, bundle_key: bytes, person_id: UUID) -> bytes:
    return _seal(bundle, bundle_key, person_id, new_nonce())


def _seal(bundle: Bundle, bundle_key: bytes, person_id: UUID, nonce: bytes) -> bytes:
    if len(bundle_key) != KEY_BYTES:
        raise ValueError(f"a bundle key is {KEY_BYTES} bytes")
    named, generation = key_id(bundle_key, b"troth.bundle-key"), uint32(bundle.generation)
    plain = sodium_pad(_encode(bundle), BLOCK)
    box = close_box(bundle_key, plain, _associated_data(person_id, named, generation), nonce)
    return bytes([FORMAT]) + named + generation + box


def open_bundle(sealed: bytes | memoryview, bundle_key: bytes, person_id: UUID) -> Bundle:
    """Raises WrongKey for another key, another person's bundle, and a changed one."""
    sealed = bytes(sealed)
    if len(bundle_key) != KEY_BYTES or sealed[:1] != bytes([FORMAT]):
        raise WrongKey
    named, generation = sealed[1:_GENERATION_AT], sealed[_GENERATION_AT:_BOX_AT]
    if named != key_id(bundle_key, b"troth.bundle-key"):
        raise WrongKey
    padded = open_box(bundle_key, sealed[_BOX_AT:], _associated_data(person_id, named, generation))
    try:
        return _decode(sodium_unpad(padded, BLOCK), int.from_bytes(generation, "big"))
    except (CryptoError, ValueError, LookupError, TypeError, AttributeError):
        raise WrongKey from None


def _associated_data(person_id: UUID, named: bytes, generation: bytes) -> bytes:
    return length_prefixed(b"troth/bundle/1", person_id.bytes, named, generation)


def _encode(bundle: Bundle) -> bytes:
    values = {
        "signing": bundle.signing.seed.hex(),
        "sharing": bundle.sharing.secret.hex(),
        "private_space": str(bundle.private_space_id),
        "private_keys": [key.secret.hex() for key in bundle.private_keys],
        "pinned": {
            str(person_id): [[keys.verify.hex(), keys.sharing.hex()] for keys in pinned]
            for person_id, pinned in bundle.pinned.items()
        },
    }
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode("ascii")


def _decode(encoded: bytes, generation: int) -> Bundle:
    values: dict[str, Any] = json.loads(encoded.decode("ascii"))
    return Bundle(
        signing=SigningPair.from_bytes(bytes.fromhex(values["signing"])),
        sharing=SharingPair.from_bytes(bytes.fromhex(values["sharing"])),
        private_space_id=UUID(values["private_space"]),
        private_keys=tuple(SpaceKey(bytes.fromhex(key)) for key in values["private_keys"]),
        pinned={
            UUID(person_id): tuple(PinnedKeys(*map(bytes.fromhex, keys)) for keys in pinned)
            for person_id, pinned in values["pinned"].items()
        },
        generation=generation,
    )
