"""Some days went by: letting go of one, of all, and filling in later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.promises.models import Ending, Promise

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def test_what_went_by_can_be_let_go(ana: Player, time_machine: TimeMachineFixture) -> None:
    ana.stay()
    promise_id = ana.say("Call the plumber", when="today")
    time_machine.move_to(MONDAY + WEEK)
    assert "Call the plumber" in text_of(ana.get("/promises/waiting/"))
    answer = ana.post(f"/promises/mine/{promise_id}/let-go/", {"back": "waiting"})
    assert answer["Location"] == "/promises/waiting/"
    assert "Nothing waits" in text_of(ana.get("/promises/waiting/"))
    assert "let go, today" in text_of(ana.get("/promises/"))


@pytest.mark.parametrize(
    ("step", "phrase"),
    [("keep/in-time/", "kept, on Monday"), ("own/", "it didn’t happen; said today")],
)
def test_it_can_still_be_filled_in_later(
    ana: Player, time_machine: TimeMachineFixture, step: str, phrase: str
) -> None:
    ana.stay()
    promise_id = ana.say("Call the plumber", when="today")
    time_machine.move_to(MONDAY + timedelta(days=5))
    page = f"/promises/mine/{promise_id}/"
    ana.post(f"{page}let-go/")
    ana.post(f"{page}{step}", {"note": ""})
    text = text_of(ana.get(page))
    assert phrase in text
    assert "let go, today" in text
    assert list(Ending.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_what_isnt_due_yet_cant_be_let_go(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    answer = ana.post(f"/promises/mine/{promise_id}/let-go/")
    assert "It isn’t due yet." in text_of(ana.get(answer["Location"]))
    assert Promise.objects.get().state == "open"


def test_all_that_waits_can_be_let_go_at_once(
    ana: Player, ben: Player, time_machine: TimeMachineFixture
) -> None:
    for player in (ana, ben):
        player.stay()
        player.say("Call the plumber", when="today")
        player.say("Water the plants", when="tomorrow")
    time_machine.move_to(MONDAY + WEEK)
    ahead = ana.say("Sing", when="today")
    answer = ana.post("/promises/waiting/let-go/")
    assert answer["Location"] == "/today/"
    text = text_of(ana.get("/today/"))
    assert "Let go. Today is a new day." in text
    assert "Some days went by" not in text
    assert "Nothing waits" in text_of(ana.get("/promises/waiting/"))
    assert Promise.objects.get(id=ahead).state == "open"
    assert "Water the plants" in text_of(ben.get("/promises/waiting/"))
    assert Promise.objects.filter(state="let-go").count() == 2


def test_letting_all_go_with_nothing_waiting_changes_nothing(ana: Player) -> None:
    ana.say("Sing", when="today")
    assert ana.post("/promises/waiting/let-go/").status_code == 302
    assert Ending.objects.count() == 0


def test_letting_all_go_leaves_what_cant_be_opened(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    ana.say("Call the plumber", when="today")
    altered = ana.say("Water the plants", when="today")
    Promise.objects.filter(id=altered).update(words=b"not an envelope")
    time_machine.move_to(MONDAY + WEEK)
    assert ana.post("/promises/waiting/let-go/").status_code == 302
    assert Promise.objects.get(id=altered).state == "open"
    assert "be opened." in text_of(ana.get("/promises/waiting/"))
