"""Writes about a person, their keys and their sessions."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from troth.people import queries, session_facts
from troth.people.derivation import one_derivation
from troth.people.models import Bundle, Person, Session, Wrap
from troth.people.sessions import SessionStore
from troth.people.unlock import OWN_PHONE, OWN_PHONE_S, SEEN_ON, SHARED_DEVICE_S
from troth.people.words import SessionWords
from troth.sealing import Bundle as Keys
from troth.sealing import (
    KeyRing,
    PinnedKeys,
    WrappedKey,
    WrongKey,
    new_bundle,
    new_bundle_key,
    open_bundle,
    password_secret,
    seal_bundle,
    seal_words,
    unwrap_key,
    wrap_key,
)


@dataclass(frozen=True, slots=True, repr=False)
class PreparedKeys:
    """A new person's keys, derived before any transaction since that takes a while."""

    keys: Keys
    bundle_key: bytes
    wrapped: WrappedKey


def prepare_keys(person_id: uuid.UUID, space_id: uuid.UUID, password: str) -> PreparedKeys:
    """Draw a first bundle and wrap its key for the password; writes nothing."""
    keys = new_bundle(space_id, generation=1)
    bundle_key = new_bundle_key()
    with one_derivation():
        wrapped = wrap_key(
            bundle_key,
            password_secret(password),
            settings.TROTH_KEY_COST,
            person_id=person_id,
            generation=keys.generation,
        )
    return PreparedKeys(keys, bundle_key, wrapped)


@transaction.atomic
def add_person(person: Person, prepared: PreparedKeys, now: datetime) -> Person:
    """Save a new person with their first bundle; IntegrityError if the name was just taken."""
    keys = prepared.keys
    person.joined_on = now.date()
    person.save(force_insert=True)
    bundle = Bundle.objects.create(
        person=person,
        generation=keys.generation,
        private_space_id=keys.private_space_id,
        verify_key=keys.signing.public,
        sharing_key=keys.sharing.public,
        sealed=seal_bundle(keys, prepared.bundle_key, person.id),
    )
    Wrap.objects.create(
        bundle=bundle,
        kind=Wrap.Kind.PASSWORD,
        salt=prepared.wrapped.salt,
        memory_kib=prepared.wrapped.memory_kib,
        passes=prepared.wrapped.passes,
        sealed=prepared.wrapped.sealed,
    )
    return person


@transaction.atomic
def pin_keys(
    person: Person, bundle_key: bytes, other_id: uuid.UUID, pinned: PinnedKeys, now: datetime
) -> Keys:
    """Keep somebody else's public keys in the person's own bundle; the bundle as it is then.

    Raises WrongKey if the key opens none of the person's bundles.
    """
    for row in Bundle.objects.select_for_update().filter(person=person).order_by("-generation"):
        try:
            keys = open_bundle(bytes(row.sealed), bundle_key, person.id)
        except WrongKey:
            continue
        keys = keys.with_pinned(other_id, pinned)
        row.sealed = seal_bundle(keys, bundle_key, person.id)
        row.save(update_fields=["sealed"])
        return keys
    raise WrongKey


def opened_wraps(person: Person, password: str) -> Iterator[tuple[Wrap, bytes]]:
    """Each wrap that the password opens with the bundle key in it, of the newest generation first.

    Each costs a derivation, the ones that don't open as well.
    """
    for wrap in queries.password_wraps(person):
        wrapped = WrappedKey(
            salt=bytes(wrap.salt),
            memory_kib=wrap.memory_kib,
            passes=wrap.passes,
            sealed=bytes(wrap.sealed),
        )
        try:
            with one_derivation():
                bundle_key = unwrap_key(
                    wrapped,
                    password_secret(password),
                    person_id=person.id,
                    generation=wrap.bundle.generation,
                )
        except WrongKey:
            continue
        yield wrap, bundle_key


def unwrap_bundle_key(person: Person, password: str) -> bytes | None:
    """The newest bundle key that the password opens; None if it opens none (after a reset)."""
    return next((bundle_key for _wrap, bundle_key in opened_wraps(person, password)), None)


def begin_session(session: SessionBase, is_own_phone: bool, now: datetime) -> None:
    """Note a new session's few facts; the request's own session is saved with the answer."""
    today = now.date().isoformat()
    session[session_facts.PUBLIC_ID] = str(uuid.uuid4())
    session[session_facts.STARTED_ON] = today
    session[SEEN_ON] = today
    stay_signed_in(session, is_own_phone, now)


def stay_signed_in(session: SessionBase, is_own_phone: bool, now: datetime) -> None:
    """Stay for 180 days on one's own phone, else for twelve hours."""
    session[OWN_PHONE] = is_own_phone
    session.set_expiry(OWN_PHONE_S if is_own_phone else SHARED_DEVICE_S)


@transaction.atomic
def name_session(
    person: Person,
    ring: KeyRing,
    this: SessionBase,
    public_id: uuid.UUID,
    name: str,
    now: datetime,
) -> bool:
    """Name one of the person's own sessions; False if there is none by that id."""
    context = queries.session_context(person.id, ring, public_id)
    sealed = base64.b64encode(seal_words(ring, context, SessionWords(name=name))).decode()
    for row in queries.sessions_of(person, this):
        if row.facts.public_id == public_id:
            if row.is_this_one:
                this[session_facts.NAME] = sealed
                return True
            return _name_elsewhere(row.session_key, sealed)
    return False


def _name_elsewhere(session_key: str, sealed: str) -> bool:
    """The data alone: saving the session would keep that browser signed in for longer."""
    row = Session.objects.select_for_update().filter(session_key=session_key).first()
    if row is None:
        return False
    data = {**row.get_decoded(), session_facts.NAME: sealed}
    row.session_data = SessionStore().encode(data)
    row.save(update_fields=["session_data"])
    return True


@transaction.atomic
def end_session(person: Person, this: SessionBase, public_id: uuid.UUID, now: datetime) -> bool:
    """End one other session of the person; False if there is none by that id."""
    for row in queries.sessions_of(person, this):
        if row.facts.public_id == public_id and not row.is_this_one:
            Session.objects.filter(session_key=row.session_key, person_id=person.id).delete()
            return True
    return False


@transaction.atomic
def end_other_sessions(person: Person, this: SessionBase, now: datetime) -> None:
    """Sign the person out everywhere else; rows and what they could open go with them."""
    Session.objects.filter(person_id=person.id).exclude(session_key=this.session_key).delete()


@transaction.atomic
def end_all_sessions(now: datetime) -> None:
    """Sign everybody out everywhere: a backup that is put back holds the sessions of then."""
    Session.objects.all().delete()


@transaction.atomic
def change_preferences(
    person: Person, *, time_zone: str, ask_again: str, exit_address: str, now: datetime
) -> None:
    person.time_zone = time_zone
    person.ask_again = ask_again
    person.exit_address = exit_address
    person.save(update_fields=["time_zone", "ask_again", "exit_address"])


@transaction.atomic
def change_email(person: Person, email: str, now: datetime) -> None:
    """Keep or, when empty, remove the address."""
    person.email = email
    person.save(update_fields=["email"])


@transaction.atomic
def erase_keys(space_id: uuid.UUID, now: datetime) -> None:
    """The keys of one private space with the ways to open them: after that nothing opens it."""
    Bundle.objects.filter(private_space_id=space_id).delete()


@transaction.atomic
def erase_person(person_id: uuid.UUID, now: datetime) -> None:
    """An account with its keys and sessions, once its private space is erased."""
    Session.objects.filter(person_id=person_id).delete()
    Person.objects.filter(id=person_id).delete()
