"""Erases an account for whoever hosts it: keys, words, sessions; `troth erase`."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from troth.journeys.leaving.actions import leave, take_words_back
from troth.people.actions import erase_person
from troth.people.models import Person
from troth.people.queries import person_named, private_spaces_of
from troth.spaces.pairing.actions import revoke_invitation, step_back
from troth.spaces.queries import memberships_of, spaces_left_by
from troth.web.capabilities import offered
from troth.web.gone import note_gone, throw_away_later


def erase_account(username: str, now: datetime) -> bool:
    """Erase everything of one person's own in one transaction; False if there is nobody so named.

    What they share they leave, and take their words back, also where they had left before. What
    was deleted stays in backups until they expire.
    """
    person = person_named(username)
    if person is None:
        return False
    erase_all_of(person, now)
    return True


@transaction.atomic
def erase_all_of(person: Person, now: datetime) -> None:
    """The same for a person who is known to be there."""
    for membership in memberships_of(person, None):
        if membership.is_private:
            revoke_invitation(membership, now)
            step_back(membership, now)
        else:
            leave(membership, now, takes_words_back=True)
    for space_id in spaces_left_by(person.id):
        take_words_back(space_id, person.id, now)
    for space_id in private_spaces_of(person):
        for _, erase_rows in offered("export", "erase_rows"):
            erase_rows(space_id, now)
    erase_person(person.id, now)
    note_gone("erased", person.id, facts={"on": now.date().isoformat()})
    # It holds what a newer password opens.
    throw_away_later("password", person.id)
