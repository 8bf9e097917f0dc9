"""Gestures that the record doesn't know, or that stand where they can't: `troth check`."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from troth.gestures.models import Gesture
from troth.gestures.queries import occasion_of
from troth.record.models import Kind
from troth.record.queries import due_rows
from troth.spaces.models import Space
from troth.spaces.queries import member_rows
from troth.web.faults import each_row


def find_faults() -> Iterator[str]:
    """One line a fault, with ids alone; reads no words and needs no key."""
    rows = Gesture.objects.all()
    due = due_rows(Kind.GESTURE).filter(
        space_id=OuterRef("space_id"), target_id=OuterRef("id"), person_id=OuterRef("person_id")
    )
    yield from each_row(rows.filter(~Exists(due)), "a gesture that is due on no day")
    gesture = rows.filter(
        space_id=OuterRef("space_id"), id=OuterRef("target_id"), person_id=OuterRef("person_id")
    )
    yield from each_row(due_rows(Kind.GESTURE).filter(~Exists(gesture)), "due, and no gesture")
    shared = rows.exclude(space__kind=Space.Kind.PRIVATE)
    yield from each_row(shared, "a gesture outside its person’s private space")
    member = member_rows().filter(space_id=OuterRef("space_id"), person_id=OuterRef("person_id"))
    yield from each_row(rows.filter(~Exists(member)), "a gesture of no member")
    for row in rows.only("space_id", "id", "occasion").order_by("space_id", "id").iterator():
        if occasion_of(row) is None:
            yield f"a gesture without a day: {row.id} in space {row.space_id}"
