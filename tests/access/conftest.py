"""The stage of the access matrix."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from tests.access.matrix import STARTS_AT, Stage, set_the_stage
from tests.cast import Player


@pytest.fixture
def stage(db: None) -> Iterator[Stage]:
    with time_machine.travel(STARTS_AT, tick=True) as clock:
        ana, ben = Player("Ana", Client()), Player("Ben", Client(), "Asia/Tokyo")
        for person in (ana, ben):
            assert person.sign_up().status_code == 302
        yield set_the_stage(clock, ana, ben, Player("Eve", Client()))
