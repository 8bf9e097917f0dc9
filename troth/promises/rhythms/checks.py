"""Finds rhythms and promises of rhythms that point nowhere, by the clear columns alone."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from troth.promises.models import Promise, Rhythm
from troth.record.models import Kind
from troth.record.queries import due_rows, event_rows
from troth.spaces.queries import member_rows
from troth.web.faults import each_row


def find_faults() -> Iterator[str]:
    """One line a fault, with ids alone."""
    rhythm = Rhythm.objects.filter(
        space_id=OuterRef("space_id"), id=OuterRef("rhythm_id"), maker_id=OuterRef("maker_id")
    )
    of_one = Promise.objects.filter(rhythm_id__isnull=False)
    yield from each_row(of_one.filter(~Exists(rhythm)), "a promise of no rhythm of its maker’s")
    members = member_rows().filter(space_id=OuterRef("space_id"), person_id=OuterRef("maker_id"))
    yield from each_row(Rhythm.objects.filter(~Exists(members)), "a rhythm of no member")
    target = Rhythm.objects.filter(space_id=OuterRef("space_id"), id=OuterRef("target_id"))
    lost = ~Exists(target)
    yield from each_row(due_rows(Kind.RHYTHM).filter(lost), "asked after, and no rhythm")
    yield from each_row(event_rows(Kind.RHYTHM).filter(lost), "an event of no rhythm")
    before = Rhythm.objects.filter(space_id=OuterRef("space_id"), id=OuterRef("follows_id"))
    follows = Rhythm.objects.filter(~Exists(before), follows_id__isnull=False)
    yield from each_row(follows, "a rhythm in the place of none")
