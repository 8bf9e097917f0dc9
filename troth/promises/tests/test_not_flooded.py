"""However much one says, the other's own stays to be seen; and there is an end to how much."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, error_beside, field_of, text_of
from troth.asks.tests.acts import ask, form_of
from troth.promises import actions, queries
from troth.promises.models import Promise
from troth.promises.rules import MOST_TO_THE_OTHER

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ENOUGH = "Once some have been kept, there is room again."
Couple = tuple[Player, Player]


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


@pytest.fixture
def full(couple: Couple, monkeypatch: pytest.MonkeyPatch) -> Couple:
    """Ana has said all to Ben that there is room for."""
    monkeypatch.setattr(actions, "MOST_TO_THE_OTHER", 2)
    for number in range(2):
        couple[0].say(f"Thing {number}", to="ours")
    return couple


def test_the_others_many_never_push_out_ones_own(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_OPEN", 3)
    ana, ben = couple
    ana.say("Water the basil", when="today")
    ana.say("Sweep the stairs", when="today", to="ours")
    for number in range(5):
        ben.say(f"Thing {number}", when="wednesday", to="ours")
    text = text_of(ana.get("/promises/"))
    assert "Water the basil" in text
    assert "Sweep the stairs" in text
    assert text.count("Thing") == 3
    text = text_of(ben.get("/promises/"))
    assert "Sweep the stairs" in text
    assert text.count("Thing") == 3


def test_there_is_room_for_sixty_to_the_other() -> None:
    assert MOST_TO_THE_OTHER == 60


def test_no_more_fit_and_what_was_typed_stays(full: Couple) -> None:
    ana, ben = full
    facts = {"text": "Call the plumber", "when": "today", "to": "ours"}
    facts["token"] = field_of(ana.get("/promises/new/"), "token")
    answer = ana.post("/promises/new/", facts)
    assert answer.status_code == 422
    assert ENOUGH in error_beside(answer, "to")
    assert field_of(answer, "text") == "Call the plumber"
    assert Promise.objects.count() == 2
    assert ana.post("/promises/new/", {**facts, "to": "mine"}).status_code == 302
    ben.say("Bring the bread", to="ours")


def test_a_form_that_went_through_and_comes_again_is_said(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_TO_THE_OTHER", 1)
    ana, _ben = couple
    token = str(ana.say("Call the plumber", to="ours"))
    facts = {"text": "Call the plumber", "when": "tomorrow", "to": "ours", "token": token}
    assert ana.post("/promises/new/", facts).status_code == 302
    assert Promise.objects.count() == 1


def test_one_that_is_moved_needs_no_room_and_one_that_ended_leaves_some(full: Couple) -> None:
    ana, _ben = full
    promise_id = Promise.objects.earliest("id").id
    page = f"/promises/ours/{promise_id}/"
    token = field_of(ana.get(f"{page}move/"), "token")
    assert ana.post(f"{page}move/", {"when": "this-week", "token": token}).status_code == 302
    moved = Promise.objects.get(follows_id=promise_id)
    assert ana.post(f"/promises/ours/{moved.id}/keep/").status_code == 302
    ana.say("Call the plumber", to="ours")


def test_one_to_share_stays_private_and_open(full: Couple) -> None:
    ana, _ben = full
    promise_id = ana.say("Call the plumber")
    page = f"/promises/mine/{promise_id}/"
    assert ana.post(f"{page}share/")["Location"] == page
    assert ENOUGH in text_of(ana.get(page))
    assert Promise.objects.get(id=promise_id).state == "open"


def test_a_yes_says_so_too_and_keeps_what_was_typed(full: Couple) -> None:
    ana, ben = full
    ask_id = ask(ben)
    facts = {**form_of(ana, ask_id, "yes"), "text": "I read you one"}
    answer = ana.post(f"/asks/{ask_id}/yes/", facts)
    assert answer.status_code == 422
    assert "Ben has many promises of yours open already. " + ENOUGH in text_of(answer)
    assert field_of(answer, "text") == "I read you one"
    no = {**form_of(ana, ask_id, "no"), "line": "Later"}
    assert ana.post(f"/asks/{ask_id}/no/", no).status_code == 302
    assert Promise.objects.count() == 2
