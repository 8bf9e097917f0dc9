"""Ana alone, or Ana and Ben, on a Monday forenoon, in browsers that stay signed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player
from tests.misuse.acts import MONDAY, Couple
from troth.people.models import AskAgain, Person

MoveTo = Callable[..., None]


@pytest.fixture
def on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def on_day(on_monday: None, time_machine: TimeMachineFixture) -> MoveTo:
    """So many days after this Monday, at an hour of Greenwich."""

    def move(day: int, hour: int = 9, minute: int = 0) -> None:
        at = MONDAY.replace(hour=hour, minute=minute) + timedelta(days=day)
        time_machine.move_to(at, tick=False)

    return move


@pytest.fixture
def one(on_monday: None, ana: Player) -> Player:
    ana.stay()
    return ana


@pytest.fixture
def two(on_monday: None, couple: Couple) -> Couple:
    """They look around as they like, also days later, without giving their password again."""
    for player in couple:
        player.stay()
        Person.objects.filter(id=player.person.id).update(ask_again=AskAgain.NEVER)
        player.get("/me/")  # shows what the last step had to say
    return couple
