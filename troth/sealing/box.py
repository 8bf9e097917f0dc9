"""Authenticated boxes, XChaCha20-Poly1305 through libsodium, and the fields bound to them."""

from typing import Protocol

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_ABYTES,
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    crypto_box_seal,
    crypto_box_seal_open,
    crypto_box_SEALBYTES,
)
from nacl.exceptions import CryptoError
from nacl.utils import random as random_bytes

KEY_BYTES = crypto_aead_xchacha20poly1305_ietf_KEYBYTES
NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
TAG_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES


class Pair(Protocol):
    """An X25519 pair."""

    @property
    def secret(self) -> bytes: ...

    @property
    def public(self) -> bytes: ...


class WrongKey(Exception):
    """A key, password or cookie that doesn't open this; never says which part was wrong."""


def length_prefixed(*fields: bytes) -> bytes:
    """Each field after its length (uint32, big-endian): no two lists of fields read alike."""
    joined = b""
    for field in fields:
        joined += len(field).to_bytes(4, "big") + field
    return joined


def uint32(number: int) -> bytes:
    return number.to_bytes(4, "big")


def new_nonce() -> bytes:
    return random_bytes(NONCE_BYTES)


def close_box(key: bytes, plain: bytes, bound: bytes, nonce: bytes) -> bytes:
    """The nonce, then the ciphertext; a nonce must never be used twice with one key."""
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, nonce, key)


def open_box(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    """Undo `close_box`; raises WrongKey for a wrong key and for anything changed."""
    if len(key) != KEY_BYTES or len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise WrongKey
    nonce, ciphertext = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(ciphertext, bound, nonce, key)
    except CryptoError:
        raise WrongKey from None


def seal_to(public: bytes, plain: bytes) -> bytes:
    """A libsodium sealed box; ValueError for a public key that nothing can be sealed to."""
    try:
        return crypto_box_seal(plain, public)
    except (CryptoError, RuntimeError):
        raise ValueError("nothing can be sealed to this public key") from None


def open_sealed_to(pair: Pair, sealed: bytes) -> bytes:
    """Undo `seal_to`; raises WrongKey for another pair and for anything changed."""
    if len(sealed) < crypto_box_SEALBYTES:
        raise WrongKey
    try:
        return crypto_box_seal_open(sealed, pair.public, pair.secret)
    except CryptoError:
        raise WrongKey from None
