"""Making a promise to oneself."""

from __future__ import annotations

from tests.cast import Player, text_of


def test_a_promise_made_shows_on_today(ana: Player) -> None:
    ana.say("Call the plumber", when="today")
    assert "Call the plumber" in text_of(ana.get("/today/"))


def test_a_form_sent_twice_writes_once(ana: Player) -> None:
    token = str(ana.say("Call the plumber", when="today"))
    facts = {"text": "Call the plumber", "when": "today", "token": token}
    assert ana.post("/promises/new/", facts).status_code == 302
    assert text_of(ana.get("/promises/")).count("Call the plumber") == 1
