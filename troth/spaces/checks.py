"""Spaces and members that don't belong together: `troth check`."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q

from troth.spaces.breaks.queries import break_rows
from troth.spaces.queries import invitation_rows, joining_rows, member_rows, space_rows
from troth.web.faults import each_row


def find_faults() -> Iterator[str]:
    """One line a fault, with ids alone; reads no words and needs no key."""
    present = Q(member__left_on__isnull=True)
    counted = space_rows().annotate(members=Count("member"), here=Count("member", filter=present))
    private, shared = counted.filter(kind="private"), counted.filter(kind="shared")
    for said, rows in (
        ("a private space without its one person", private.exclude(members=1, here=1)),
        ("a shared space that isn't two people's", shared.exclude(members=2)),
        ("a space that goes on without both", shared.filter(ended_on__isnull=True, here__lt=2)),
        ("an ended space that nobody left", shared.filter(ended_on__isnull=False, here=2)),
        ("a space in which nobody is left", shared.filter(here=0)),
    ):
        for space_id in rows.order_by("id").values_list("id", flat=True):
            yield f"{said}: {space_id}"
    joined = joining_rows().values("person_id")
    answered = invitation_rows().filter(joined_by__isnull=False)
    for row_id in answered.exclude(joined_by__in=joined).values_list("id", flat=True):
        yield f"an invitation joined by nobody who knows: {row_id}"
    alone = joining_rows().exclude(person_id__in=answered.values("joined_by"))
    for row_id in alone.values_list("id", flat=True):
        yield f"somebody joined no invitation: {row_id}"
    own = answered.filter(joined_by=F("person_id"))
    for row_id in own.values_list("id", flat=True):
        yield f"an invitation joined by whoever made it: {row_id}"
    yield from _faults_of_breaks()


def _faults_of_breaks() -> Iterator[str]:
    member = member_rows().filter(space_id=OuterRef("space_id"), person_id=OuterRef("person_id"))
    yield from each_row(break_rows().filter(~Exists(member)), "a break of no member")
    backwards = break_rows().filter(until_on__lt=F("from_on"))
    yield from each_row(backwards, "a break that is over before it begins")
    lasting = Q(until_on__isnull=True) | Q(until_on__gte=OuterRef("from_on"))
    earlier = break_rows().filter(
        lasting,
        space_id=OuterRef("space_id"),
        person_id=OuterRef("person_id"),
        from_on__lte=OuterRef("from_on"),
    )
    two = break_rows().filter(Exists(earlier.exclude(id=OuterRef("id"))))
    yield from each_row(two, "a break within another")
