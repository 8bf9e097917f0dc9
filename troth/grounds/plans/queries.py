"""Reads of plans; all but the housekeeping's open the words with the membership's keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from troth.grounds.models import Plan
from troth.grounds.plans.rules import MOST, MOST_AHEAD, MOST_BEHIND
from troth.grounds.plans.words import PlanWords
from troth.people.queries import zones_of
from troth.sealing import Opened, Reason, Unopened, open_words
from troth.spaces.days import local_day
from troth.spaces.membership import Membership

PLAN_TABLE = "grounds.plan"
# Both may have as many that stand, and as many that are over and not thrown away yet.
MOST_READ = 4 * MOST
BATCH = 200


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan as a page shows it; `day_there` is the day that it is now for its author."""

    id: UUID
    person_id: UUID
    is_mine: bool
    on: date
    until_on: date
    day_there: date
    words: PlanWords | Unopened
    revision: int

    @property
    def text(self) -> str:
        return "" if isinstance(self.words, Unopened) else self.words.text

    @property
    def is_for_a_week(self) -> bool:
        return self.on != self.until_on

    @property
    def is_over(self) -> bool:
        return self.until_on < self.day_there


@dataclass(frozen=True, slots=True)
class PlanOver:
    """A plan whose last day has ended, `until_on` as it was read."""

    space_id: UUID
    plan_id: UUID
    until_on: date


def plans_of(membership: Membership, now: datetime) -> list[PlanView]:
    """One's own and, in a shared space, the partner's that aren't over, soonest first.

    By its last day: what is for the whole week comes after what is for one of its days.
    """
    earliest = (now.astimezone(UTC) - MOST_BEHIND).date()
    rows = Plan.objects.filter(space_id=membership.space_id, until_on__gte=earliest)
    soonest = rows.order_by("until_on", "on", "id")[:MOST_READ]
    views = (plan_view(membership, row, now) for row in soonest)
    return [view for view in views if not view.is_over]


def own_plan(membership: Membership, plan_id: UUID, now: datetime) -> PlanView | None:
    """One of the person's own; None once it is over."""
    row = _own(membership).filter(id=plan_id).first()
    view = None if row is None else plan_view(membership, row, now)
    return None if view is None or view.is_over else view


def own_plans(membership: Membership, now: datetime) -> list[PlanView]:
    """The person's own that aren't over, by id: for what they take along."""
    rows = _own(membership).filter(until_on__gte=membership.today(now)).order_by("id")
    return [plan_view(membership, row, now) for row in rows[:MOST_READ]]


def count_of_own(membership: Membership, now: datetime) -> int:
    """How many of the person's own aren't over; opens none."""
    return _own(membership).filter(until_on__gte=membership.today(now)).count()


def plan_view(membership: Membership, row: Plan, now: datetime) -> PlanView:
    """Open a row and hold its days against what was signed.

    One's own days are those where one is now; the partner's those where they were when they said
    it, since nothing tells of another place.
    """
    context = membership.context(PLAN_TABLE, row.id, row.person_id)
    opened = open_words(membership.keys, context, row.words, PlanWords)
    is_mine = row.person_id == membership.person_id
    day_there, revision = membership.today(now), 0
    words: PlanWords | Unopened
    if not isinstance(opened, Opened):
        words = opened
    elif not _is_as_signed(row, opened.words):
        words = Unopened(Reason.ALTERED)
    else:
        words, revision = opened.words, opened.revision
        if not is_mine:
            day_there = local_day(now, ZoneInfo(words.zone))
    return PlanView(
        id=row.id,
        person_id=row.person_id,
        is_mine=is_mine,
        on=row.on,
        until_on=row.until_on,
        day_there=day_there,
        words=words,
        revision=revision,
    )


def over_and_kept(now: datetime) -> Iterator[list[PlanOver]]:
    """What is over where its author is, some hundred at a time; keyless."""
    latest = (now.astimezone(UTC) + MOST_AHEAD).date()
    rows = Plan.objects.filter(until_on__lt=latest).order_by("space_id", "id").defer("words")
    batch = list(rows[:BATCH])
    while batch:
        zones = zones_of({row.person_id for row in batch})
        yield [
            PlanOver(row.space_id, row.id, row.until_on)
            for row in batch
            # Of nobody who is left, no day tells.
            if row.person_id not in zones or row.until_on < local_day(now, zones[row.person_id])
        ]
        last = batch[-1]
        further = Q(space_id__gt=last.space_id) | Q(space_id=last.space_id, id__gt=last.id)
        batch = list(rows.filter(further)[:BATCH])


def _is_as_signed(row: Plan, words: PlanWords) -> bool:
    return (words.on, words.until_on) == (row.on.isoformat(), row.until_on.isoformat())


def _own(membership: Membership) -> QuerySet[Plan]:
    return Plan.objects.filter(space_id=membership.space_id, person_id=membership.person_id)
