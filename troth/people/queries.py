"""Reads about people, their bundles and their sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from troth.people.models import Bundle, Person, Session, Wrap
from troth.people.session_facts import SessionFacts, facts_of


def person_with_bundles(person_id: UUID | str) -> Person | None:
    """A person with all bundle generations, newest first, in one query."""
    rows = list(
        Bundle.objects.select_related("person").filter(person_id=person_id).order_by("-generation")
    )
    if not rows:
        return Person.objects.filter(id=person_id).first()
    person = rows[0].person
    person._bundle_rows = rows
    return person


def person_named(username: str) -> Person | None:
    """By sign-in name, whatever its capitals."""
    return Person.objects.filter(username=username.lower()).first()


def private_spaces_of(person: Person) -> list[UUID]:
    """The private spaces of all the person's bundles, each once."""
    spaces = Bundle.objects.filter(person=person).values_list("private_space_id", flat=True)
    return list(dict.fromkeys(spaces))


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


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One signed-in browser, as its person's list shows it."""

    session_key: str
    facts: SessionFacts
    is_this_one: bool


def sessions_of(person: Person, this: SessionBase) -> list[SessionRow]:
    """The person's live sessions, this browser's first, then by the day last seen."""
    rows = [
        SessionRow(
            session_key=row.session_key,
            facts=facts_of(row.get_decoded()),
            is_this_one=row.session_key == this.session_key,
        )
        for row in Session.objects.filter(person_id=person.id, expire_date__gt=timezone.now())
    ]
    oldest = date.min
    return sorted(
        rows, key=lambda row: (row.is_this_one, row.facts.seen_on or oldest), reverse=True
    )
