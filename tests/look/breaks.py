"""A couple one of whom is on a break, has been on one, and has planned another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from tests.cast import Player, pair
from tests.look.signing_up import signed_up
from troth.journeys.breaks.actions import begin_break
from troth.spaces.ids import new_id

if TYPE_CHECKING:
    from tests.look.people import Diary

ONE_DAY = timedelta(days=1)


def resting_players(
    diary_of: Callable[[Player, str], Diary],
) -> tuple[dict[str, Player], dict[str, UUID]]:
    """By the name that scenes use; and the ids of the breaks.

    `diary_of` opens somebody's diary of one of their spaces.
    """
    called = {"resting": "Ana", "resting-partner": "Ben"}
    players = {who: signed_up(who, name) for who, name in called.items()}
    one, other = players.values()
    pair(one, other)
    for player in players.values():
        player.post("/us/between/", {"called": player.membership().called})
        player.get("/us/between/")
    alone, between = diary_of(one, "mine"), diary_of(one, "ours")
    alone.said("Sort the post in the hall", -7, made=-10)
    between.said("Water the plants on your sill", -2, made=-10)
    between.said("Bring the bread", 0)
    alone.said("Ring the garage about the tyres", 2, at=time(10))
    between.said("Sit down with the holiday pictures", 4)
    alone.said("Write to Grandma", 12)
    now = timezone.now()
    past, under_way, planned = (
        _break(one, *days, now=now) for days in ((-8, -6, -9), (-3, 6, -4), (20, 27, 0))
    )
    return players, {"past_break": past, "break": under_way, "planned_break": planned}


def _break(player: Player, first: int, last: int, made: int, *, now: datetime) -> UUID:
    """Days from now on; told to the partner, unless it is over."""
    mine, today = player.membership(), player.membership().today(now)
    told = player.membership("ours") if last > 0 else None
    days = today + first * ONE_DAY, today + last * ONE_DAY
    then = now + made * ONE_DAY
    return begin_break(mine, told, *days, then, new_id(mine.today(then)))
