"""Writes across capabilities, each one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from troth.grounds.actions import choose_focus
from troth.people.actions import PreparedKeys, add_person
from troth.people.models import Person
from troth.spaces.actions import make_private_space
from troth.spaces.ids import new_id
from troth.spaces.pairing.actions import join
from troth.spaces.queries import memberships_of


@dataclass(frozen=True, slots=True, repr=False)
class Brought:
    """What somebody brings to signing up by an invitation: its code, and the habit, if one."""

    code: bytes
    habit: str = ""


@transaction.atomic
def sign_up(
    person: Person,
    prepared: PreparedKeys,
    called: str,
    now: datetime,
    brought: Brought | None = None,
) -> Person:
    """A new person, their keys and their private space, or nothing of it.

    By an invitation they have joined as well, with a first habit. Raises CannotPair.
    """
    add_person(person, prepared, now)
    make_private_space(person.id, prepared.keys.ring(person.id), called, now)
    if brought is not None:
        (mine,) = memberships_of(person, prepared.keys)
        join(mine, prepared.keys, brought.code, called, now, new_id(now.date()))
        if brought.habit:
            choose_focus(mine, brought.habit, now, new_id(mine.today(now)))
    return person
