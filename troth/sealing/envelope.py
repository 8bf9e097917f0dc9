"""A row's words: sealed with its space's key, signed by their author, opened without raising."""

import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic

from nacl.bindings import crypto_sign_BYTES, sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError

from troth.sealing.box import (
    NONCE_BYTES,
    TAG_BYTES,
    WrongKey,
    close_box,
    length_prefixed,
    new_nonce,
    open_box,
)
from troth.sealing.context import Context
from troth.sealing.keys import KEY_ID_BYTES, SIGNER_ID_BYTES, KeyRing, SigningPair
from troth.sealing.signatures import is_signed
from troth.sealing.words import W, Words, decode_words, encode_words

FORMAT = 1
BLOCK = 256
LAST_REVISION = 2**32 - 1

_HEADER = struct.Struct(f">B{KEY_ID_BYTES}sI")
_KEY_AND_REVISION = struct.Struct(f">I{KEY_ID_BYTES}sII")
_REVISION_AND_LENGTH = struct.Struct(">III")
_SIGNER_END = SIGNER_ID_BYTES
_SIGNATURE_END = SIGNER_ID_BYTES + crypto_sign_BYTES
_SHORTEST = _HEADER.size + NONCE_BYTES + _SIGNATURE_END + BLOCK + TAG_BYTES
_ROW_DOMAIN = length_prefixed(b"troth/row/1")
_WORDS_DOMAIN = length_prefixed(b"troth/words/1")


class Reason(StrEnum):
    """Why a row doesn't open."""

    LOCKED = "locked"
    """Nobody's keys are at hand."""
    NO_KEY = "no-key"
    """The ring is another space's, or lacks the key that the envelope names."""
    ALTERED = "altered"
    """Not the bytes that were sealed, or not where they were sealed for."""
    NOT_THEIRS = "not-theirs"
    """Sealed with the space's key, but not signed by the author with a key that is pinned."""
    UNREADABLE = "unreadable"
    """A later format, or the author's own bytes aren't these words."""


@dataclass(frozen=True, slots=True)
class Opened(Generic[W]):
    """An author's own words, and which revision of them."""

    words: W
    revision: int


@dataclass(frozen=True, slots=True)
class Unopened:
    """Stands in the place of words that can't be shown; false, where `Opened` is true."""

    reason: Reason

    def __bool__(self) -> bool:
        return False


def seal_words(ring: KeyRing, context: Context, words: Words, revision: int = 1) -> bytes:
    """The envelope to store; ValueError for another's context, or words that can't be encoded."""
    return _seal(ring, context, encode_words(words), revision, new_nonce())


def _seal(ring: KeyRing, context: Context, text: bytes, revision: int, nonce: bytes) -> bytes:
    if (context.space_id, context.author_id) != (ring.space_id, ring.person_id):
        raise ValueError("words are sealed by their author, in the ring's own space")
    if ring.verify_key(ring.person_id, ring.signer.id) != ring.signer.public:
        raise ValueError("the ring doesn't pin its own verify key: nobody could read what it seals")
    return _close(ring, context, _sign(ring.signer, context, text, revision), revision, nonce)


def sign_words(signer: SigningPair, context: Context, words: Words, revision: int = 1) -> bytes:
    """One's words, signed but open, for somebody who has the space's key: see `seal_signed`."""
    return _sign(signer, context, encode_words(words), revision)


def seal_signed(ring: KeyRing, context: Context, signed: bytes, revision: int = 1) -> bytes:
    """What `sign_words` gave, under the ring's key; it opens like any envelope.

    Raises ValueError unless the words are signed for this very context and revision, by a key that
    is pinned for `context.author_id`, and the ring is that space's.
    """
    return _seal_signed(ring, context, signed, revision, new_nonce())


def _seal_signed(
    ring: KeyRing, context: Context, signed: bytes, revision: int, nonce: bytes
) -> bytes:
    if context.space_id != ring.space_id:
        raise ValueError("words are sealed in the ring's own space")
    signature, text = signed[_SIGNER_END:_SIGNATURE_END], signed[_SIGNATURE_END:]
    public = ring.verify_key(context.author_id, signed[:_SIGNER_END])
    message = _signature_input(context.bound(), _checked(revision), text)
    if public is None or not is_signed(message, signature, public):
        raise ValueError("the words aren't signed by their author")
    return _close(ring, context, signed, revision, nonce)


def _sign(signer: SigningPair, context: Context, text: bytes, revision: int) -> bytes:
    message = _signature_input(context.bound(), _checked(revision), text)
    return signer.id + signer.sign(message) + text


def _checked(revision: int) -> int:
    if not 1 <= revision <= LAST_REVISION:
        raise ValueError("a revision is a number from 1 on")
    return revision


def _close(ring: KeyRing, context: Context, signed: bytes, revision: int, nonce: bytes) -> bytes:
    key, bound = ring.current, context.bound()
    plain = signed[:_SIGNATURE_END] + sodium_pad(signed[_SIGNATURE_END:], BLOCK)
    header = _HEADER.pack(FORMAT, key.id, revision)
    return header + close_box(key.secret, plain, _associated_data(bound, key.id, revision), nonce)


def open_words(
    ring: KeyRing | None, context: Context, sealed: bytes | memoryview, kind: type[W]
) -> Opened[W] | Unopened:
    """The words, once key, place, author and form are checked; else the reason why not."""
    if ring is None:
        return Unopened(Reason.LOCKED)
    if not isinstance(sealed, (bytes, memoryview)):
        return Unopened(Reason.ALTERED)
    sealed = bytes(sealed)
    if len(sealed) < _SHORTEST:
        return Unopened(Reason.ALTERED)
    form, key_id, revision = _HEADER.unpack_from(sealed)
    if form != FORMAT:
        return Unopened(Reason.UNREADABLE)
    key = ring.space_key(key_id) if ring.space_id == context.space_id else None
    if key is None:
        return Unopened(Reason.NO_KEY)
    bound = context.bound()
    try:
        plain = open_box(
            key.secret, sealed[_HEADER.size :], _associated_data(bound, key_id, revision)
        )
    except WrongKey:
        return Unopened(Reason.ALTERED)
    return _read(ring, context, plain, bound, revision, kind)


def _read(
    ring: KeyRing, context: Context, plain: bytes, bound: bytes, revision: int, kind: type[W]
) -> Opened[W] | Unopened:
    """From here on the bytes are those of somebody with the space's key: perhaps not the author."""
    if (len(plain) - _SIGNATURE_END) % BLOCK:
        return Unopened(Reason.UNREADABLE)
    try:
        text = sodium_unpad(plain[_SIGNATURE_END:], BLOCK)
    except CryptoError:
        return Unopened(Reason.UNREADABLE)
    public = ring.verify_key(context.author_id, plain[:_SIGNER_END])
    if public is None:
        return Unopened(Reason.NOT_THEIRS)
    if not is_signed(
        _signature_input(bound, revision, text), plain[_SIGNER_END:_SIGNATURE_END], public
    ):
        return Unopened(Reason.NOT_THEIRS)
    try:
        return Opened(decode_words(kind, text), revision)
    except ValueError:
        return Unopened(Reason.UNREADABLE)


# Both are length-prefixed fields throughout, packed in one call each: they run for each row.


def _associated_data(bound: bytes, key_id: bytes, revision: int) -> bytes:
    return _ROW_DOMAIN + bound + _KEY_AND_REVISION.pack(KEY_ID_BYTES, key_id, 4, revision)


def _signature_input(bound: bytes, revision: int, text: bytes) -> bytes:
    """Without the key id, so that a signature survives a new epoch."""
    return _WORDS_DOMAIN + bound + _REVISION_AND_LENGTH.pack(4, revision, len(text)) + text


def revision_of(sealed: bytes | memoryview) -> int:
    """From the header alone: not to be trusted before the row was opened; ValueError if none."""
    revision: int = _header(sealed)[2]
    return revision


def key_id_of(sealed: bytes | memoryview) -> bytes:
    """From the header alone, as `revision_of`."""
    key_id: bytes = _header(sealed)[1]
    return key_id


def _header(sealed: bytes | memoryview) -> tuple[int, bytes, int]:
    if len(sealed) < _SHORTEST or sealed[0] != FORMAT:
        raise ValueError("not an envelope of this format")
    form, key_id, revision = _HEADER.unpack_from(sealed)
    return form, key_id, revision
