"""Rows of asks that point nowhere, or that the record doesn't know: `troth check`."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils import timezone

from troth.asks.models import Answer, Ask
from troth.record.models import Kind
from troth.record.queries import due_rows
from troth.web.faults import each_row


def find_faults() -> Iterator[str]:
    """One line a fault, with ids alone; reads no words and needs no key."""
    yield from _faults_of_answers()
    yield from _faults_of_due()


def _faults_of_answers() -> Iterator[str]:
    ask = Ask.objects.filter(space_id=OuterRef("space_id"), id=OuterRef("ask_id"))
    yield from each_row(Answer.objects.filter(~Exists(ask)), "an answer to no ask")
    own = ask.filter(asker_id=OuterRef("person_id"))
    yield from each_row(Answer.objects.filter(Exists(own)), "an answer of whoever asked")
    gone = ask.filter(is_taken_back=True)
    yield from each_row(Answer.objects.filter(Exists(gone)), "an answer to what was taken back")


def _faults_of_due() -> Iterator[str]:
    """In spaces that go on: whoever leaves takes along what was expected of them."""
    answered = Answer.objects.filter(space_id=OuterRef("space_id"), ask_id=OuterRef("id"))
    standing = Ask.objects.filter(~Exists(answered), is_taken_back=False).exclude(words=b"")
    due = due_rows(Kind.ASK).filter(space_id=OuterRef("space_id"), target_id=OuterRef("id"))
    open_now = standing.filter(fades_at__gt=timezone.now(), space__ended_on__isnull=True)
    unknown = open_now.filter(~Exists(due.exclude(person_id=OuterRef("asker_id"))))
    yield from each_row(unknown, "an open ask that nobody is expected to answer")
    # What has faded is settled by the housekeeping, a little later; so is what was answered, which
    # is for the asker to read.
    expected = standing.filter(space_id=OuterRef("space_id"), id=OuterRef("target_id"))
    told = Ask.objects.filter(
        Exists(answered),
        space_id=OuterRef("space_id"),
        id=OuterRef("target_id"),
        asker_id=OuterRef("person_id"),
        is_taken_back=False,
    )
    astray = due_rows(Kind.ASK).filter(~Exists(expected), ~Exists(told))
    yield from each_row(astray, "due, and no open ask")
    own = expected.filter(asker_id=OuterRef("person_id"))
    yield from each_row(due_rows(Kind.ASK).filter(Exists(own)), "due for whoever asked")
