"""A Monday forenoon, and Ana in a browser that stays signed in."""

from __future__ import annotations

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player
from troth.gestures.tests.acts import MONDAY


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def staying(ana: Player) -> Player:
    ana.stay()
    return ana
