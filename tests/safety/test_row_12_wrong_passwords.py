"""Row 12: somebody elsewhere tries passwords for Ana, and she still gets in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Player, text_of
from troth.people import hashers
from troth.people.derivation import one_derivation

pytestmark = pytest.mark.on_any_database

MANY = 1_000
TOO_MANY = "Too many"


def guess(client: Client, number: int, name: str = "ana", **more: Any) -> HttpResponse:
    """A try from one of many addresses; every 127.x.y.z is this machine's own."""
    address = f"127.{number % 250}.{number // 250}.7"
    facts = {"login": name, "password": f"wrong guess number {number}"}
    return client.post("/sign-in/", facts, REMOTE_ADDR=address, **more)  # type: ignore[return-value]


def refused(answer: HttpResponse) -> bool:
    return answer.status_code == 429 or TOO_MANY in text_of(answer)


def strangers_are_refused() -> bool:
    stranger = Client()
    return refused(guess(stranger, 0)) or refused(
        stranger.post("/sign-in/", {"login": "ana", "password": PASSWORD})  # type: ignore[arg-type]
    )


def test_after_a_thousand_wrong_ones_the_known_device_gets_in_at_the_first_try(
    ana: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana.post("/sign-out/")
    tried = count_of_derivations(monkeypatch)
    stranger = Client()
    for number in range(MANY):
        guess(stranger, number)
    assert len(tried) <= 20, "most were refused before anything was derived"
    assert strangers_are_refused()
    answer = ana.sign_in()
    assert answer.status_code == 302
    assert answer["Location"] == "/today/"
    assert ana.get("/today/").status_code == 200


def count_of_derivations(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """A list that grows by one with each derivation of a sign-in hash."""
    counted: list[None] = []
    really = one_derivation

    def counting() -> Any:
        counted.append(None)
        return really()

    monkeypatch.setattr(hashers, "one_derivation", counting)
    return counted


def test_an_unknown_device_is_limited_whatever_address_it_comes_from(ana: Player) -> None:
    stranger = Client()
    answers = [refused(guess(stranger, number)) for number in range(8)]
    assert not any(answers[:5])
    assert all(answers[5:])


@pytest.mark.parametrize("name", ["ANA", " ana ", "Ana"])
def test_another_spelling_of_the_name_gives_no_more_tries(ana: Player, name: str) -> None:
    stranger = Client()
    for number in range(5):
        guess(stranger, number)
    assert refused(guess(stranger, 9, name))


def test_a_known_device_is_limited_too(ana: Player) -> None:
    ana.post("/sign-out/")
    answers = [refused(ana.sign_in(f"wrong guess number {number}")) for number in range(12)]
    assert not any(answers[:10])
    assert all(answers[10:])


def test_ben_s_own_device_gives_him_no_more_tries_for_ana(ana: Player, ben: Player) -> None:
    ben.post("/sign-out/")
    answers = [refused(guess(ben.client, number)) for number in range(7)]
    assert all(answers[5:])


def test_ana_s_device_in_ben_s_hands_gives_one_device_s_tries_and_no_more(
    ana: Player, ben: Player
) -> None:
    """She once signed in on his laptop; signing in as himself in between changes nothing."""
    ana.post("/sign-out/")
    shared = ana.client
    passed = 0
    for round_ in range(3):
        passed += sum(not refused(guess(shared, 50 * round_ + number)) for number in range(10))
        Player("Ben", shared).sign_in()
        shared.post("/sign-out/")
    assert passed <= 10


def test_a_copied_device_cookie_counts_with_the_original(ana: Player) -> None:
    ana.post("/sign-out/")
    passed = 0
    for _copy in range(3):
        copied = Client()
        name = settings.TROTH_DEVICE_COOKIE
        copied.cookies[name] = ana.client.cookies[name].value
        passed += sum(not refused(guess(copied, number)) for number in range(6))
    assert passed <= 10


def test_a_forged_or_old_device_cookie_is_nobody_s(ana: Player) -> None:
    name = settings.TROTH_DEVICE_COOKIE
    value = ana.client.cookies[name].value
    stranger = Client()
    stranger.cookies[name] = value[:-1] + ("A" if value[-1] != "A" else "B")
    assert [refused(guess(stranger, number)) for number in range(6)][5]


def test_the_device_cookie_is_out_of_a_script_s_reach_and_names_nobody(ana: Player) -> None:
    cookie = ana.client.cookies[settings.TROTH_DEVICE_COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "ana" not in cookie.value.lower().split(":")[0]


def test_the_limit_passes_with_time(ana: Player) -> None:
    stranger = Player("Ana", Client())
    for number in range(6):
        guess(stranger.client, number)
    assert stranger.sign_in().status_code == 200
    with time_machine.travel(later(), tick=True):
        assert stranger.sign_in().status_code == 302


def later() -> datetime:
    return timezone.now() + timedelta(minutes=6)


def test_opening_again_with_wrong_passwords_is_limited(ana: Player) -> None:
    """Whoever holds her open browser may not guess on for ever."""
    statuses = [ana.post("/open/", {"password": f"wrong {n}"}).status_code for n in range(12)]
    assert 429 in statuses or refused(ana.post("/open/", {"password": "wrong again"}))


def test_who_holds_her_browser_gets_no_more_than_a_hundred_guesses_a_day(ana: Player) -> None:
    derived = 0
    with time_machine.travel(later(), tick=False) as clock:
        for half_hour in range(16):
            for number in range(10):
                answer = ana.post("/open/", {"password": f"wrong {half_hour} {number}"})
                derived += not refused(answer)
            clock.shift(timedelta(minutes=30))
    assert derived <= 100
