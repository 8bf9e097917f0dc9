"""The keys that rows are sealed and signed with, and the ring of those that one person can use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import NoReturn, Self
from uuid import UUID

from nacl.bindings import (
    crypto_scalarmult_base,
    crypto_sign,
    crypto_sign_BYTES,
    crypto_sign_seed_keypair,
)
from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from nacl.utils import random as random_bytes

SECRET_BYTES = 32
PUBLIC_BYTES = 32
KEY_ID_BYTES = 16
SIGNER_ID_BYTES = 8


class KeptOut:
    """Keeps what it holds out of logs, error pages, pickles and caches."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} is never pickled")


def key_id(secret: bytes, purpose: bytes) -> bytes:
    """16 bytes that name a secret key and can't name another; `purpose` has at most 16 bytes."""
    return blake2b(b"", KEY_ID_BYTES, key=secret, person=purpose, encoder=RawEncoder)


@lru_cache(maxsize=4096)
def signer_id(public: bytes) -> bytes:
    """8 bytes that pick one of an author's pinned keys; trust comes from the pinning alone."""
    return blake2b(public, SIGNER_ID_BYTES, person=b"troth.signer", encoder=RawEncoder)


def pinned_key(pinned: tuple[bytes, ...], wanted: bytes) -> bytes | None:
    """The one of these verify keys that goes by this signer id, if there is one."""
    for public in pinned:
        if signer_id(public) == wanted:
            return public
    return None


def _checked(secret: bytes) -> bytes:
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"a secret key is {SECRET_BYTES} bytes")
    return secret


@dataclass(frozen=True, slots=True, repr=False)
class SpaceKey(KeptOut):
    """Seals a space's rows for one epoch; its id is derived, so that a key can't be mislabelled."""

    secret: bytes
    id: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", key_id(_checked(self.secret), b"troth.space-key"))

    @classmethod
    def generate(cls) -> Self:
        return cls(random_bytes(SECRET_BYTES))


@dataclass(frozen=True, slots=True, repr=False)
class SigningPair(KeptOut):
    """Ed25519: signs a person's words."""

    seed: bytes
    public: bytes = field(init=False)
    id: bytes = field(init=False)
    _expanded: bytes = field(init=False, compare=False)

    def __post_init__(self) -> None:
        public, expanded = crypto_sign_seed_keypair(_checked(self.seed))
        object.__setattr__(self, "public", public)
        object.__setattr__(self, "id", signer_id(public))
        object.__setattr__(self, "_expanded", expanded)

    @classmethod
    def generate(cls) -> Self:
        return cls(random_bytes(SECRET_BYTES))

    @classmethod
    def from_bytes(cls, seed: bytes) -> Self:
        return cls(seed)

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature alone."""
        return crypto_sign(message, self._expanded)[:crypto_sign_BYTES]


@dataclass(frozen=True, slots=True, repr=False)
class SharingPair(KeptOut):
    """X25519: receives a shared space's key."""

    secret: bytes
    public: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "public", crypto_scalarmult_base(_checked(self.secret)))

    @classmethod
    def generate(cls) -> Self:
        return cls(random_bytes(SECRET_BYTES))

    @classmethod
    def from_bytes(cls, secret: bytes) -> Self:
        return cls(secret)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class KeyRing(KeptOut):
    """What one person can use in one space.

    `pinned` holds the verify keys that an author's words are checked against, the person's own
    included. It comes from the person's bundle, never from the database. `epoch` is that of
    `current`.
    """

    space_id: UUID
    person_id: UUID
    current: SpaceKey
    signer: SigningPair
    older: tuple[SpaceKey, ...] = ()
    pinned: Mapping[UUID, tuple[bytes, ...]] = field(default_factory=dict)
    epoch: int = 1

    def __post_init__(self) -> None:
        # PyNaCl's bare binding reads 32 bytes whatever it is given, so the length is checked here.
        if any(len(public) != PUBLIC_BYTES for keys in self.pinned.values() for public in keys):
            raise ValueError(f"a verify key is {PUBLIC_BYTES} bytes")
        object.__setattr__(self, "pinned", MappingProxyType(dict(self.pinned)))

    def space_key(self, wanted: bytes) -> SpaceKey | None:
        if self.current.id == wanted:
            return self.current
        return next((key for key in self.older if key.id == wanted), None)

    def verify_key(self, author_id: UUID, wanted: bytes) -> bytes | None:
        """The author's pinned key that goes by this signer id, if there is one."""
        return pinned_key(self.pinned.get(author_id, ()), wanted)
