"""Private pages ask for the password again, as often as their person prefers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.people.models import Person

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PRIVATE = ["/me/sessions/", "/me/e-mail/", "/me/password/"]


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)


def prefer(when: str) -> None:
    Person.objects.update(ask_again=when)


@pytest.mark.parametrize("path", PRIVATE)
def test_after_a_quarter_of_an_hour_they_ask_again(
    ana: Player, time_machine: TimeMachineFixture, path: str
) -> None:
    assert ana.get(path).status_code == 200
    time_machine.move_to(MONDAY + timedelta(minutes=14))
    assert ana.get(path).status_code == 200
    time_machine.move_to(MONDAY + timedelta(minutes=15))
    assert ana.get(path)["Location"].startswith("/open/?next=")
    answer = ana.post("/open/", {"password": ana.password, "next": path})
    assert answer["Location"] == path
    assert ana.get(path).status_code == 200


def test_today_and_promises_never_ask(ana: Player, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY + timedelta(hours=11))
    for path in ("/today/", "/promises/", "/me/"):
        assert ana.get(path).status_code == 200


def test_every_time_means_every_time_but_the_page_just_asked_for(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    prefer("always")
    assert ana.get("/me/e-mail/").status_code == 200
    time_machine.move_to(MONDAY + timedelta(minutes=2))
    assert ana.get("/me/e-mail/").status_code == 302


def test_never_means_never(ana: Player, time_machine: TimeMachineFixture) -> None:
    prefer("never")
    time_machine.move_to(MONDAY + timedelta(hours=11))
    assert ana.get("/me/e-mail/").status_code == 200


def test_whoever_holds_the_open_phone_writes_nothing_on_a_private_page(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MONDAY + timedelta(hours=2))
    attempts: dict[str, dict[str, str]] = {
        "/me/e-mail/": {"email": "holder@example.org"},
        "/me/password/": {"oldpassword": ana.password, "password1": "nine calm otters at noon"},
        "/me/sessions/others/end/": {},
        "/me/sessions/stay/": {"is_own": "yes"},
    }
    for path, facts in attempts.items():
        assert ana.post(path, facts)["Location"].startswith("/open/"), path
    assert Person.objects.get().email == ""
    assert Player("Ana", Client()).sign_in().status_code == 302


def test_whoever_holds_the_open_phone_cant_stop_the_asking(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MONDAY + timedelta(hours=2))
    facts = {"time_zone": "Europe/Berlin", "ask_again": "never", "exit_address": ""}
    assert ana.post("/me/settings/", facts)["Location"].startswith("/open/")
    assert Person.objects.get().ask_again == "after-a-while"


def test_a_wrong_password_shows_nothing(ana: Player, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY + timedelta(hours=2))
    answer = ana.post("/open/", {"password": "not this one", "next": "/me/e-mail/"})
    assert "Your password, once more" in text_of(answer)
    assert ana.get("/me/e-mail/").status_code == 302
