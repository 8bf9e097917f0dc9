"""Needs and plans of nobody, and such as have no days: `troth check`."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef

from troth.grounds.models import Need, Plan
from troth.spaces.queries import member_rows
from troth.web.faults import each_row


def find_faults() -> Iterator[str]:
    """One line a fault, with ids alone; reads no words and needs no key."""
    member = member_rows().filter(space_id=OuterRef("space_id"), person_id=OuterRef("person_id"))
    yield from each_row(Need.objects.filter(~Exists(member)), "a need of no member")
    yield from each_row(Plan.objects.filter(~Exists(member)), "a plan of no member")
    backwards = Plan.objects.filter(until_on__lt=F("on"))
    yield from each_row(backwards, "a plan that is over before it begins")
