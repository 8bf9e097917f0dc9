"""Sealing: keys, envelopes and signatures through libsodium; knows nothing of the rest."""

from troth.sealing.box import WrongKey
from troth.sealing.bundle import (
    Bundle,
    PinnedKeys,
    new_bundle,
    new_bundle_key,
    open_bundle,
    seal_bundle,
)
from troth.sealing.context import Context
from troth.sealing.envelope import (
    Opened,
    Reason,
    Unopened,
    key_id_of,
    open_words,
    revision_of,
    seal_signed,
    seal_words,
    sign_words,
)
from troth.sealing.grants import GRANT_BYTES, open_grants, seal_grant
from troth.sealing.keys import KeyRing, SharingPair, SigningPair, SpaceKey
from troth.sealing.pairing import (
    Answer,
    Greeting,
    code_lookup,
    four_numbers,
    new_code,
    open_answer,
    open_greeting,
    read_code,
    seal_answer,
    seal_greeting,
    write_code,
)
from troth.sealing.signatures import forget_checked_signatures
from troth.sealing.topics import topic_of, topics_of
from troth.sealing.unlock import open_for_session, seal_for_session
from troth.sealing.words import BadWords, Words, decode_words, encode_words
from troth.sealing.wraps import WrapCost, WrappedKey, password_secret, unwrap_key, wrap_key

__all__ = [
    "GRANT_BYTES",
    "Answer",
    "BadWords",
    "Bundle",
    "Context",
    "Greeting",
    "KeyRing",
    "Opened",
    "PinnedKeys",
    "Reason",
    "SharingPair",
    "SigningPair",
    "SpaceKey",
    "Unopened",
    "Words",
    "WrapCost",
    "WrappedKey",
    "WrongKey",
    "code_lookup",
    "decode_words",
    "encode_words",
    "forget_checked_signatures",
    "four_numbers",
    "key_id_of",
    "new_bundle",
    "new_bundle_key",
    "new_code",
    "open_answer",
    "open_bundle",
    "open_for_session",
    "open_grants",
    "open_greeting",
    "open_words",
    "password_secret",
    "read_code",
    "revision_of",
    "seal_answer",
    "seal_bundle",
    "seal_for_session",
    "seal_grant",
    "seal_greeting",
    "seal_signed",
    "seal_words",
    "sign_words",
    "topic_of",
    "topics_of",
    "unwrap_key",
    "wrap_key",
    "write_code",
]
