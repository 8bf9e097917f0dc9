"""A quiet no: seen by nobody, undone at will, forgotten once the ask has faded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.asks.housekeeping import keep_house
from troth.asks.models import Answer, SetAside
from troth.asks.tests.acts import MONDAY, Couple, ask, set_aside
from troth.record.models import Due


def test_it_leaves_today_and_can_be_brought_back(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    assert set_aside(ben, ask_id)["Location"] == "/today/"
    today = text_of(ben.get("/today/"))
    assert "Set aside. Nobody is told." in today
    assert "Read me a page" not in today
    page = text_of(ben.get("/asks/"))
    assert "Nobody is told. It fades by itself, as if it had never been opened." in page
    assert "Read me a page" in page
    assert "You set it aside." in text_of(ben.get(f"/asks/{ask_id}/"))
    assert ben.post(f"/asks/{ask_id}/bring-back/")["Location"] == "/asks/"
    assert "Read me a page" in text_of(ben.get("/today/"))
    assert SetAside.objects.count() == 0


def test_it_stands_in_his_private_space_alone_and_which_ask_it_was_is_sealed(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    set_aside(ben, ask_id)
    row = SetAside.objects.get()
    assert row.space_id == ben.membership().space_id
    assert str(ask_id) not in str(vars(row))
    assert str(ask_id).encode() not in bytes(row.words)
    assert Answer.objects.count() == 0
    assert Due.objects.get().target_id == ask_id


def test_twice_is_once_and_the_others_stay(two: Couple) -> None:
    ana, ben = two
    first, second = ask(ana, "Bring the bread"), ask(ana, "Bring the salt")
    for _ in range(2):
        set_aside(ben, first)
    assert SetAside.objects.count() == 1
    today = text_of(ben.get("/today/"))
    assert "Bring the salt" in today
    assert "Bring the bread" not in today
    set_aside(ben, second)
    ben.post(f"/asks/{first}/bring-back/")
    assert "Bring the bread" in text_of(ben.get("/today/"))


def test_words_that_change_afterwards_dont_bring_it_back(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    set_aside(ben, ask_id)
    ana.post(f"/asks/{ask_id}/change/", {"text": "Please, read to me"})
    assert "read to me" not in text_of(ben.get("/today/"))


def test_it_is_forgotten_with_its_ask(two: Couple, time_machine: TimeMachineFixture) -> None:
    ana, ben = two
    ask_id = ask(ana)
    set_aside(ben, ask_id)
    keep_house(MONDAY + timedelta(days=6))
    assert SetAside.objects.count() == 1
    time_machine.move_to(MONDAY + timedelta(days=8), tick=False)
    keep_house(MONDAY + timedelta(days=8))
    assert SetAside.objects.count() == Due.objects.count() == 0
    assert ben.get(f"/asks/{ask_id}/").status_code == 404


def test_only_whoever_was_asked_can(two: Couple, cleo: Player) -> None:
    ana, _ben = two
    ask_id = ask(ana)
    for player in (ana, cleo):
        for step in ("set-aside", "bring-back"):
            assert player.post(f"/asks/{ask_id}/{step}/").status_code == 404
    assert SetAside.objects.count() == 0


@pytest.mark.parametrize("token", ["", "no id", "02db1f0e-5a3c-8d21-9b7e-3f2a10c4d5e6"])
def test_any_token_will_do(two: Couple, token: str) -> None:
    ana, ben = two
    first, second = ask(ana, "One"), ask(ana, "Two")
    for ask_id in (first, second):
        ben.post(f"/asks/{ask_id}/set-aside/", {"token": token})
    assert SetAside.objects.count() == 2
