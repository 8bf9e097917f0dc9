"""Spaces and members that don't belong together: `troth check`."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Q

from troth.spaces.queries import invitation_rows, joining_rows, space_rows


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
