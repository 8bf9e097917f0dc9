"""Opaque names: which rows belong together, without saying what they are about."""

from uuid import UUID

from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from troth.sealing.box import length_prefixed
from troth.sealing.keys import KeyRing, SpaceKey

TOPIC_BYTES = 16


def topic_of(key: SpaceKey, *parts: str) -> UUID:
    """BLAKE2b under the space's key: without it nobody can tell what has this name.

    The same parts have the same name for everybody with the key, so that two can meet on it.
    """
    said = length_prefixed(*(part.encode("utf-8") for part in parts))
    digest = blake2b(said, TOPIC_BYTES, key=key.secret, person=b"troth.topic", encoder=RawEncoder)
    return UUID(bytes=digest)


def topics_of(ring: KeyRing, *parts: str) -> list[UUID]:
    """The name under the space's key of now, then those that it had under older ones."""
    return [topic_of(key, *parts) for key in (ring.current, *ring.older)]
