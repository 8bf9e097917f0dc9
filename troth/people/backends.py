"""The sign-in backend: allauth's, fetching a person and their bundles in one query."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from troth.people import queries
from troth.people.models import Person


class PersonBackend(AuthenticationBackend):
    """Loads the person of a session; checking a password is left to allauth."""

    def get_user(self, user_id: Any) -> Person | None:
        person = queries.person_with_bundles(user_id)
        return person if person is not None and person.is_active else None
