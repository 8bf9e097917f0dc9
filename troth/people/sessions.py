"""The session engine: Django's database sessions, findable by person."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from troth.people.models import Session
from troth.web.full_disk import NoRoom, is_full


class SessionStore(DatabaseStore):
    """Keeps the person's id beside the session, so that a person can end the others."""

    # Set while a page is only read: what it would note then is no reason not to show it.
    may_be_lost = False

    def save(self, must_create: bool = False) -> None:
        """Reading goes on when the disk is full, and the day's first visit isn't noted."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if not is_full(error):
                raise
            if not self.may_be_lost:
                # Django would say that the session was ended elsewhere.
                raise NoRoom from error

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast(Session, super().create_model_instance(data))
        person_id = data.get(SESSION_KEY)
        session.person_id = uuid.UUID(person_id) if person_id else None
        return session
