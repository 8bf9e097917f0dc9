"""Erases an account for whoever hosts it: keys, words, sessions; `troth erase`."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from troth.journeys.leaving.actions import leave
from troth.people.actions import erase_person
from troth.people.queries import person_named, private_spaces_of
from troth.spaces.pairing.actions import revoke_invitation, step_back
from troth.spaces.queries import memberships_of
from troth.web.capabilities import offered


def erase_account(username: str, now: datetime) -> bool:
    """Erase everything of one person's own in one transaction; False if there is nobody so named.

    What they share they leave, and take their words back. What was deleted stays in backups
    until they expire.
    """
    person = person_named(username)
    if person is None:
        return False
    with transaction.atomic():
        for membership in memberships_of(person, None):
            if membership.is_private:
                revoke_invitation(membership, now)
                step_back(membership, now)
            else:
                leave(membership, now, takes_words_back=True)
        for space_id in private_spaces_of(person):
            for _, erase_rows in offered("export", "erase_rows"):
                erase_rows(space_id, now)
        erase_person(person.id, now)
    return True
