"""Settings: the time zone, how often private pages ask, where the exit leads."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, error_beside, field_of, text_of
from troth.people.models import Person

USUAL = {"time_zone": "Europe/Berlin", "ask_again": "after-a-while", "exit_address": ""}


def test_the_page_shows_what_is_set(ana: Player) -> None:
    Person.objects.update(ask_again="always", exit_address="https://example.org/rain")
    page = ana.get("/me/settings/")
    assert 'value="Europe/Berlin" selected' in page.content.decode()
    assert re.search(r'value="always"[^>]* checked', page.content.decode())
    assert field_of(page, "exit_address") == "https://example.org/rain"


def test_they_are_saved_all_at_once(ana: Player) -> None:
    facts = {
        "time_zone": "Asia/Kathmandu",
        "ask_again": "never",
        "exit_address": "https://example.org/rain?where=here",
    }
    assert ana.post("/me/settings/", facts)["Location"] == "/me/"
    assert "Saved." in text_of(ana.get("/me/"))
    person = Person.objects.get()
    assert {name: getattr(person, name) for name in facts} == facts


def test_whoever_has_no_zone_yet_is_given_none_unasked(ana: Player) -> None:
    Person.objects.update(time_zone="")
    page = ana.get("/me/settings/").content.decode()
    assert re.search(r'<option value="" selected>Please choose</option>', page)
    answer = ana.post("/me/settings/", {**USUAL, "time_zone": ""})
    assert error_beside(answer, "time_zone")


def test_another_zone_makes_another_day(ana: Player, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2026, 11, 23, 20, 0, tzinfo=UTC))
    ana.sign_in()
    assert "Monday evening" in text_of(ana.get("/today/"))
    ana.post("/open/", {"password": ana.password})
    ana.post("/me/settings/", {**USUAL, "time_zone": "Pacific/Auckland"})
    assert "Tuesday morning" in text_of(ana.get("/today/"))


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "localtime", "Factory"])
def test_only_a_named_zone_is_taken(ana: Player, zone: str) -> None:
    answer = ana.post("/me/settings/", {**USUAL, "time_zone": zone})
    assert answer.status_code == 422
    assert error_beside(answer, "time_zone")
    assert Person.objects.get().time_zone == "Europe/Berlin"


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/",
        "javascript:alert(1)",
        "data:text/html,hello",
        "ftp://example.org/",
        "//example.org\\@evil",
        "https://",
        "https://example.org/" + "a" * 200,
        "not an address",
    ],
)
def test_the_exit_leads_only_to_a_safe_address(ana: Player, address: str) -> None:
    answer = ana.post("/me/settings/", {**USUAL, "exit_address": address})
    assert answer.status_code == 422
    assert error_beside(answer, "exit_address")
    assert Person.objects.get().exit_address == ""


def test_an_address_without_a_scheme_is_taken_as_a_safe_one(ana: Player) -> None:
    ana.post("/me/settings/", {**USUAL, "exit_address": "example.org"})
    assert Person.objects.get().exit_address == "https://example.org"


def test_the_exit_leads_where_it_was_set_to(ana: Player) -> None:
    ana.post("/me/settings/", {**USUAL, "exit_address": "https://example.org/rain"})
    answer = ana.post("/exit/")
    assert answer["Refresh"] == "0; url=https://example.org/rain"
    assert answer["Referrer-Policy"] == "no-referrer"


def test_a_forged_preference_changes_nothing(ana: Player) -> None:
    answer = ana.post("/me/settings/", {**USUAL, "ask_again": "sometimes"})
    assert answer.status_code == 422
    assert Person.objects.get().ask_again == "after-a-while"


def test_what_was_typed_stays_when_something_else_is_wrong(ana: Player) -> None:
    facts = {"time_zone": "Asia/Tokyo", "ask_again": "always", "exit_address": "http://a.example"}
    page = ana.post("/me/settings/", facts)
    assert field_of(page, "exit_address") == "http://a.example"
    assert 'value="Asia/Tokyo" selected' in page.content.decode()
