"""Writes across capabilities, each one transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from troth.people.actions import PreparedKeys, add_person
from troth.people.models import Person
from troth.spaces.actions import make_private_space


@transaction.atomic
def sign_up(person: Person, prepared: PreparedKeys, called: str, now: datetime) -> Person:
    """A new person, their keys and their private space, or nothing of it."""
    add_person(person, prepared, now)
    make_private_space(person.id, prepared.keys.ring(person.id), called, now)
    return person
