"""A form sent while the browser is locked."""

from __future__ import annotations

from django.core.cache import cache

from tests.cast import Player, field_of, text_of


def test_what_was_typed_waits_for_the_password_and_then_goes_on(ana: Player) -> None:
    token = field_of(ana.get("/promises/new/"), "token")
    facts = {"text": "Water the basil", "when": "today", "token": token}
    ana.lose_the_key()
    answer = ana.post("/promises/new/", facts)
    assert answer.status_code == 403
    assert 'value="Water the basil"' in answer.content.decode()

    wrong = ana.post("/promises/new/", {**facts, "unlock_password": "not this one"})
    assert wrong.status_code == 403
    assert 'value="Water the basil"' in wrong.content.decode()
    assert "not this one" not in wrong.content.decode()

    answer = ana.post("/promises/new/", {**facts, "unlock_password": ana.password})
    assert answer.status_code == 302
    assert "Water the basil" in text_of(ana.get("/today/"))


def test_guessing_the_password_by_a_form_is_limited(ana: Player) -> None:
    ana.lose_the_key()
    cache.clear()
    for _try in range(12):
        answer = ana.post("/promises/new/", {"text": "x", "unlock_password": "a wrong guess"})
    assert "many tries" in text_of(answer) or "Too many" in text_of(answer)
    right = ana.post("/promises/new/", {"text": "x", "unlock_password": ana.password})
    assert right.status_code == 403
