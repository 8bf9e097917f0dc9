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
    seal_words,
)
from troth.sealing.keys import KeyRing, SharingPair, SigningPair, SpaceKey
from troth.sealing.signatures import forget_checked_signatures
from troth.sealing.unlock import open_for_session, seal_for_session
from troth.sealing.words import BadWords, Words, decode_words, encode_words
from troth.sealing.wraps import WrapCost, WrappedKey, password_secret, unwrap_key, wrap_key

__all__ = [
    "BadWords",
    "Bundle",
    "Context",
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
    "decode_words",
    "encode_words",
    "forget_checked_signatures",
    "key_id_of",
    "new_bundle",
    "new_bundle_key",
    "open_bundle",
    "open_for_session",
    "open_words",
    "password_secret",
    "revision_of",
    "seal_bundle",
    "seal_for_session",
    "seal_words",
    "unwrap_key",
    "wrap_key",
]
