"""Reads about people, their bundles and their sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import QuerySet
from django.utils import timezone

from troth.people.models import Bundle, Person, Session, Wrap
from troth.people.session_facts import SessionFacts, facts_of
from troth.people.words import SessionWords
from troth.sealing import Context, KeyRing, Opened, Reason, Unopened, open_words


def person_with_bundles(person_id: UUID | str) -> Person | None:
    """A person with all bundle generations, newest first, in one query."""
    rows = list(_bundles_newest_first().filter(person_id=person_id))
    if not rows:
        return Person.objects.filter(id=person_id).first()
    person = rows[0].person
    person._bundle_rows = rows
    return person


@cache
def _bundles_newest_first() -> QuerySet[Bundle]:
    # Put together once: every page of everybody signed in asks for it.
    return Bundle.objects.select_related("person").order_by("-generation")


def person_named(username: str) -> Person | None:
    """By sign-in name, whatever its capitals."""
    return Person.objects.filter(username=username.lower()).first()


def private_spaces_of(person: Person) -> list[UUID]:
    """The private spaces of all the person's bundles, each once."""
    spaces = Bundle.objects.filter(person=person).values_list("private_space_id", flat=True)
    return list(dict.fromkeys(spaces))


def public_keys_of(person_id: UUID) -> tuple[bytes, bytes] | None:
    """The newest public keys, to verify and to seal to, that the database names for somebody."""
    # The newest is found here, since having a few rows sorted costs more than reading them.
    found = max(_keys_by_generation().filter(person_id=person_id), default=None)
    if found is None:
        return None
    _generation, verify_key, sharing_key = found
    try:
        return bytes(verify_key), bytes(sharing_key)
    except TypeError:
        # SQLite gives text where somebody stored it in place of bytes.
        return b"", b""


@cache
def _keys_by_generation() -> QuerySet[Bundle, tuple[int, bytes | memoryview, bytes | memoryview]]:
    # Put together once: that takes longer than to have it answered.
    return Bundle.objects.values_list("generation", "verify_key", "sharing_key")


def password_wraps(person: Person) -> list[Wrap]:
    """The ways in by password, of the newest generation first."""
    return list(
        Wrap.objects.select_related("bundle")
        .filter(bundle__person=person, kind=Wrap.Kind.PASSWORD)
        .order_by("-bundle__generation")
    )


def zone_of(person: Person) -> ZoneInfo:
    """The person's zone; UTC while none is known, or none that there is."""
    try:
        return ZoneInfo(person.time_zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def zones_of(person_ids: Iterable[UUID]) -> dict[UUID, ZoneInfo]:
    """The zones of several people, keyless: for what is due where each of them is."""
    people = Person.objects.filter(id__in=list(person_ids)).only("id", "time_zone")
    return {person.id: zone_of(person) for person in people}


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One signed-in browser, as its person's list shows it; `name` is None if it has none."""

    session_key: str
    facts: SessionFacts
    is_this_one: bool
    name: str | Unopened | None


def sessions_of(person: Person, this: SessionBase, ring: KeyRing | None = None) -> list[SessionRow]:
    """The person's live sessions, this browser's first, then by the day last seen.

    Names open with the ring of the person's private space.
    """
    rows = []
    for row in Session.objects.filter(person_id=person.id, expire_date__gt=timezone.now()):
        facts = facts_of(row.get_decoded())
        rows.append(
            SessionRow(
                session_key=row.session_key,
                facts=facts,
                is_this_one=row.session_key == this.session_key,
                name=_opened_name(person.id, ring, facts),
            )
        )
    oldest = date.min
    return sorted(
        rows, key=lambda row: (row.is_this_one, row.facts.seen_on or oldest), reverse=True
    )


def session_context(person_id: UUID, ring: KeyRing, public_id: UUID) -> Context:
    """Where the name of a session stands, for sealing and opening it."""
    return Context("people.session", ring.space_id, public_id, person_id)


def _opened_name(
    person_id: UUID, ring: KeyRing | None, facts: SessionFacts
) -> str | Unopened | None:
    if not facts.name or facts.public_id is None:
        return None
    if ring is None:
        return Unopened(Reason.LOCKED)
    context = session_context(person_id, ring, facts.public_id)
    opened = open_words(ring, context, facts.name, SessionWords)
    return opened.words.name if isinstance(opened, Opened) else opened
