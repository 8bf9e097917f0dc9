"""Where a sign-in, an opening or a sign-out leads is never outside."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import PASSWORD, Player, field_of

pytestmark = pytest.mark.on_any_database

OUTSIDE = (
    "https://example.org/",
    "//example.org/",
    "///example.org",
    "/\\example.org",
    "\\\\example.org",
    "https:example.org",
    "http:///example.org",
    "javascript:alert(1)",
    " //example.org",
    "\t//example.org",
    "/\t/example.org",
    "https://testserver@example.org/",
    "https://example.org/?testserver",
)


@pytest.mark.parametrize("address", OUTSIDE)
def test_no_way_leads_outside(ana: Player, address: str) -> None:
    fresh = Client()
    answers = [
        ana.get("/sign-in/", data={"next": address}),
        ana.get("/sign-up/", data={"next": address}),
        ana.post("/open/", {"password": PASSWORD, "next": address}),
        ana.post("/sign-out/", {"next": address}),
        ana.get("/sign-out/", data={"next": address}),
        fresh.post("/sign-in/", {"login": "ana", "password": PASSWORD, "next": address}),
        Client().post(f"/sign-up/?next={address}", {"username": "zoe", "password1": PASSWORD}),
    ]
    for answer in answers:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/")
        assert "example" not in answer["Location"]


@pytest.mark.parametrize("address", OUTSIDE)
def test_the_locked_page_leads_nowhere_outside(ana: Player, address: str) -> None:
    ana.lose_the_key()
    answer = ana.post("/open/", {"password": PASSWORD, "next": address})
    assert answer["Location"] == "/today/"


@pytest.mark.parametrize("path", ["/promises/?before=x%22%3E%3Cb", "/today/?next=//example.org"])
def test_the_locked_page_leads_back_to_where_it_stood(ana: Player, path: str) -> None:
    ana.lose_the_key()
    answer = ana.get(path)
    assert field_of(answer, "next").startswith(path.partition("?")[0])
    assert b"<b" not in answer.content.replace(b"<body", b"").replace(b"<button", b"")


@pytest.mark.parametrize("path", ["//example.org/", "/%2Fexample.org/", "/\\example.org"])
def test_an_address_that_looks_like_a_host_is_not_redirected_to(ana: Player, path: str) -> None:
    for client in (ana.client, Client()):
        answer = client.get(path)
        assert "example.org" not in answer.headers.get("Location", "")


def test_a_step_leads_back_only_to_its_own_pages(ana: Player) -> None:
    promise = ana.say("Wind the clock")
    answer = ana.post(f"/promises/mine/{promise}/keep/", {"back": "https://example.org/"})
    assert answer["Location"] == "/today/"


def test_signing_in_leads_back_to_the_page_that_asked(ana: Player) -> None:
    ana.post("/sign-out/")
    to = ana.get("/promises/waiting/")["Location"]
    asked = ana.get(to)
    answer = ana.sign_in(next=field_of(asked, "next"))
    assert answer["Location"] == "/promises/waiting/"
