"""Row 16: after the exit or signing out nothing readable is left in the browser."""

from __future__ import annotations

import base64
import re
import zlib
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.access.matrix import Stage, rows
from tests.access.people import PLANTED
from tests.cast import Player, text_of
from tests.safety.traces import found_in

pytestmark = pytest.mark.on_any_database

WORD = "Foxglovedebt"
WORD_FIELDS = {"text", "cue", "note", "called", "name"}
# What a browser may fill in by itself, because it says nothing of anybody's days.
HARMLESS = {"off", "username", "current-password", "new-password", "email", "nickname"}
PAGES = ("/today/", "/promises/", "/promises/new/", "/me/", "/me/sessions/", "/focus/", "/begin/")


def title_of(answer: HttpResponse) -> str:
    found = re.search(r"<title>(.*?)</title>", answer.content.decode(), re.DOTALL)
    return found[1] if found else ""


def cookies_of(answer: Any) -> bytes:
    """All cookies set, as sent and with every base64 part of them decoded and unpacked."""
    heap = [answer.cookies.output().encode()]
    for morsel in answer.cookies.values():
        for part in re.split(r"[:.\"]", unquote(morsel.value)):
            with suppress(ValueError):
                heap.append(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
                with suppress(zlib.error):
                    heap.append(zlib.decompress(heap[-1]))
    return b"\0".join(heap)


def test_no_title_address_or_cookie_holds_a_word(stage: Stage) -> None:
    wrong = []
    for row in rows().values():
        sent = {name: WORD if name in WORD_FIELDS else value for name, value in row.send.items()}
        for method, send in (("GET", {}), ("POST", sent)):
            for actor in ("ana", "locked"):
                with stage.asks(actor, method, stage.address(row), send) as answer:
                    words = [WORD, PLANTED, "lantern"]
                    if found_in(title_of(answer).encode(), words):
                        wrong.append(f"{row.name} {actor} {method}: the title")
                    if found_in(answer.headers.get("Location", "").encode(), words):
                        wrong.append(f"{row.name} {actor} {method}: the address")
                    if found_in(cookies_of(answer), words):
                        wrong.append(f"{row.name} {actor} {method}: a cookie")
    assert not wrong


def test_no_link_or_form_address_holds_a_word(ana: Player) -> None:
    ana.post("/me/", {"called": WORD})
    promise = ana.say(WORD, cue=WORD)
    for page in (*PAGES, f"/promises/mine/{promise}/"):
        body = ana.get(page).content.decode()
        addresses = re.findall(r'(?:href|action|formaction|hx-\w+|src)="([^"]*)"', body)
        assert found_in("\n".join(addresses).encode(), [WORD]) == []


def test_every_field_for_words_keeps_the_browser_from_remembering_them(stage: Stage) -> None:
    wrong = []
    for row in rows().values():
        with stage.asks("ana", "GET", stage.address(row)) as answer:
            fields = re.findall(r"<(?:input|textarea)[^>]*>", answer.content.decode())
        for field in fields:
            kind = re.search(r'type="([^"]*)"', field)
            if kind and kind[1] not in ("text", "email", "url", "password", "search"):
                continue
            given = re.search(r'autocomplete="([^"]*)"', field)
            if given is None or given[1] not in HARMLESS:
                wrong.append(f"{row.name}: {field}")
    assert not wrong


@pytest.mark.parametrize("way", ["/exit/", "/sign-out/"])
def test_going_back_shows_nothing(ana: Player, way: str) -> None:
    promise = ana.say(WORD)
    pages = (*PAGES, f"/promises/mine/{promise}/", "/me/settings/", "/me/e-mail/")
    for page in pages:
        assert "no-store" in ana.get(page)["Cache-Control"], page
    ana.post("/me/e-mail/", {"email": f"{WORD}@example.org"})
    ana.post(way)
    for page in pages:
        answer = ana.get(page, follow=True)
        assert WORD not in answer.content.decode(), page
        assert "Ana" not in text_of(answer), page


def test_after_the_exit_the_browser_still_knows_that_it_is_ana_s_and_nothing_more(
    ana: Player,
) -> None:
    ana.post("/exit/")
    assert "Your words are locked" in text_of(ana.get("/today/"))
    assert ana.post("/open/", {"password": ana.password}).status_code == 302
    assert ana.get("/today/").status_code == 200


@pytest.mark.parametrize("way", ["/exit/", "/sign-out/"])
def test_the_key_s_cookie_is_taken_back_and_of_no_use_later(ana: Player, way: str) -> None:
    kept = {name: morsel.value for name, morsel in ana.client.cookies.items()}
    answer = ana.post(way)
    assert answer.cookies["key"].value == ""
    assert answer.cookies["key"]["max-age"] == 0
    again = Client()
    for name, value in kept.items():
        again.cookies[name] = value
    page = again.get("/today/", follow=True)
    assert "Ana" not in text_of(page)  # type: ignore[arg-type]
    assert "Good" not in text_of(page)  # type: ignore[arg-type]


def test_a_message_for_the_person_is_no_longer_there_after_signing_out(ana: Player) -> None:
    ana.say(WORD)
    ana.post("/sign-out/")
    answer = ana.get("/", follow=True)
    assert "Said." not in text_of(answer)
    assert "ana" not in text_of(answer).lower().split()


def test_nothing_is_kept_by_the_service_worker_but_pages_without_words(stage: Stage) -> None:
    with stage.asks("ana", "GET", "/sw.js") as answer:
        script = answer.content.decode()
    kept = set(re.findall(r'"(/[^"]*)"', script))
    assert {path for path in kept if not path.startswith("/static/")} == {
        "/offline/",
        "/kitchen-measures/",
    }
    for address in ("/offline/", "/kitchen-measures/"):
        bodies = []
        for actor in ("ana", "eve"):
            with stage.asks(actor, "GET", address) as answer:
                bodies.append(answer.content)
        assert bodies[0] == bodies[1], "the same for everybody"
