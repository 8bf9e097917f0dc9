"""Row 24: a form that comes too late is told why, and what was written in it stands there."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django import forms

from tests.cast import Player, text_of
from tests.safety.shared_rows import Shared
from troth.web.unsaved import WRITTEN

Couple = tuple[Player, Player]
TYPED = "It rained the whole evening"
HTMX = {"hx-request": "true"}
FORMS = (
    "troth.promises.forms",
    "troth.promises.landings.forms",
    "troth.promises.wording.forms",
    "troth.asks.forms",
    "troth.home.forms",
    "troth.journeys.pairing.forms",
)

pytestmark = pytest.mark.usefixtures("on_monday")


def test_who_stays_reads_why_and_their_words(two: Shared) -> None:
    two.ben.post("/us/leave/")
    answer = two.ana.post(f"{two.page('said')}own/", {"note": TYPED})
    assert (answer.status_code, answer["Cache-Control"]) == (422, "no-store")
    assert "Your partner left what you shared, so nothing new is said there." in text_of(answer)
    assert TYPED in text_of(answer)
    assert two.ana.get(f"{two.page('said')}own/").status_code == 404


def test_with_htmx_it_takes_the_place_of_the_page(two: Shared) -> None:
    two.ben.post("/us/leave/")
    answer = two.ana.post(f"{two.page('said')}own/", {"note": TYPED}, headers=HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#main")
    assert TYPED in text_of(answer)


def test_whoever_left_still_has_their_own_words_and_nothing_else(two: Shared) -> None:
    two.ana.post("/us/leave/")
    answer = two.ana.post(f"{two.page('said')}own/", {"note": TYPED})
    nothing = two.ana.post(f"/promises/ours/{uuid4()}/own/", {"note": TYPED})
    assert (answer.status_code, nothing.status_code) == (404, 404)
    assert TYPED in text_of(answer)
    assert text_of(answer) == text_of(nothing)
    assert "There is nothing here" in text_of(two.ana.post(f"{two.page('said')}own/"))


def test_a_line_that_is_too_long_comes_back_too(two: Shared) -> None:
    two.ben.post(f"{two.page('said')}release/")
    for step in ("own", "withdraw"):
        answer = two.ana.post(f"{two.page('said')}{step}/", {"note": TYPED + "!" * 500})
        assert answer.status_code == 422
        assert TYPED in text_of(answer)


def test_only_words_come_back_and_as_text(ana: Player) -> None:
    facts = {"note": "<script>x</script>", "line": " ", "password1": "secret", "code": "secret"}
    answer = ana.post(f"/promises/mine/{uuid4()}/own/", {**facts, "token": "secret"})
    body = answer.content.decode()
    assert answer.status_code == 404
    assert "&lt;script&gt;x&lt;/script&gt;" in body
    assert "<script>x" not in body
    assert "secret" not in body


def test_nobody_signed_out_has_anything_read_back_to_them(eve: Player) -> None:
    answer = eve.post(f"/promises/mine/{uuid4()}/own/", {"note": TYPED})
    assert answer.status_code == 302
    assert TYPED not in eve.post("/nowhere/", {"note": TYPED}).content.decode()


def test_an_address_that_leads_nowhere_reads_nothing_back(ana: Player) -> None:
    """No form of ours leads there, so nothing vouches for who wrote it."""
    assert TYPED not in ana.post("/nowhere/", {"note": TYPED}).content.decode()


def test_every_field_for_words_is_known_and_none_for_secrets() -> None:
    found = {(name, type(field.widget)) for name, field in fields()}
    words = {name for name, widget in found if issubclass(widget, forms.Textarea)}
    assert words <= set(WRITTEN)
    hidden = (forms.HiddenInput, forms.PasswordInput)
    assert not {name for name, widget in found if issubclass(widget, hidden)} & set(WRITTEN)


def fields() -> Iterator[tuple[str, forms.Field]]:
    for module in map(importlib.import_module, FORMS):
        for form in vars(module).values():
            if isinstance(form, type) and issubclass(form, forms.BaseForm):
                yield from getattr(form, "base_fields", {}).items()
