"""What the tests of rhythms stand on."""

from __future__ import annotations

import pytest
from time_machine import TimeMachineFixture

from troth.promises.tests.rhythm_acts import MONDAY


@pytest.fixture
def on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)
