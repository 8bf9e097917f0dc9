"""The stage of the access matrix, and what the configured log handler writes."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
import time_machine
from time_machine import TimeMachineFixture

from tests.access.matrix import STARTS_AT, Stage, set_the_stage
from tests.cast import Player
from tests.safety.shared_rows import MONDAY, Shared, shared
from troth.config.reports import WordlessFormatter


@pytest.fixture
def on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def two(on_monday: None, couple: tuple[Player, Player]) -> Shared:
    """Ana and Ben with something of every kind between them."""
    return shared(couple)


@pytest.fixture
def stage(db: None) -> Iterator[Stage]:
    with time_machine.travel(STARTS_AT, tick=True) as clock:
        yield set_the_stage(clock)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the handler of the settings writes, with the formatter of the settings."""
    handlers = [
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler, logging.StreamHandler)
        and isinstance(handler.formatter, WordlessFormatter)
    ]
    assert len(handlers) == 1
    written = io.StringIO()
    # Not by setStream(): what it had before may be the closed output of a test before this one.
    former, handlers[0].stream = handlers[0].stream, written
    yield written
    handlers[0].stream = former
