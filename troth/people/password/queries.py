"""Reads for changing a password."""

from __future__ import annotations

from uuid import UUID

from troth.people.models import Person, Wrap


def person_to_change(person_id: UUID) -> Person | None:
    """The person as they are now, kept from other writers until the transaction ends."""
    return Person.objects.select_for_update().filter(id=person_id).first()


def is_wrapped_as(person: Person, token: UUID) -> bool:
    """Whether a form with this token has already changed the person's password."""
    return Wrap.objects.filter(id=token, bundle__person=person, kind=Wrap.Kind.PASSWORD).exists()
