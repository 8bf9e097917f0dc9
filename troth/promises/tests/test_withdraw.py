"""Taking a promise back before it is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.promises.models import Ending, Promise

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def test_before_it_is_due_it_can_be_taken_back(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    page = f"/promises/mine/{promise_id}/"
    assert "Take it back" in text_of(ana.get(page))
    assert ana.post(f"{page}withdraw/", {"back": "promises"})["Location"] == "/promises/"
    assert "taken back before it was due, today" in text_of(ana.get("/promises/"))
    assert "Call the plumber" not in text_of(ana.get("/today/"))


def test_what_was_taken_back_is_final(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    page = f"/promises/mine/{promise_id}/"
    ana.post(f"{page}withdraw/")
    for step in ("keep/", "keep/in-time/", "own/", "let-go/", "withdraw/", "move/"):
        answer = ana.post(f"{page}{step}", {"when": "tomorrow"})
        assert "This has ended already." in text_of(ana.get(answer["Location"])), step
    assert Ending.objects.count() == 1


def test_once_its_time_has_come_it_cant_be_taken_back(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    promise_id = ana.say("Call the plumber", when="today")
    time_machine.move_to(MONDAY + timedelta(days=1))
    page = f"/promises/mine/{promise_id}/"
    assert "Take it back" not in text_of(ana.get(page))
    answer = ana.post(f"{page}withdraw/")
    assert "What is left is to say how it went." in text_of(ana.get(answer["Location"]))
    assert Promise.objects.get().state == "open"
