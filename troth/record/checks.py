"""Rows of the record that name nobody of their space: `troth check`."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from troth.record.models import Kind
from troth.record.queries import due_rows, event_rows
from troth.spaces.queries import member_rows
from troth.web.faults import each_row


def find_faults() -> Iterator[str]:
    """One line a fault, with ids alone.

    What a target is, only the capability that wrote it knows: it checks that itself.
    """
    member = member_rows().filter(space_id=OuterRef("space_id"), person_id=OuterRef("person_id"))
    for name, rows in (("due", due_rows()), ("an event", event_rows())):
        yield from each_row(rows.filter(~Exists(member)), f"{name} of somebody who is no member")
        yield from each_row(rows.exclude(kind__in=Kind.values), f"{name} of an unknown kind")
