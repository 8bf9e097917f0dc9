"""Writes a new password: hash, wraps and sessions change together or not at all."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID, uuid4

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from troth.people.actions import end_other_sessions
from troth.people.models import Person, Wrap
from troth.people.password import queries
from troth.people.password.prepared import PreparedPassword


@transaction.atomic
def change_password(
    person: Person, prepared: PreparedPassword, this: SessionBase, now: datetime, token: UUID
) -> bool:
    """Put the new password in the old one's place; False if the old one is gone by now.

    Only wraps that the old password opened go: one of before a reset still opens what was written
    then. Every other session of the person ends; this one goes on under another key.
    """
    found = queries.person_to_change(person.id)
    # Since it was checked, another window may have changed it: its hash must not meet our wraps.
    if found is None or found.password != prepared.former_hash:
        return False
    found.password = prepared.new_hash
    found.save(update_fields=["password"])
    Wrap.objects.filter(id__in=prepared.former_wraps).delete()
    for bundle_id, wrapped in prepared.wraps.items():
        Wrap.objects.create(
            id=token, bundle_id=bundle_id, kind=Wrap.Kind.PASSWORD, **asdict(wrapped)
        )
        token = uuid4()
    end_other_sessions(person, this, now)
    this.cycle_key()
    this[HASH_SESSION_KEY] = found.get_session_auth_hash()
    this.save()
    return True
