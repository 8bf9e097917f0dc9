"""Rows of practices that point nowhere, or that the record doesn't know: `troth check`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from troth.practices.models import DeckChoice, OwnAnswer, Ritual, Run, SharedAnswer
from troth.practices.rules import State
from troth.practices.sharing.queries import TOLD_AS
from troth.record.models import Kind
from troth.record.queries import due_rows
from troth.spaces.models import Space
from troth.spaces.queries import member_rows
from troth.web.faults import each_row


def find_faults() -> Iterator[str]:
    """One line a fault, with ids alone; reads no words and needs no key."""
    run = Run.objects.filter(space_id=OuterRef("space_id"), id=OuterRef("run_id"))
    yield from each_row(OwnAnswer.objects.filter(~Exists(run)), "an answer of no run")
    rows_of_people: tuple[tuple[QuerySet[Any], str], ...] = (
        (Run.objects.all(), "a run"),
        (SharedAnswer.objects.all(), "an answer"),
        (DeckChoice.objects.all(), "a choice of decks"),
        (Ritual.objects.all(), "a ritual"),
    )
    for rows, what in rows_of_people:
        member = member_rows().filter(
            space_id=OuterRef("space_id"), person_id=OuterRef("person_id")
        )
        yield from each_row(rows.filter(~Exists(member)), f"{what} of no member")
    shared = Run.objects.exclude(space__kind=Space.Kind.PRIVATE)
    yield from each_row(shared, "a run outside its person’s private space")
    private = SharedAnswer.objects.exclude(space__kind=Space.Kind.SHARED)
    yield from each_row(private, "an answer handed over in a private space")
    due = due_rows(Kind.RITUAL).filter(
        space_id=OuterRef("space_id"), target_id=OuterRef("id"), person_id=OuterRef("person_id")
    )
    yield from each_row(Ritual.objects.filter(~Exists(due)), "a ritual that is due on no day")
    open_run = Run.objects.filter(
        space_id=OuterRef("space_id"),
        id=OuterRef("target_id"),
        person_id=OuterRef("person_id"),
        state=State.OPEN.value,
    )
    own = due_rows(Kind.PRACTICE).filter(space__kind=Space.Kind.PRIVATE)
    yield from each_row(own.filter(~Exists(open_run)), "due, and no run that is open")
    yield from _faults_of_meeting()
    yield from _faults_of_due()


def _faults_of_meeting() -> Iterator[str]:
    """What has opened names what opened it, and the other way round."""
    back = SharedAnswer.objects.filter(
        space_id=OuterRef("space_id"), id=OuterRef("meets_id"), meets_id=OuterRef("id")
    ).exclude(person_id=OuterRef("person_id"))
    met = SharedAnswer.objects.filter(meets_id__isnull=False)
    yield from each_row(met.filter(~Exists(back)), "an answer that nothing of the other’s opened")
    # One of the two may have been opened by its author alone.
    never = met.filter(waits_until__isnull=True).filter(Exists(back.filter(waits_until=None)))
    yield from each_row(never, "an answer that met and never waited")


def _faults_of_due() -> Iterator[str]:
    """What the partner is told of stands there, and is somebody else's."""
    answer = SharedAnswer.objects.filter(space_id=OuterRef("space_id"), id=OuterRef("target_id"))
    for kind in TOLD_AS:
        rows = due_rows(kind).filter(space__kind=Space.Kind.SHARED)
        yield from each_row(rows.filter(~Exists(answer)), "due, and no answer")
        own = answer.filter(person_id=OuterRef("person_id"))
        yield from each_row(rows.filter(Exists(own)), "due for whoever gave it")
