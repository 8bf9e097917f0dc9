"""What was erased, left or replaced stays so, also once an older database has been put back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from troth.config.erasing import erase_all_of
from troth.journeys.leaving.actions import leave
from troth.people.models import Person, Wrap
from troth.people.password.actions import put_back_password
from troth.people.queries import person_with_bundles
from troth.spaces.models import Member
from troth.spaces.queries import member_rows, memberships_of
from troth.web.gone import Note, notes

# No transaction takes that long: what is still only asked for by then was cut off by a crash.
SETTLED_AFTER = timedelta(hours=1)
_AT_ONCE = 500


def keep_gone(now: datetime, *, also_asked: bool = False) -> int:
    """Do again what the notes say wherever the database says otherwise; how many had come back.

    In the order in which it could have happened: whoever was erased may have left before.
    """
    return (
        sum(_leave_again(note, row) for note, row in _back_in_a_space(also_asked))
        + sum(put_back_password(*each, now) for each in _back_with_a_password(also_asked))
        + sum(_erase_again(note, person) for note, person in _back_with_an_account(also_asked))
    )


def settle_notes(now: datetime, after: timedelta = SETTLED_AFTER) -> None:
    """A crash may have come between a note and its commit: see what became of it.

    Only against the database that was in use then.
    """
    latest = (now - after).timestamp()
    for note in notes():
        if note.is_asked and note.path.stat().st_mtime <= latest:
            if _has_come_to_pass(note):
                note.confirm()
            else:
                note.throw_away()


def _has_come_to_pass(note: Note) -> bool:
    if note.kind == "left":
        return not _present().filter(space_id=note.ids[0], id=note.ids[1]).exists()
    person = person_with_bundles(note.ids[0])
    if note.kind == "erased" or person is None:
        return person is None
    return bool(person.password == note.facts()["hash"])


def _present() -> QuerySet[Member]:
    return member_rows().filter(left_on__isnull=True)


def _batches(kind: str, also_asked: bool) -> Iterator[list[Note]]:
    found = [note for note in notes(kind) if also_asked or not note.is_asked]
    for start in range(0, len(found), _AT_ONCE):
        yield found[start : start + _AT_ONCE]


def _back_in_a_space(also_asked: bool) -> Iterator[tuple[Note, Member]]:
    for some in _batches("left", also_asked):
        by_ids = {note.ids: note for note in some}
        for row in _present().filter(space_id__in={note.ids[0] for note in some}):
            note = by_ids.get((row.space_id, row.id))
            if note is not None:
                yield note, row


def _back_with_a_password(also_asked: bool) -> Iterator[tuple[UUID, dict[str, Any]]]:
    for some in _batches("password", also_asked):
        facts = {note.ids[0]: note.facts() for note in some}
        gone = {wrap for each in facts.values() for wrap in each["gone"]}
        back = Wrap.objects.filter(id__in=gone).values_list("bundle__person_id", flat=True)
        for person_id in set(back) & facts.keys():
            yield person_id, facts[person_id]


def _back_with_an_account(also_asked: bool) -> Iterator[tuple[Note, Person]]:
    for some in _batches("erased", also_asked):
        by_id = {note.ids[0]: note for note in some}
        for person in list(Person.objects.filter(id__in=by_id)):
            yield by_id[person.id], person


def _leave_again(note: Note, row: Member) -> bool:
    person, facts = person_with_bundles(row.person_id), note.facts()
    if person is None:
        return False
    with transaction.atomic():
        for membership in memberships_of(person, None):
            if membership.space_id == row.space_id:
                takes_back = facts["takes_words_back"]
                leave(membership, _noon(facts["on"]), takes_words_back=takes_back)
    return True


def _erase_again(note: Note, person: Person) -> bool:
    erase_all_of(person, _noon(note.facts()["on"]))
    return True


def _noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(12), UTC)
