"""Whoever a promise was made to may release it, before it is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, text_of
from troth.promises.checks import find_faults
from troth.promises.models import Ending, Promise
from troth.record.models import Due, Event

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def test_a_released_promise_has_ended_for_both(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="tomorrow", to="ours")
    page = f"/promises/ours/{promise_id}/"
    assert "Release Ana from it" in text_of(ben.get(page))
    answer = ben.post(f"{page}release/", {"back": "promises"})
    assert answer["Location"] == "/promises/"
    said = ("Ben released you from it, today", "you released Ana from it, today")
    for player, phrase in zip(couple, said, strict=True):
        text = text_of(player.get(page))
        assert phrase in text
        assert "Release" not in text.replace("Released.", "")
        assert f"Call the plumber {phrase}" in text_of(player.get("/today/"))
    assert "Another time" not in text_of(ana.get(page))


def test_it_is_signed_by_whom_it_was_made_to_and_nothing_is_due(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="tomorrow", to="ours")
    ben.post(f"/promises/ours/{promise_id}/release/")
    ending = Ending.objects.get()
    assert (ending.state, ending.person_id) == ("released", ben.person.id)
    assert Due.objects.count() == 0
    assert Event.objects.get(id=ending.id).person_id == ben.person.id
    assert list(find_faults()) == []


def test_its_maker_cant_release_themselves(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    promise_id = ana.say("Call the plumber", when="tomorrow", to="ours")
    assert "Release" not in text_of(ana.get(f"/promises/ours/{promise_id}/"))
    assert ana.post(f"/promises/ours/{promise_id}/release/").status_code == 404
    assert Promise.objects.get().state == "open"


def test_what_one_said_to_oneself_is_nobodys_to_release(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="tomorrow")
    for player in (ana, ben):
        for where in ("mine", "ours"):
            answer = player.post(f"/promises/{where}/{promise_id}/release/")
            assert answer.status_code == 404
    assert Promise.objects.get().state == "open"


def test_from_its_due_time_on_it_stays_its_makers_to_say(
    couple: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    ana, ben = couple
    promise_id = ana.say("Sing", when="today", at="11:00", to="ours")
    page = f"/promises/ours/{promise_id}/"
    time_machine.move_to(MONDAY + timedelta(hours=1))
    assert "Release" not in text_of(ben.get(page))
    answer = ben.post(f"{page}release/")
    assert answer["Location"] == page
    assert "Its time has come." in text_of(ben.get(page))
    assert Promise.objects.get().state == "open"


def test_what_has_ended_cant_be_released(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    promise_id = ana.say("Sing", when="tomorrow", to="ours")
    ana.post(f"/promises/ours/{promise_id}/keep/")
    answer = ben.post(f"/promises/ours/{promise_id}/release/")
    assert "This has ended already. Nothing was changed." in text_of(ben.get(answer["Location"]))
    assert Promise.objects.get().state == "kept"


def test_sent_twice_it_is_said_once(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    promise_id = ana.say("Sing", when="tomorrow", to="ours")
    page = f"/promises/ours/{promise_id}/"
    token = field_of(ben.get(page), "token")
    for _ in range(2):
        answer = ben.post(f"{page}release/", {"token": token, "back": "promises"})
        assert answer["Location"] == "/promises/"
    assert Ending.objects.count() == 1


def test_after_a_release_nothing_is_left_to_say(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    promise_id = ana.say("Sing", when="tomorrow", to="ours")
    ben.post(f"/promises/ours/{promise_id}/release/")
    for step in ("keep/", "own/", "reopen/", "withdraw/"):
        answer = ana.post(f"/promises/ours/{promise_id}/{step}", {"note": ""})
        assert "This has ended already." in text_of(ana.get(answer["Location"])), step
    assert Ending.objects.count() == 1
