"""What people in the pictures need and plan: for themselves, and told to each other."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from tests.cast import Player
from troth.grounds.needs import actions as needs
from troth.grounds.plans import actions as plans
from troth.grounds.plans.rules import Week
from troth.spaces.days import monday_of
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership

ONE_DAY = timedelta(days=1)


def said_alone(mine: Membership) -> dict[str, UUID]:
    """The ids that addresses need: of a need that was changed, of a plan."""
    need = _changed_need(mine, "Half an hour alone when I come home", "An hour alone after work")
    _need(mine, "To be asked before plans are made for both of us, even small ones")
    rested = _need(mine, "Not to talk about the move in the evening")
    needs.let_need_rest(mine, rested, timezone.now() - ONE_DAY)
    plan = _plan(mine, "Out till late", 0)
    _plan(mine, "Working on Saturday, and tired afterwards", 2)
    return {"need": need, "plan": plan}


def told_between(one: Player, other: Player) -> dict[str, UUID]:
    """Needs and plans of both, some of them kept to oneself."""
    first, second = one.membership("ours"), other.membership("ours")
    _need(one.membership(), "A Sunday without any plan")
    told = _changed_need(first, "A word when it gets late", "A word when you’ll be late")
    needs.take_back_need(first, _need(first, "To know where you are"), timezone.now())
    heard = _changed_need(second, "Ten minutes before we talk", "To sit down first, then talk")
    _need(second, "To hear what went well today, before what didn’t")
    _plan(one.membership(), "The dentist", 4)
    plan = _plan(first, "Out till late", 1)
    _plan(first, "Little time, but Sunday is free", None)
    _plan(second, "Choir, back after ten", 0)
    _plan(second, "With my sister the whole day", 9)
    return {"told_need": told, "heard_need": heard, "told_plan": plan}


def told_before_leaving(staying: Membership, leaving: Membership) -> None:
    """What stands in a space once it has ended."""
    _changed_need(staying, "To be asked first", "To be asked")
    needs.let_need_rest(staying, _need(staying, "More sleep"), timezone.now() - 3 * ONE_DAY)
    _need(leaving, "Some time to think")


def _changed_need(there: Membership, text: str, before: str) -> UUID:
    need_id = _need(there, before)
    needs.change_need(there, need_id, text, 1, timezone.now() - ONE_DAY)
    return need_id


def _need(there: Membership, text: str) -> UUID:
    then = timezone.now() - 9 * ONE_DAY
    return needs.say_need(there, text, then, new_id(there.today(then)))


def _plan(there: Membership, text: str, ahead: int | None) -> UUID:
    now = timezone.now()
    today = there.today(now)
    on = Week(monday_of(today)) if ahead is None else today + ahead * ONE_DAY
    return plans.say_plan(there, text, on, now, new_id(today))
