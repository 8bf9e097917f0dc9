"""Somebody lives in another time zone now: their rhythms go by the clock there."""

from __future__ import annotations

from datetime import datetime

from troth.people.http import PersonRequest
from troth.promises.rhythms.actions import move_rhythms
from troth.spaces.access import forget_memberships, memberships


def person_moved(request: PersonRequest, now: datetime) -> None:
    """In every space of theirs that goes on; what can't be opened stays by the old clock."""
    forget_memberships(request)
    for membership in memberships(request):
        if not membership.has_ended and membership.keys is not None:
            move_rhythms(membership, now)
