"""Two people find each other: the code, what each tells the other, and the four numbers."""

import base64
import binascii
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Self
from uuid import UUID

from nacl.bindings import (
    crypto_pwhash_alg,
    crypto_pwhash_ALG_ARGON2ID13,
    sodium_memcmp,
    sodium_pad,
    sodium_unpad,
)
from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.utils import random as random_bytes

from troth.sealing.box import (
    KEY_BYTES,
    WrongKey,
    close_box,
    length_prefixed,
    new_nonce,
    open_box,
    open_sealed_to,
    seal_to,
)
from troth.sealing.bundle import PinnedKeys
from troth.sealing.keys import KeptOut, SharingPair
from troth.sealing.words import Words, decode_words, encode_words

FORMAT = 1
CODE_BYTES = 20
# Room for names and first words, so that the length tells nothing of them.
BLOCK = 1024
MAC_BYTES = 32

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_WRITTEN = str.maketrans(_BASE32, _CROCKFORD)
# Crockford has no U, which the other base32 has: it becomes something that isn't in either.
_READ = str.maketrans(
    _CROCKFORD + _CROCKFORD.lower() + "OoIiLlUu",
    _BASE32 + _BASE32 + "AABBBB??",
    "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
)

# A host that knows the code can try keys until both see the same words, so each try has a price.
_FOUR_SALT = b"troth.four-words"
_FOUR_MEMORY_KIB, _FOUR_PASSES = 16 * 1024, 3


def new_code() -> bytes:
    return random_bytes(CODE_BYTES)


def write_code(code: bytes) -> str:
    """Eight groups of four, without letters that are taken for a digit."""
    text = base64.b32encode(_checked(code)).decode("ascii").translate(_WRITTEN)
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def read_code(text: str) -> bytes:
    """The code, however it was typed; ValueError, which doesn't repeat it, for anything else."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).translate(_READ)
    try:
        return _checked(base64.b32decode(plain))
    except (binascii.Error, ValueError):
        pass
    raise ValueError("not a code of eight groups of four")


def code_lookup(code: bytes) -> bytes:
    """Finds the invitation of a code, and tells nothing about the code."""
    return _derived(code, b"troth.pair-find")


@dataclass(frozen=True, slots=True, repr=False)
class Greeting(KeptOut):
    """From the inviter, for whoever has the code; `space_id` is that of the space to come."""

    inviter_id: UUID
    space_id: UUID
    keys: PinnedKeys
    called: str
    first_words: str


@dataclass(frozen=True, slots=True, repr=False)
class Answer(KeptOut):
    """From the joiner, for the inviter; `called` is a name as `sign_words` gives it."""

    person_id: UUID
    member_id: UUID
    keys: PinnedKeys
    called: bytes


def seal_greeting(greeting: Greeting, code: bytes, row_id: UUID) -> bytes:
    return _seal_greeting(greeting, code, row_id, new_nonce())


def _seal_greeting(greeting: Greeting, code: bytes, row_id: UUID, nonce: bytes) -> bytes:
    plain = sodium_pad(_greeting_text(greeting), BLOCK)
    bound = _greeting_bound(row_id)
    return bytes([FORMAT]) + close_box(_derived(code, b"troth.pair-greet"), plain, bound, nonce)


def open_greeting(sealed: bytes | memoryview, code: bytes, row_id: UUID) -> Greeting:
    """Raises WrongKey for another code or invitation, and for anything changed."""
    sealed = bytes(sealed)
    if sealed[:1] != bytes([FORMAT]) or len(code) != CODE_BYTES:
        raise WrongKey
    padded = open_box(_derived(code, b"troth.pair-greet"), sealed[1:], _greeting_bound(row_id))
    try:
        return decode_words(_GreetingText, sodium_unpad(padded, BLOCK)).greeting()
    except (CryptoError, ValueError):
        raise WrongKey from None


def seal_answer(answer: Answer, code: bytes, to: bytes, row_id: UUID) -> bytes:
    """`to` is the sharing key that the greeting gave; ValueError if nothing can be sealed to it."""
    return bytes([FORMAT]) + seal_to(to, _answer_plain(answer, code, to, row_id))


def _answer_plain(answer: Answer, code: bytes, to: bytes, row_id: UUID) -> bytes:
    payload = sodium_pad(_answer_text(answer), BLOCK)
    return payload + _answer_mac(payload, code, to, row_id)


def open_answer(
    sealed: bytes | memoryview, code: bytes, sharing: SharingPair, row_id: UUID
) -> Answer:
    """Raises WrongKey for an answer that wasn't made with this code, for this person and row."""
    sealed = bytes(sealed)
    if sealed[:1] != bytes([FORMAT]) or len(code) != CODE_BYTES:
        raise WrongKey
    plain = open_sealed_to(sharing, sealed[1:])
    payload, mac = plain[:-MAC_BYTES], plain[-MAC_BYTES:]
    expected = _answer_mac(payload, code, sharing.public, row_id)
    if len(mac) != MAC_BYTES or not sodium_memcmp(mac, expected):
        raise WrongKey
    try:
        return decode_words(_AnswerText, sodium_unpad(payload, BLOCK)).answer()
    except (CryptoError, ValueError):
        raise WrongKey from None


def four_numbers(
    one: tuple[UUID, PinnedKeys], other: tuple[UUID, PinnedKeys]
) -> tuple[int, int, int, int]:
    """A fingerprint of both people's public keys, each 0 to 1023; the same in either order."""
    first, second = sorted(
        person_id.bytes + keys.verify + keys.sharing for person_id, keys in (one, other)
    )
    return _four_numbers(length_prefixed(b"troth/four-words/1", first, second))


@lru_cache(maxsize=1024)
def _four_numbers(both: bytes) -> tuple[int, int, int, int]:
    """Slow the first time (about 25 ms and 16 MiB): see _FOUR_SALT."""
    digest = crypto_pwhash_alg(
        KEY_BYTES,
        both,
        _FOUR_SALT,
        _FOUR_PASSES,
        _FOUR_MEMORY_KIB * 1024,
        crypto_pwhash_ALG_ARGON2ID13,
    )
    bits = int.from_bytes(digest[:5], "big")
    return bits >> 30, bits >> 20 & 1023, bits >> 10 & 1023, bits & 1023


def _checked(code: bytes) -> bytes:
    if len(code) != CODE_BYTES:
        raise ValueError(f"a code is {CODE_BYTES} bytes")
    return code


def _derived(code: bytes, purpose: bytes) -> bytes:
    """A key of its own for each use; the code has 160 random bits, so nothing has to be slow."""
    return blake2b(b"", KEY_BYTES, key=_checked(code), person=purpose, encoder=RawEncoder)


def _greeting_text(greeting: Greeting) -> bytes:
    return encode_words(_GreetingText.of(greeting))


def _answer_text(answer: Answer) -> bytes:
    return encode_words(_AnswerText.of(answer))


def _greeting_bound(row_id: UUID) -> bytes:
    return length_prefixed(b"troth/greeting/1", row_id.bytes)


def _answer_mac(payload: bytes, code: bytes, to: bytes, row_id: UUID) -> bytes:
    message = length_prefixed(b"troth/answer/1", row_id.bytes, to, payload)
    key = _derived(code, b"troth.pair-reply")
    return blake2b(message, MAC_BYTES, key=key, person=b"troth.pair-mac", encoder=RawEncoder)


def _pinned(verify: str, sharing: str) -> PinnedKeys:
    """ValueError for public keys that couldn't be used once they are pinned."""
    keys = PinnedKeys(bytes.fromhex(verify), bytes.fromhex(sharing))
    seal_to(keys.sharing, b"")
    return keys


@dataclass(frozen=True, slots=True, repr=False)
class _GreetingText(Words):
    called: str
    first_words: str
    inviter: str
    sharing: str
    space: str
    verify: str

    @classmethod
    def of(cls, greeting: Greeting) -> Self:
        return cls(
            called=greeting.called,
            first_words=greeting.first_words,
            inviter=str(greeting.inviter_id),
            sharing=greeting.keys.sharing.hex(),
            space=str(greeting.space_id),
            verify=greeting.keys.verify.hex(),
        )

    def greeting(self) -> Greeting:
        return Greeting(
            inviter_id=UUID(self.inviter),
            space_id=UUID(self.space),
            keys=_pinned(self.verify, self.sharing),
            called=self.called,
            first_words=self.first_words,
        )


@dataclass(frozen=True, slots=True, repr=False)
class _AnswerText(Words):
    called: str
    member: str
    person: str
    sharing: str
    verify: str

    @classmethod
    def of(cls, answer: Answer) -> Self:
        return cls(
            called=answer.called.hex(),
            member=str(answer.member_id),
            person=str(answer.person_id),
            sharing=answer.keys.sharing.hex(),
            verify=answer.keys.verify.hex(),
        )

    def answer(self) -> Answer:
        return Answer(
            person_id=UUID(self.person),
            member_id=UUID(self.member),
            keys=_pinned(self.verify, self.sharing),
            called=bytes.fromhex(self.called),
        )
