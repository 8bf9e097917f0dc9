"""Makes a rhythm's promises ahead: without a key, as often as one likes, by many hosts at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q, QuerySet

from troth.promises.models import Promise, Rhythm
from troth.promises.rhythms.rows import clear_timetable, promises_of
from troth.promises.rhythms.rules import extends_on, looked_ahead, to_be_made
from troth.record.actions import Expected, expect_all, settle_all
from troth.record.models import Kind
from troth.record.queries import PastDue

BATCH = 200
# Whoever claimed a batch and hasn't made it by then has stopped: others may take it.
CLAIM_LASTS = timedelta(minutes=10)


def extend_rhythms(now: datetime) -> int:
    """Make what is to be made, batch by batch; how many rhythms were looked at.

    Two that run at once share the work, and one that is killed leaves nothing half done.
    """
    done = 0
    while (claimed := claim_batch(uuid4(), now)) is not None:
        extend_batch(claimed, now)
        done += len(claimed)
    return done


@transaction.atomic
def claim_batch(claim: UUID, now: datetime) -> list[Rhythm] | None:
    """A batch that nobody else makes now; an UPDATE decides between two who want the same.

    Empty where the other was quicker, None once nothing is left to claim.
    """
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - CLAIM_LASTS)
    today = now.astimezone(UTC).date()
    wanted = Rhythm.objects.filter(free, extends_on__lte=today, space__ended_on__isnull=True)
    found = list(wanted.order_by("extends_on").values_list("space_id", "id")[:BATCH])
    if not found:
        return None
    _these(found).filter(free, extends_on__lte=today).update(claimed_by=claim, claimed_at=now)
    return list(Rhythm.objects.filter(claimed_by=claim))


@transaction.atomic
def extend_batch(rhythms: Sequence[Rhythm], now: datetime) -> None:
    """Make the promises of the rhythms that were claimed together, in one transaction.

    Only of those that are claimed still: whatever their makers do with one frees it, and it is
    looked at again another time.
    """
    today = now.astimezone(UTC).date()
    made: dict[UUID, list[Promise]] = {}
    by_end: dict[tuple[date, date | None], list[Rhythm]] = defaultdict(list)
    for row in rhythms:
        timetable, made_until, again = clear_timetable(row), row.made_until, None
        if timetable is not None:
            days = to_be_made(timetable, row.made_until, today)
            made[row.id] = promises_of(row, timetable, days)
            made_until = looked_ahead(timetable, today)
            again = extends_on(timetable, made_until)
        by_end[made_until, again].append(row)
    done = uuid4()
    for (made_until, again), rows in by_end.items():
        theirs = _these([(row.space_id, row.id) for row in rows])
        theirs.filter(claimed_by=rows[0].claimed_by).update(
            made_until=made_until, extends_on=again, claimed_by=done
        )
    kept = Rhythm.objects.filter(claimed_by=done)
    ids = list(kept.values_list("id", flat=True))
    kept.update(claimed_by=None, claimed_at=None)
    add_promises([promise for row_id in ids for promise in made.get(row_id, ())], now)


def _these(found: Iterable[tuple[UUID, UUID]]) -> QuerySet[Rhythm]:
    spaces, ids = zip(*found, strict=True)
    return Rhythm.objects.filter(space_id__in=set(spaces), id__in=ids)


@transaction.atomic
def add_promises(made: Sequence[Promise], now: datetime) -> None:
    """Their rows, and what is expected of their makers; what is there already stays as it is."""
    Promise.objects.bulk_create(made, batch_size=500, ignore_conflicts=True)
    expect_promises(made, now)


@transaction.atomic
def expect_promises(rows: Iterable[Promise], now: datetime) -> None:
    """Each of its maker, at the instant that it is due."""
    due = (Expected(row.space_id, row.maker_id, Kind.PROMISE, row.id, row.due_at) for row in rows)
    expect_all(due, now)


@transaction.atomic
def stop_asking(asked: Iterable[PastDue], now: datetime) -> None:
    """Whether to go on was asked for long enough: these rhythms simply rest."""
    for each in asked:
        settle_all(each.space_id, Kind.RHYTHM, [each.target_id], now)
