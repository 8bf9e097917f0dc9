"""Writes to the record, called inside the transaction of the action they belong to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from troth.record.models import Due, Event, Kind
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership


@transaction.atomic
def expect(
    membership: Membership,
    kind: Kind,
    target_id: UUID,
    at: datetime,
    now: datetime,
    person_id: UUID | None = None,
) -> None:
    """Note that a row will want somebody's attention from that instant on: the person's own,
    unless another is named.
    """
    Due.objects.create(
        space_id=membership.space_id,
        id=new_id(membership.today(now)),
        person_id=person_id or membership.person_id,
        at=at,
        kind=kind,
        target_id=target_id,
    )


@transaction.atomic
def settle(membership: Membership, kind: Kind, target_id: UUID, now: datetime) -> None:
    """Nothing is expected of anybody for that row any longer."""
    Due.objects.filter(space_id=membership.space_id, kind=kind, target_id=target_id).delete()


@transaction.atomic
def settle_space(space_id: UUID, now: datetime) -> None:
    """Nothing of a space is expected of anybody any longer: it has ended."""
    Due.objects.filter(space_id=space_id).delete()


@transaction.atomic
def settle_all(space_id: UUID, kind: Kind, target_ids: Collection[UUID], now: datetime) -> None:
    """The same for several rows of a space, keyless: for what passes by itself."""
    Due.objects.filter(space_id=space_id, kind=kind, target_id__in=target_ids).delete()


@transaction.atomic
def note_event(
    membership: Membership, kind: Kind, target_id: UUID, source_id: UUID, day: date, now: datetime
) -> None:
    """Note what happened to a row on a day of the person's own calendar.

    An event carries the id of the row that it speaks of (a promise made, an ending), so that a
    correction can replace it and nothing counts twice.
    """
    Event.objects.create(
        space_id=membership.space_id,
        id=source_id,
        person_id=membership.person_id,
        day=day,
        kind=kind,
        target_id=target_id,
    )


@transaction.atomic
def forget_event(membership: Membership, source_id: UUID, now: datetime) -> None:
    """Take back the event of a row that has been corrected."""
    Event.objects.filter(space_id=membership.space_id, id=source_id).delete()


@transaction.atomic
def erase_record(space_id: UUID, now: datetime) -> None:
    """Everything that the record holds of one space."""
    Due.objects.filter(space_id=space_id).delete()
    Event.objects.filter(space_id=space_id).delete()
