"""Writes one made-up couple, for any span of days, through the actions that everybody uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from troth.asks.actions import settle_faded
from troth.simulation.course import COURSES, Course
from troth.simulation.plan import DAYS, Planned, breaks_within
from troth.simulation.plan_asks import PlannedAsk, planned_asks
from troth.simulation.plan_practices import Practised, planned_practices
from troth.simulation.plan_promises import planned_promises
from troth.simulation.practising import tell_practices
from troth.simulation.steady import (
    Steady,
    planned_rhythms,
    tell_break,
    tell_gestures,
    tell_rhythm,
)
from troth.simulation.telling import MadeUp, tell_ask, tell_promise
from troth.spaces.days import local_day


@dataclass(frozen=True, slots=True)
class Plan:
    """What two people do in the days before `today`; whatever is left out isn't done."""

    today: date
    breaks: Sequence[range] = ()
    promises: Sequence[Planned] = ()
    asks: Sequence[PlannedAsk] = ()
    rhythms: Sequence[Steady] = ()
    practices: Practised | None = None
    has_gestures: bool = False


def planned(
    today: date,
    zone: ZoneInfo,
    seed: int,
    days: int = DAYS,
    courses: Sequence[Course] = COURSES,
) -> Plan:
    """All of it for so many days, drawn by a seed from how each of the two goes about it."""
    return Plan(
        today=today,
        breaks=breaks_within(days),
        promises=planned_promises(today, zone, seed, days, courses),
        asks=planned_asks(today, zone, seed, days, courses),
        rhythms=planned_rhythms(seed, days, courses),
        practices=planned_practices(today, zone, seed, days),
        has_gestures=True,
    )


@transaction.atomic
def write(two: Sequence[MadeUp], plan: Plan, zone: ZoneInfo, now: datetime) -> None:
    """All of it or nothing, each thing at the time at which it was said.

    The two were joined before the first of it. Raises ValueError where the plan is of another day.
    """
    if plan.today != local_day(now, zone):
        raise ValueError("a plan is written on the day that it was made for")
    for away in plan.breaks:
        tell_break(two, away, plan.today, zone)
    for promise in plan.promises:
        tell_promise(two, promise, now)
    for ask in plan.asks:
        tell_ask(two, ask, now)
    for steady in plan.rhythms:
        tell_rhythm(two, steady, plan.today, zone)
    if plan.has_gestures:
        tell_gestures(two, plan.today, now)
    if plan.practices:
        tell_practices(two, plan.practices, plan.today, zone, now)
    settle_faded(now)
