"""Writes a new password: hash, wraps and sessions change together or not at all."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from troth.people.actions import end_other_sessions
from troth.people.models import Bundle, Person, Session, Wrap
from troth.people.password import queries
from troth.people.password.noted import as_noted, read_noted
from troth.people.password.prepared import PreparedPassword
from troth.web.gone import note_gone, noted


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
    # A backup of before opens with the old password: restored, it gets this one.
    facts = as_noted(found, prepared.former_wraps, noted("password", person.id))
    note_gone("password", person.id, facts=facts)
    return True


@transaction.atomic
def put_back_password(person_id: UUID, facts: dict[str, Any], now: datetime) -> bool:
    """Put the newer password that was noted in the place of one that a backup brought back.

    The keys behind both are the same, so nobody loses a word. False if none had come back.
    """
    found = queries.person_to_change(person_id)
    newer = read_noted(facts)
    if found is None:
        return False
    back = Wrap.objects.filter(bundle__person=found, id__in=newer.gone)
    # Not by the hash: where several machines serve, another may have noted a newer one yet.
    if not back.exists():
        return False
    back.delete()
    found.password = newer.hash
    found.save(update_fields=["password"])
    there = set(Bundle.objects.filter(person=found).values_list("id", flat=True))
    for wrap in newer.wraps:
        if wrap.bundle_id in there and not Wrap.objects.filter(id=wrap.id).exists():
            wrap.save(force_insert=True)
    Session.objects.filter(person_id=person_id).delete()
    return True
