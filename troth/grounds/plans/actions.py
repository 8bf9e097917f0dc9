"""Writes of plans: each by its author alone, and none leaves a mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from troth.grounds.models import Plan
from troth.grounds.plans import queries, rules
from troth.grounds.plans.queries import PLAN_TABLE, PlanOver, PlanView, plan_view
from troth.grounds.plans.rules import MOST, NotPossible, Refusal, Week
from troth.grounds.plans.words import PlanWords
from troth.sealing import Unopened, seal_words
from troth.spaces.actions import hold_space, show_change_to
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership


@transaction.atomic
def say_plan(
    membership: Membership, text: str, on: date | Week, now: datetime, token: UUID
) -> UUID:
    """A line for a day or a week; a second post changes nothing.

    A form that comes again with other words, from the browser's memory, is another plan. Raises
    NotPossible.
    """
    ring, today = membership.ring(), membership.today(now)
    if not hold_space(membership, now):
        raise NotPossible(Refusal.SPACE_ENDED)
    words = _words(membership, text, on, today)
    row = Plan.objects.filter(space_id=membership.space_id, id=token).first()
    if row is not None:
        view = plan_view(membership, row, now)
        if view.is_mine and view.words == words:
            return token
        token = new_id(today)
    if queries.count_of_own(membership, now) >= MOST:
        raise NotPossible(Refusal.ENOUGH)
    Plan.objects.create(
        space_id=membership.space_id,
        id=token,
        person_id=membership.person_id,
        on=date.fromisoformat(words.on),
        until_on=date.fromisoformat(words.until_on),
        words=seal_words(ring, membership.context(PLAN_TABLE, token), words),
    )
    _show(membership, now)
    return token


@transaction.atomic
def change_plan(
    membership: Membership,
    plan_id: UUID,
    text: str,
    on: date | Week,
    revision: int | None,
    now: datetime,
) -> None:
    """Other words or another day, as if it had always been so. `revision` is that of the words as
    they were read. Raises NotPossible, and DoesNotExist for what is gone.
    """
    if not hold_space(membership, now):
        raise NotPossible(Refusal.SPACE_ENDED)
    row, view = _held(membership, plan_id, now)
    if isinstance(view.words, Unopened):
        raise NotPossible(Refusal.WORDS_STAY)
    words = _words(membership, text, on, membership.today(now))
    if view.words == words:
        return
    if view.revision != revision:
        raise NotPossible(Refusal.WORDS_CHANGED)
    row.on, row.until_on = date.fromisoformat(words.on), date.fromisoformat(words.until_on)
    context = membership.context(PLAN_TABLE, row.id)
    row.words = seal_words(membership.ring(), context, words, view.revision + 1)
    row.save(update_fields=["on", "until_on", "words"])
    _show(membership, now)


@transaction.atomic
def remove_plan(membership: Membership, plan_id: UUID, now: datetime) -> None:
    """Have it gone, words and all. Raises DoesNotExist for what is gone already."""
    goes_on = hold_space(membership, now)
    row, _view = _held(membership, plan_id, now)
    row.delete()
    if goes_on:
        _show(membership, now)


@transaction.atomic
def forget_plans(over: Iterable[PlanOver], now: datetime) -> None:
    """Keyless: they go, words and all; what its author put off since it was read stays."""
    by_day: dict[tuple[UUID, date], list[UUID]] = defaultdict(list)
    for each in over:
        by_day[each.space_id, each.until_on].append(each.plan_id)
    for (space_id, until_on), ids in by_day.items():
        Plan.objects.filter(space_id=space_id, id__in=ids, until_on=until_on).delete()


@transaction.atomic
def take_back_plans(space_id: UUID, person_id: UUID, now: datetime) -> None:
    """Delete what somebody planned in a space, keyless; for good."""
    Plan.objects.filter(space_id=space_id, person_id=person_id).delete()


@transaction.atomic
def erase_plans(space_id: UUID, now: datetime) -> None:
    """All plans of one space."""
    Plan.objects.filter(space_id=space_id).delete()


def _words(membership: Membership, text: str, on: date | Week, today: date) -> PlanWords:
    first, last = rules.days_of(on, today)
    return PlanWords(text, first.isoformat(), last.isoformat(), membership.zone.key)


def _held(membership: Membership, plan_id: UUID, now: datetime) -> tuple[Plan, PlanView]:
    """One writer at a time for a plan of one's own. Raises Locked, DoesNotExist."""
    membership.ring()
    row = Plan.objects.select_for_update().get(
        space_id=membership.space_id, id=plan_id, person_id=membership.person_id
    )
    view = plan_view(membership, row, now)
    if view.is_over:
        raise Plan.DoesNotExist
    return row, view


def _show(membership: Membership, now: datetime) -> None:
    """Let the partner's pages notice; in private there is nobody."""
    partner = membership.partner
    if partner is not None and not partner.has_left:
        show_change_to(partner.person_id, now)
