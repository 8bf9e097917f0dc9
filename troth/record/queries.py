"""Reads of the record: what wants attention, what happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import F, Q, QuerySet

from troth.record.models import Due, Event, Kind
from troth.spaces.membership import Membership

Happened: TypeAlias = "QuerySet[Event, tuple[UUID, date, str, UUID]]"

AT_MOST = 200
BATCH = 500


@dataclass(frozen=True, slots=True)
class DueRow:
    space_id: UUID
    at: datetime
    target_id: UUID


@dataclass(frozen=True, slots=True)
class PastDue:
    """A whole row of the record, for what goes on by itself."""

    space_id: UUID
    id: UUID
    person_id: UUID
    at: datetime
    target_id: UUID


@dataclass(frozen=True, slots=True)
class Later:
    """A row of the record that will want attention at a later time."""

    space_id: UUID
    due_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that ended or happened to the row `target_id`, by its day alone."""

    id: UUID
    day: date
    kind: Kind
    target_id: UUID


def due_rows(kind: Kind | None = None) -> QuerySet[Due]:
    """Every Due, or every one of a kind, in all spaces: for checks, keyless."""
    return Due.objects.all() if kind is None else Due.objects.filter(kind=kind)


def due_before(kind: Kind, before: datetime) -> Iterator[list[PastDue]]:
    """What of a kind was due before an instant, in all spaces, soonest first; keyless.

    BATCH rows at a time: each may be moved or deleted before the next ones are read.
    """
    columns = ("space_id", "id", "person_id", "at", "target_id")
    rows = due_rows(kind).filter(at__lt=before).order_by("at", "id").values_list(*columns)
    batch = [PastDue(*row) for row in rows[:BATCH]]
    while batch:
        yield batch
        last = batch[-1]
        further = rows.filter(Q(at__gt=last.at) | Q(at=last.at, id__gt=last.id))
        batch = [PastDue(*row) for row in further[:BATCH]]


def known_long(rows: QuerySet[Any], kind: Kind, before: datetime) -> dict[UUID, list[UUID]]:
    """The ids, by space, of those of `rows` that were due before an instant; keyless."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for batch in due_before(kind, before):
        # By both: ids are unique in the whole but for chance.
        known = rows.filter(
            space_id__in={due.space_id for due in batch}, id__in=[due.target_id for due in batch]
        )
        for space_id, row_id in known.values_list("space_id", "id"):
            found[space_id].append(row_id)
    return found


def event_rows(kind: Kind | None = None) -> QuerySet[Event]:
    """Every Event, or every one of a kind, in all spaces: for checks, keyless."""
    return Event.objects.all() if kind is None else Event.objects.filter(kind=kind)


def due_by_kind(memberships: Iterable[Membership], until: datetime) -> dict[Kind, list[DueRow]]:
    """What wants this person's attention before `until`, by kind, soonest first.

    One query whatever the number of capabilities; at most AT_MOST rows, the latest kept, so
    that a long absence never hides what is due today. Where there are more, the oldest comes
    along: it tells how long ago something was due.
    """
    memberships = list(memberships)
    rows = _latest_first().filter(
        person_id__in={found.person_id for found in memberships},
        space_id__in=[found.space_id for found in memberships],
        at__lt=until,
        kind__in=Kind.values,
    )
    latest = list(rows[:AT_MOST])
    if len(latest) == AT_MOST:
        latest += rows.reverse()[:1]
    found: dict[Kind, list[DueRow]] = defaultdict(list)
    for kind, space_id, at, target_id in reversed(latest):
        found[Kind(kind)].append(DueRow(space_id, at, target_id))
    return found


@cache
def _latest_first() -> QuerySet[Due, tuple[str, UUID, datetime, UUID]]:
    # Put together once: that takes longer than to have it answered.
    columns = ("kind", "space_id", "at", "target_id")
    return Due.objects.order_by("-at", "-id").values_list(*columns)


def events_page(
    membership: Membership, before: tuple[date, UUID] | None, size: int, wanted: Happened
) -> tuple[list[EventRow], bool]:
    """What happened in a space and is wanted, latest day first, after the row that `before` names.

    With whether there is more.
    """
    rows = wanted.filter(space_id=membership.space_id)
    if before is not None:
        day, row_id = before
        rows = rows.filter(Q(day__lt=day) | Q(day=day, id__lt=row_id))
    found = [
        EventRow(row_id, day, Kind(kind), target_id)
        for row_id, day, kind, target_id in rows[: size + 1]
    ]
    return found[:size], len(found) > size


def what_happened(wanted: Q) -> Happened:
    """For `events_page`, to be put together once: that takes longer than to have it answered.

    That something was made is left out: no list tells it again.
    """
    rows = Event.objects.filter(wanted, kind__in=Kind.values).exclude(id=F("target_id"))
    return rows.order_by("-day", "-id").values_list("id", "day", "kind", "target_id")


def has_begun(membership: Membership) -> bool:
    """Whether the person themselves has ever done anything in a space, making included."""
    return Event.objects.filter(
        space_id=membership.space_id, person_id=membership.person_id
    ).exists()
