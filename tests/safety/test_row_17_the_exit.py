"""Row 17, without a browser: the neutral exit works for everybody, everywhere, at once."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.access.matrix import Stage, rows
from tests.cast import Player, text_of
from troth.people.models import Person, Session
from troth.people.unlock import SEALED_KEY

pytestmark = pytest.mark.on_any_database

NEUTRAL = "/kitchen-measures/"


def test_the_exit_locks_this_browser_and_leads_to_the_neutral_page(ana: Player) -> None:
    answer = ana.post("/exit/")
    assert answer.status_code == 303
    assert answer["Location"] == NEUTRAL
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "Your words are locked" in text_of(ana.get("/today/"))


def test_the_exit_takes_the_sealed_key_out_of_the_session(ana: Player) -> None:
    ana.post("/exit/")
    assert SEALED_KEY not in Session.objects.get().get_decoded()


def test_another_browser_stays_open(ana: Player) -> None:
    laptop = Player("Ana", Client())
    laptop.sign_in()
    ana.post("/exit/")
    assert "Good" in text_of(laptop.get("/today/"))


def test_the_exit_works_signed_out_locked_and_without_any_cookie(ana: Player, eve: Player) -> None:
    ana.lose_the_key()
    for player in (ana, eve, Player("Ana", Client(enforce_csrf_checks=True))):
        answer = player.post("/exit/")
        assert (answer.status_code, answer["Location"]) == (303, NEUTRAL)


def test_an_own_address_is_taken_and_told_nothing(ana: Player) -> None:
    own = "https://www.example.org/weather"
    facts = {"time_zone": "Europe/Berlin", "ask_again": "never", "exit_address": own}
    assert ana.post("/me/settings/", facts).status_code == 302
    answer = ana.post("/exit/")
    assert own in (answer.headers.get("Location", ""), answer.headers.get("Refresh", "")[7:])
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "troth" not in answer.content.decode().lower()


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/",
        "javascript:alert(1)",
        "//example.org",
        "https:/example.org",
        "data:text/html,x",
        "https://exam\nple.org/",
    ],
)
def test_an_address_that_would_tell_or_run_is_refused(ana: Player, address: str) -> None:
    facts = {"time_zone": "Europe/Berlin", "ask_again": "never", "exit_address": address}
    answer = ana.post("/me/settings/", facts)
    stored = Person.objects.get().exit_address
    assert answer.status_code == 422 or stored.startswith("https://")


def test_every_page_has_the_exit_and_it_works_without_javascript(stage: Stage) -> None:
    without = []
    for row in rows().values():
        for actor in ("ana", "eve", "locked"):
            with stage.asks(actor, "GET", stage.address(row)) as answer:
                if not answer["Content-Type"].startswith("text/html") or not answer.content:
                    continue
                has_exit = re.search(r'<form[^>]*method="post"[^>]*action="/exit/"', _html(answer))
                if not has_exit and row.name != "web:neutral":
                    without.append(f"{row.name} {actor}")
    assert not without


def _html(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_the_neutral_page_names_nothing_of_troth(stage: Stage) -> None:
    with stage.asks("ana", "GET", NEUTRAL) as answer:
        text = answer.content.decode().lower()
        assert not answer.cookies
    telling = (
        "troth",
        "partner",
        "promise",
        "couple",
        "sign",
        "/exit/",
        "manifest",
        "trust",
        "ana",
    )
    assert [word for word in telling if re.search(rf"\b{word}\b", text)] == []
    linked = re.findall(r'(?:href|src)="([^"#]+)"', text)
    assert all(address.startswith("/static/web/measures/") for address in linked)
