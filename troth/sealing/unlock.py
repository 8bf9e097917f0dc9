"""A bundle key under 32 bytes that live only in a browser's cookie."""

from typing import Literal
from uuid import UUID

from troth.sealing.box import KEY_BYTES, WrongKey, close_box, length_prefixed, new_nonce, open_box

FORMAT = 1

Purpose = Literal["session", "pending"]
"""Signed in, or still waiting for the second factor and able to read nothing."""


def seal_for_session(
    bundle_key: bytes, cookie_secret: bytes, *, person_id: UUID, purpose: Purpose
) -> bytes:
    return _seal(bundle_key, cookie_secret, person_id, purpose, new_nonce())


def _seal(
    bundle_key: bytes, cookie_secret: bytes, person_id: UUID, purpose: Purpose, nonce: bytes
) -> bytes:
    if len(bundle_key) != KEY_BYTES or len(cookie_secret) != KEY_BYTES:
        raise ValueError(f"a bundle key and a cookie's secret are {KEY_BYTES} bytes each")
    return bytes([FORMAT]) + close_box(
        cookie_secret, bundle_key, _associated_data(person_id, purpose), nonce
    )


def open_for_session(
    sealed: bytes | memoryview, cookie_secret: bytes, *, person_id: UUID, purpose: Purpose
) -> bytes:
    """The bundle key; WrongKey for another cookie, person or purpose, and for changed bytes."""
    sealed = bytes(sealed)
    if sealed[:1] != bytes([FORMAT]):
        raise WrongKey
    return open_box(cookie_secret, sealed[1:], _associated_data(person_id, purpose))


def _associated_data(person_id: UUID, purpose: Purpose) -> bytes:
    return length_prefixed(b"troth/session/1", person_id.bytes, purpose.encode("ascii"))
