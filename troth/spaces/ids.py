"""Row ids: UUIDs (version 8, RFC 9562) whose leading bits hold the day and no clock time."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import date, timedelta

_FIRST_DAY = date(2020, 1, 1)
_RANDOM_BITS = 106
_VERSION = 0b1000
_VARIANT = 0b10


def new_id(day: date) -> uuid.UUID:
    """A fresh id of that day: 16 bits of days since 2020, 106 random bits.

    A whole timestamp would tell the partner at what hour something was written.
    """
    return _id_of(day, secrets.randbits(_RANDOM_BITS))


def id_for(day: date, source: uuid.UUID) -> uuid.UUID:
    """The one id of that day that comes from `source`: made twice, it is the same row."""
    digest = hashlib.blake2b(source.bytes + day.isoformat().encode(), digest_size=16).digest()
    return _id_of(day, int.from_bytes(digest) >> (128 - _RANDOM_BITS))


def _id_of(day: date, noise: int) -> uuid.UUID:
    days = (day - _FIRST_DAY).days
    if not 0 <= days < 1 << 16:
        raise ValueError(f"no id can hold the day {day}")
    high, middle, low = noise >> 74, (noise >> 62) & 0xFFF, noise & ((1 << 62) - 1)
    return uuid.UUID(
        int=days << 112 | high << 80 | _VERSION << 76 | middle << 64 | _VARIANT << 62 | low
    )


def day_of(row_id: uuid.UUID) -> date:
    """The day that an id holds; ValueError if it isn't one of ours."""
    if row_id.version != _VERSION or row_id.variant != uuid.RFC_4122:
        raise ValueError("not an id of a row")
    return _FIRST_DAY + timedelta(days=row_id.int >> 112)


def is_fresh_id(row_id: uuid.UUID, today: date) -> bool:
    """Whether a form of the last days could have carried this id for a row to come."""
    try:
        return abs((today - day_of(row_id)).days) <= 7
    except ValueError:
        return False


def fresh_or_new(row_id: uuid.UUID | None, today: date) -> uuid.UUID:
    """The id that a form carried for a row to come; another where that can't be one."""
    return row_id if row_id is not None and is_fresh_id(row_id, today) else new_id(today)
