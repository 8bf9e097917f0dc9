"""Ana and Ben on a Monday forenoon, each in a browser that stays signed in."""

from __future__ import annotations

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player
from troth.journeys.breaks.tests.acts import MONDAY


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def two(couple: tuple[Player, Player]) -> tuple[Player, Player]:
    for player in couple:
        player.stay()
    return couple
