"""A promise between two, on a Monday."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.cast import Player
from troth.promises.wording.tests.between import MONDAY, Between, promised


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=True) as traveller:
        yield traveller


@pytest.fixture
def between(couple: tuple[Player, Player]) -> Between:
    """Open, and due tomorrow."""
    return promised(couple)


@pytest.fixture
def kept(between: Between) -> Between:
    between.keep()
    return between


@pytest.fixture
def owned(between: Between) -> Between:
    between.own("I slept through it")
    return between
