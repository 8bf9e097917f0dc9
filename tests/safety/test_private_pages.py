"""Private pages ask for the password again, as often as their person prefers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from time_machine import Traveller

from tests.access.matrix import STARTS_AT
from tests.cast import Player
from tests.safety.traces import all_rows
from troth.people.models import AskAgain, Person, Session

PRIVATE = ("/me/sessions/", "/me/e-mail/", "/me/settings/")


@pytest.fixture
def clock(db: None) -> Iterator[Traveller]:
    with time_machine.travel(STARTS_AT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def at_home(clock: Traveller, ana: Player) -> Player:
    return ana


def prefers(player: Player, preference: AskAgain) -> None:
    Person.objects.filter(id=player.person.id).update(ask_again=preference)


def asks(player: Player, page: str) -> bool:
    answer = player.get(page)
    if answer.status_code == 302:
        assert answer["Location"].startswith("/open/?next=")
    return answer.status_code == 302


@pytest.mark.parametrize("page", PRIVATE)
def test_after_fifteen_minutes_it_asks_and_then_goes_on(
    at_home: Player, clock: Traveller, page: str
) -> None:
    assert not asks(at_home, page)
    clock.shift(timedelta(minutes=14, seconds=50))
    assert not asks(at_home, page)
    clock.shift(timedelta(seconds=20))
    assert asks(at_home, page)
    answer = at_home.post("/open/", {"password": at_home.password, "next": page})
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert not asks(at_home, page)


def test_a_wrong_password_opens_no_private_page(at_home: Player, clock: Traveller) -> None:
    clock.shift(timedelta(minutes=16))
    at_home.post("/open/", {"password": "not this one", "next": "/me/sessions/"})
    assert asks(at_home, "/me/sessions/")


def test_reading_on_does_not_put_off_the_asking(at_home: Player, clock: Traveller) -> None:
    for _step in range(4):
        clock.shift(timedelta(minutes=5))
        at_home.get("/today/")
    assert asks(at_home, "/me/sessions/")


def test_always_asks_each_time(at_home: Player, clock: Traveller) -> None:
    prefers(at_home, AskAgain.ALWAYS)
    clock.shift(timedelta(minutes=2))
    assert asks(at_home, "/me/sessions/")
    at_home.post("/open/", {"password": at_home.password})
    assert not asks(at_home, "/me/sessions/")
    clock.shift(timedelta(minutes=2))
    assert asks(at_home, "/me/sessions/")


def test_never_does_not_ask(at_home: Player, clock: Traveller) -> None:
    prefers(at_home, AskAgain.NEVER)
    clock.shift(timedelta(hours=3))
    assert not asks(at_home, "/me/sessions/")


def test_today_never_asks(at_home: Player, clock: Traveller) -> None:
    prefers(at_home, AskAgain.ALWAYS)
    clock.shift(timedelta(hours=3))
    assert at_home.get("/today/").status_code == 200


def test_who_holds_her_browser_can_not_switch_the_asking_off(
    at_home: Player, clock: Traveller
) -> None:
    clock.shift(timedelta(minutes=31))
    facts = {"time_zone": "Europe/Berlin", "ask_again": "never", "exit_address": ""}
    at_home.post("/me/settings/", facts)
    assert Person.objects.get().ask_again == AskAgain.AFTER_A_WHILE
    assert asks(at_home, "/me/sessions/")


def test_a_form_sent_too_late_is_asked_for_anew_and_kept_nowhere(
    at_home: Player, clock: Traveller
) -> None:
    clock.shift(timedelta(minutes=31))
    answer = at_home.post("/me/e-mail/", {"email": "harbour@example.org"})
    assert answer["Location"].startswith("/open/")
    assert b"harbour" not in all_rows()
    assert "harbour" not in repr(Session.objects.get().get_decoded())
    assert Person.objects.get().email == ""


def test_the_exit_ends_what_was_still_fresh(at_home: Player) -> None:
    at_home.post("/me/e-mail/", {"email": "harbour@example.org"})
    at_home.post("/exit/")
    for page in PRIVATE:
        assert "harbour" not in at_home.get(page, follow=True).content.decode()
