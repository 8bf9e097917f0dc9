"""What a new password needs, derived before any transaction since that takes a while."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password

from troth.people.actions import opened_wraps
from troth.people.derivation import one_derivation
from troth.people.models import Person
from troth.sealing import WrappedKey, password_secret, wrap_key


@dataclass(frozen=True, slots=True, repr=False)
class PreparedPassword:
    """Sign-in hash and wraps, of now and to come; `wraps` by the bundles they belong to."""

    former_hash: str
    former_wraps: tuple[UUID, ...]
    new_hash: str
    wraps: dict[UUID, WrappedKey]


def prepare_password(person: Person, old: str, new: str) -> PreparedPassword | None:
    """Wrap anew what the old password opens; None if that is nothing. Writes nothing."""
    former, wraps = [], {}
    for wrap, bundle_key in opened_wraps(person, old):
        former.append(wrap.id)
        with one_derivation():
            wraps[wrap.bundle_id] = wrap_key(
                bundle_key,
                password_secret(new),
                settings.TROTH_KEY_COST,
                person_id=person.id,
                generation=wrap.bundle.generation,
            )
    if not wraps:
        return None
    return PreparedPassword(person.password, tuple(former), make_password(new), wraps)
