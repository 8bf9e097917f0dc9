"""The session engine: Django's database sessions, findable by person."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from troth.people.models import Session


class SessionStore(DatabaseStore):
    """Keeps the person's id beside the session, so that a person can end the others."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast(Session, super().create_model_instance(data))
        person_id = data.get(SESSION_KEY)
        session.person_id = uuid.UUID(person_id) if person_id else None
        return session
