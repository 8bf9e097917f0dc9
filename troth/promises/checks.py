"""Rows of promises that point nowhere, or that the record doesn't know: `troth check`."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Subquery

from troth.promises.models import Ending, Promise
from troth.promises.rhythms import checks
from troth.promises.rules import State
from troth.record.models import Kind
from troth.record.queries import due_rows, event_rows
from troth.spaces.models import Space
from troth.spaces.queries import member_rows
from troth.web.faults import each_row


def find_faults() -> Iterator[str]:
    """One line a fault, with ids alone; reads no words and needs no key."""
    yield from _moves_that_point_nowhere()
    yield from _states_that_no_ending_bears_out()
    yield from _faults_of_due()
    yield from _faults_of_events()
    yield from _traces_of_what_was_taken_back()
    yield from _rows_of_nobody_there()
    yield from checks.find_faults()


def _moves_that_point_nowhere() -> Iterator[str]:
    moved = Promise.objects.filter(
        space_id=OuterRef("space_id"), id=OuterRef("follows_id"), state=State.MOVED.value
    )
    rows = Promise.objects.filter(~Exists(moved), follows_id__isnull=False)
    yield from each_row(rows, "a promise that follows none that was moved")


def _states_that_no_ending_bears_out() -> Iterator[str]:
    """By the clear columns; what was signed is checked wherever it is opened."""
    endings = Ending.objects.filter(space_id=OuterRef("space_id"), promise_id=OuterRef("id"))
    last = Subquery(endings.order_by("-number").values("state")[:1])
    promises = Promise.objects.annotate(last_said=last)
    opened = promises.filter(state=State.OPEN.value).exclude(last_said=State.OPEN.value)
    opened = opened.filter(last_said__isnull=False)
    yield from each_row(opened, "an open promise with an ending")
    ended = promises.exclude(state=State.OPEN.value)
    unsaid = ended.filter(last_said__isnull=True) | ended.exclude(state=F("last_said"))
    yield from each_row(unsaid, "a promise whose state is not its last ending’s")


def _faults_of_due() -> Iterator[str]:
    due = due_rows(Kind.PROMISE).filter(
        space_id=OuterRef("space_id"),
        target_id=OuterRef("id"),
        person_id=OuterRef("maker_id"),
        at=OuterRef("due_at"),
    )
    # Where somebody left, nothing is due any more.
    rows = Promise.objects.filter(
        ~Exists(due), state=State.OPEN.value, space__ended_on__isnull=True
    )
    yield from each_row(rows, "an open promise that isn’t due at its time")
    promise = Promise.objects.filter(
        space_id=OuterRef("space_id"), id=OuterRef("target_id"), state=State.OPEN.value
    )
    yield from each_row(due_rows(Kind.PROMISE).filter(~Exists(promise)), "due, and no open promise")


def _faults_of_events() -> Iterator[str]:
    promise = Promise.objects.filter(space_id=OuterRef("space_id"), id=OuterRef("target_id"))
    ending = Ending.objects.filter(
        space_id=OuterRef("space_id"), id=OuterRef("id"), promise_id=OuterRef("target_id")
    )
    made = promise.filter(id=OuterRef("id"))
    events = event_rows(Kind.PROMISE)
    yield from each_row(events.filter(~Exists(promise)), "an event of no promise")
    yield from each_row(
        events.filter(Exists(promise), ~Exists(made), ~Exists(ending)),
        "an event of no ending",
    )


def _traces_of_what_was_taken_back() -> Iterator[str]:
    """Taken back with a line, a shared promise has the event of its end; without, it has none."""
    events = event_rows(Kind.PROMISE).filter(
        space_id=OuterRef("space_id"), target_id=OuterRef("id")
    )
    ending = Ending.objects.filter(
        space_id=OuterRef("space_id"), id=OuterRef("id"), state=State.WITHDRAWN.value
    )
    rows = Promise.objects.filter(
        Exists(events),
        ~Exists(events.filter(Exists(ending))),
        state=State.WITHDRAWN.value,
        space__kind=Space.Kind.SHARED,
    )
    yield from each_row(rows, "an event of a promise that was taken back without a line")


def _rows_of_nobody_there() -> Iterator[str]:
    member = member_rows().filter(space_id=OuterRef("space_id"))
    makers = member.filter(person_id=OuterRef("maker_id"))
    yield from each_row(Promise.objects.filter(~Exists(makers)), "a promise of no member")
    signers = member.filter(person_id=OuterRef("person_id"))
    yield from each_row(Ending.objects.filter(~Exists(signers)), "an ending of no member")
