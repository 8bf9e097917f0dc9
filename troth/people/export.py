"""How an account leaves, and how the keys of a private space are erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol
from uuid import UUID

from troth.people.actions import erase_keys
from troth.people.queries import person_with_bundles


class OfPerson(Protocol):
    """A membership, of which this lower capability knows only whose and what kind it is."""

    @property
    def person_id(self) -> UUID: ...

    @property
    def is_private(self) -> bool: ...


def export_rows(membership: OfPerson) -> Iterator[dict[str, object]]:
    """The account as its person sees it in Me: no hash, no key, no session. It stands once."""
    person = person_with_bundles(membership.person_id) if membership.is_private else None
    if person is not None:
        yield {
            "kind": "account",
            "id": str(person.id),
            "username": person.username,
            "email": person.email,
            "joined_on": person.joined_on.isoformat(),
            "time_zone": person.time_zone,
            "ask_again": person.ask_again,
            "exit_address": person.exit_address,
        }


def erase_rows(space_id: UUID, now: datetime) -> None:
    """Delete the keys of one private space, which shreds whatever is still left of it."""
    erase_keys(space_id, now)
