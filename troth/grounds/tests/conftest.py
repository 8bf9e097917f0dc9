"""Ana and Ben on a Monday forenoon, each in a browser that stays signed in."""

from __future__ import annotations

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player
from troth.grounds.tests.acts import MONDAY, Couple


@pytest.fixture
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def one(_on_monday: None, ana: Player) -> Player:
    ana.stay()
    return ana


@pytest.fixture
def two(_on_monday: None, couple: Couple) -> Couple:
    for player in couple:
        player.stay()
    return couple
