"""Checking an author's signature, once: a bounded memory of those already found true."""

from collections import OrderedDict
from hashlib import blake2b
from threading import Lock

from nacl.bindings import crypto_sign_open
from nacl.exceptions import BadSignatureError
from nacl.utils import random as random_bytes

REMEMBERED = 16_384

# The digests hold no text and are keyed afresh in each process: without this key nobody can ask
# them whether somebody wrote a guessed line. Python's own BLAKE2b is the same function as
# libsodium's without the cost of a call through cffi, which would be a tenth of what is saved.
_digest_key = random_bytes(32)
_true: OrderedDict[bytes, None] = OrderedDict()
_lock = Lock()


def is_signed(message: bytes, signature: bytes, public: bytes) -> bool:
    """Whether this public key's owner signed the message."""
    signed = signature + message
    digest = blake2b(public + signed, digest_size=32, key=_digest_key).digest()
    with _lock:
        if digest in _true:
            _true.move_to_end(digest)
            return True
    try:
        crypto_sign_open(signed, public)
    except (BadSignatureError, ValueError):
        return False
    with _lock:
        _true[digest] = None
        if len(_true) > REMEMBERED:
            _true.popitem(last=False)
    return True


def forget_checked_signatures() -> None:
    """Empty the memory: every signature is checked again (for measuring and tests)."""
    with _lock:
        _true.clear()
