"""Ana and Ben on a Monday, in browsers of their own that stay signed in."""

from __future__ import annotations

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player
from tests.misuse.acts import MONDAY, Couple


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def two(couple: tuple[Player, Player]) -> Couple:
    """Ana, whom Ben would like to control."""
    for player in couple:
        player.stay()
        player.get("/me/")  # shows what the last step had to say
    return couple
