"""Erases an account for whoever hosts it: keys, words, sessions; `troth erase`."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from troth.config.capabilities import offered
from troth.people.actions import erase_person
from troth.people.queries import person_named, private_spaces_of


def erase_account(username: str, now: datetime) -> bool:
    """Erase everything of one person's own in one transaction; False if there is nobody so named.

    What was deleted stays in backups until they expire.
    """
    person = person_named(username)
    if person is None:
        return False
    with transaction.atomic():
        for space_id in private_spaces_of(person):
            for _, erase_rows in offered("export", "erase_rows"):
                erase_rows(space_id, now)
        erase_person(person.id, now)
    return True
