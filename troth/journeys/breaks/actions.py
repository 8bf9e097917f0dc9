"""Writes of a break that reach beyond it: who is told, and what is due inside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from troth.journeys.breaks.queries import Inside
from troth.promises.actions import move_promise, withdraw_promise
from troth.promises.rules import NotPossible
from troth.spaces.breaks.actions import take_break, tell_of_break
from troth.spaces.membership import Membership


class Choice(StrEnum):
    LEAVE = "leave"
    MOVE = "move"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to become of a promise; the token is the id of the row to come."""

    inside: Inside
    choice: Choice
    token: UUID


@transaction.atomic
def begin_break(
    mine: Membership,
    told: Membership | None,
    from_on: date,
    until_on: date | None,
    now: datetime,
    token: UUID,
) -> UUID:
    """A break, and in the space `told` the partner's word of it; its id. Raises BadBreak."""
    break_id = take_break(mine, from_on, until_on, now, token)
    if told is not None:
        tell_of_break(mine, told, break_id, now)
    return break_id


@transaction.atomic
def settle_inside(chosen: Iterable[Chosen], now: datetime) -> bool:
    """Move or take back what was chosen; whether all of it could be done.

    What has ended in the meantime stays as it is.
    """
    results = [_settle(each, now) for each in chosen if each.choice is not Choice.LEAVE]
    return all(results)


def _settle(chosen: Chosen, now: datetime) -> bool:
    inside, behind = chosen.inside, chosen.inside.behind
    try:
        if chosen.choice is Choice.WITHDRAW:
            withdraw_promise(inside.there, inside.id, now, chosen.token)
        elif behind is not None:
            move_promise(inside.there, inside.id, behind, now, chosen.token)
    except NotPossible:
        return False
    return True
