"""Rows of the record that name nobody of their space: `troth check`."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from troth.record.models import Kind
from troth.record.queries import due_rows, event_rows
from troth.spaces.queries import member_rows


def find_faults() -> Iterator[str]:
    """One line a fault, with ids alone.

    What a target is, only the capability that wrote it knows: it checks that itself.
    """
    member = member_rows().filter(space_id=OuterRef("space_id"), person_id=OuterRef("person_id"))
    for name, rows in (("due", due_rows()), ("an event", event_rows())):
        ids = rows.order_by("space_id", "id").values_list("space_id", "id")
        for space_id, row_id in ids.filter(~Exists(member)):
            yield f"{name} of somebody who is no member: {row_id} in space {space_id}"
        for space_id, row_id in ids.exclude(kind__in=Kind.values):
            yield f"{name} of an unknown kind: {row_id} in space {space_id}"
