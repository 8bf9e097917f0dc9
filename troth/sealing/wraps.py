"""A bundle key under a key that is derived from a password, or later from a recovery code."""

import unicodedata
from dataclasses import dataclass
from uuid import UUID

from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13, crypto_pwhash_SALTBYTES
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

FORMAT = 1
# A wrap's cost is read from the database: beyond these it would only serve to stop the server.
LEAST_MEMORY_KIB, MOST_MEMORY_KIB = 8, 1024 * 1024
LEAST_PASSES, MOST_PASSES = 1, 16


@dataclass(frozen=True, slots=True)
class WrapCost:
    """What Argon2id spends on one derivation, with one lane."""

    memory_kib: int = 131_072
    passes: int = 3

    def __post_init__(self) -> None:
        if not LEAST_MEMORY_KIB <= self.memory_kib <= MOST_MEMORY_KIB:
            raise ValueError("memory out of bounds")
        if not LEAST_PASSES <= self.passes <= MOST_PASSES:
            raise ValueError("passes out of bounds")


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """What stands in the database: useless without the password or code."""

    salt: bytes
    memory_kib: int
    passes: int
    sealed: bytes


def password_secret(password: str) -> bytes:
    """A password's bytes, however a keyboard composes it; ValueError for a lone surrogate."""
    try:
        return unicodedata.normalize("NFKC", password).encode("utf-8")
    except UnicodeEncodeError:
        pass
    raise ValueError("the password holds half of a surrogate pair, which isn't a character")


def wrap_key(
    bundle_key: bytes, secret: bytes, cost: WrapCost, *, person_id: UUID, generation: int
) -> WrappedKey:
    """By default about 0.2 s and 128 MiB: the caller limits how many run at once."""
    salt = random_bytes(crypto_pwhash_SALTBYTES)
    return _wrap(bundle_key, secret, cost, person_id, generation, salt, new_nonce())


def _wrap(
    bundle_key: bytes,
    secret: bytes,
    cost: WrapCost,
    person_id: UUID,
    generation: int,
    salt: bytes,
    nonce: bytes,
) -> WrappedKey:
    if len(bundle_key) != KEY_BYTES:
        raise ValueError(f"a bundle key is {KEY_BYTES} bytes")
    if not secret:
        raise ValueError("nothing is wrapped under an empty password or code")
    bound = _associated_data(person_id, generation, salt, cost)
    box = close_box(_derived(secret, salt, cost), bundle_key, bound, nonce)
    return WrappedKey(salt, cost.memory_kib, cost.passes, bytes([FORMAT]) + box)


def unwrap_key(wrapped: WrappedKey, secret: bytes, *, person_id: UUID, generation: int) -> bytes:
    """The bundle key; WrongKey for a wrong password or code, another's wrap, and a changed one.

    Lack of memory is a RuntimeError, never a wrong password.
    """
    salt, sealed = bytes(wrapped.salt), bytes(wrapped.sealed)
    if len(salt) != crypto_pwhash_SALTBYTES or sealed[:1] != bytes([FORMAT]):
        raise WrongKey
    try:
        cost = WrapCost(wrapped.memory_kib, wrapped.passes)
        bound = _associated_data(person_id, generation, salt, cost)
    except (ValueError, OverflowError):
        raise WrongKey from None
    return open_box(_derived(secret, salt, cost), sealed[1:], bound)


def _derived(secret: bytes, salt: bytes, cost: WrapCost) -> bytes:
    return crypto_pwhash_alg(
        KEY_BYTES, secret, salt, cost.passes, cost.memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13
    )


def _associated_data(person_id: UUID, generation: int, salt: bytes, cost: WrapCost) -> bytes:
    numbers = (uint32(cost.memory_kib), uint32(cost.passes))
    return length_prefixed(b"troth/wrap/1", person_id.bytes, uint32(generation), salt, *numbers)
