"""Writes to the record, called inside the transaction of the action they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import transaction

from troth.record.models import Due, Event, Kind
from troth.record.queries import Later
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


@dataclass(frozen=True, slots=True)
class Expected:
    """What will want one person's attention from that instant on."""

    space_id: UUID
    person_id: UUID
    kind: Kind
    target_id: UUID
    at: datetime


@transaction.atomic
def expect_all(rows: Iterable[Expected], now: datetime) -> None:
    """The same for many rows at once, keyless; what is expected already stays as it is."""
    today = now.astimezone(UTC).date()
    Due.objects.bulk_create(
        [
            Due(
                space_id=row.space_id,
                id=new_id(today),
                person_id=row.person_id,
                at=row.at,
                kind=row.kind,
                target_id=row.target_id,
            )
            for row in rows
        ],
        batch_size=500,
        ignore_conflicts=True,
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
def expect_later(moved: Iterable[Later], now: datetime) -> None:
    """Let these rows of the record, keyless, be due later; what lies ahead stays."""
    by_time: dict[datetime, list[Later]] = defaultdict(list)
    for each in moved:
        by_time[each.at].append(each)
    for at, moving in by_time.items():
        space_ids, due_ids = {each.space_id for each in moving}, [each.due_id for each in moving]
        Due.objects.filter(space_id__in=space_ids, id__in=due_ids, at__lte=now).update(at=at)


@transaction.atomic
def note_event(
    membership: Membership,
    kind: Kind,
    target_id: UUID,
    source_id: UUID,
    day: date,
    now: datetime,
    person_id: UUID | None = None,
) -> None:
    """Note what happened to a row on a day of the person's own calendar: who did it is the
    person, unless another is named.

    An event carries the id of the row that it speaks of (a promise made, an ending), so that a
    correction can replace it and nothing counts twice.
    """
    Event.objects.create(
        space_id=membership.space_id,
        id=source_id,
        person_id=person_id or membership.person_id,
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
