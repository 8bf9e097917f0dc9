"""Locked: signed in, and nothing opens; the password opens it again."""

from __future__ import annotations

import unicodedata

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import OWN_PAGES, PASSWORD, Player, error_beside, field_of, text_of
from troth.people.models import Bundle, Person, Wrap
from troth.promises.models import Promise

LOCKED = "Your words are locked"
PAGES = [
    "/today/",
    *OWN_PAGES,
]


@pytest.mark.parametrize("path", PAGES)
def test_without_the_key_every_page_of_ones_own_says_locked(ana: Player, path: str) -> None:
    ana.say("Call the plumber", when="today")
    ana.lose_the_key()
    page = ana.get(path)
    assert page.status_code == 200
    assert LOCKED in text_of(page)
    assert "plumber" not in page.content.decode()
    assert field_of(page, "next") == path


def test_the_password_opens_it_again_and_leads_on(ana: Player) -> None:
    ana.say("Call the plumber", when="today")
    ana.lose_the_key()
    answer = ana.post("/open/", {"password": ana.password, "next": "/promises/"})
    assert (answer.status_code, answer["Location"]) == (302, "/promises/")
    assert "Call the plumber" in text_of(ana.get("/promises/"))
    assert answer.cookies[settings.TROTH_KEY_COOKIE]["max-age"] == 12 * 3600


def test_on_ones_own_phone_the_new_key_stays_as_long_as_the_session(ana: Player) -> None:
    ana.client = Client()
    ana.sign_in(remember="on")
    ana.lose_the_key()
    answer = ana.post("/open/", {"password": ana.password})
    assert answer.cookies[settings.TROTH_KEY_COOKIE]["max-age"] == 180 * 24 * 3600


def test_a_password_composed_otherwise_opens_it_too(eve: Player) -> None:
    eve.password = unicodedata.normalize("NFC", "zwölf müde Igel")
    eve.sign_up()
    eve.lose_the_key()
    eve.post("/open/", {"password": unicodedata.normalize("NFD", eve.password)})
    assert LOCKED not in text_of(eve.get("/today/"))


def test_a_wrong_password_says_so_and_leaves_it_locked(ana: Player) -> None:
    ana.lose_the_key()
    answer = ana.post("/open/", {"password": "not this one, sorry", "next": "/promises/"})
    assert error_beside(answer, "password")
    assert field_of(answer, "next") == "/promises/"
    assert LOCKED in text_of(ana.get("/today/"))


@pytest.mark.parametrize("cookie", ["", "x", "AAAA", "é" * 43, "A" * 43 + "="])
def test_a_damaged_key_cookie_locks_and_breaks_nothing(ana: Player, cookie: str) -> None:
    ana.client.cookies[settings.TROTH_KEY_COOKIE] = cookie
    page = ana.get("/today/")
    assert page.status_code == 200
    assert LOCKED in text_of(page)


def test_anothers_key_cookie_opens_nothing(ana: Player, ben: Player) -> None:
    name = settings.TROTH_KEY_COOKIE
    ana.client.cookies[name] = ben.client.cookies[name].value
    assert LOCKED in text_of(ana.get("/today/"))


def test_an_older_key_cookie_opens_nothing_after_a_new_one(ana: Player) -> None:
    name = settings.TROTH_KEY_COOKIE
    older = ana.client.cookies[name].value
    ana.lose_the_key()
    ana.post("/open/", {"password": ana.password})
    assert ana.client.cookies[name].value != older
    ana.client.cookies[name] = older
    assert LOCKED in text_of(ana.get("/today/"))


def test_a_right_password_that_opens_nothing_says_so(ana: Player) -> None:
    ana.lose_the_key()
    Wrap.objects.all().delete()
    answer = ana.post("/open/", {"password": ana.password})
    assert "The password is right, but it doesn’t open" in error_beside(answer, "password")
    assert LOCKED in text_of(ana.get("/today/"))


def test_signing_in_with_a_password_that_opens_nothing_ends_up_locked(ana: Player) -> None:
    Wrap.objects.all().delete()
    ana.client = Client()
    assert ana.sign_in().status_code == 302
    assert LOCKED in text_of(ana.get("/today/"))


def test_a_damaged_bundle_locks_and_breaks_nothing(ana: Player) -> None:
    Bundle.objects.update(sealed=b"nothing of the kind")
    assert LOCKED in text_of(ana.get("/today/"))


def test_locked_nothing_is_written(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    before = Person.objects.values().get()
    ana.lose_the_key()
    attempts: dict[str, dict[str, str]] = {
        "/promises/new/": {"text": "Water the plants", "when": "today"},
        f"/promises/mine/{promise_id}/keep/": {},
        f"/promises/mine/{promise_id}/own/": {"note": "overslept"},
        f"/promises/mine/{promise_id}/withdraw/": {},
        f"/promises/mine/{promise_id}/move/": {"when": "tomorrow"},
        f"/promises/mine/{promise_id}/let-go/": {},
        "/promises/waiting/let-go/": {},
        "/focus/": {"habit": "stay-curious"},
        "/focus/set-aside/": {},
        "/begin/": {"answer": "closeness"},
        "/me/": {"called": "Anna"},
        "/me/e-mail/": {"email": "ana@example.org"},
        "/me/password/": {"oldpassword": PASSWORD, "password1": "nine calm otters at noon"},
        "/me/settings/": {"time_zone": "UTC", "ask_again": "never"},
        "/me/sessions/stay/": {"is_own": "yes"},
        "/me/sessions/others/end/": {},
    }
    for path, facts in attempts.items():
        assert ana.post(path, facts).status_code == 403, path
    assert Person.objects.values().get() == before
    assert Promise.objects.get().state == "open"


def test_locked_htmx_is_told_to_load_the_page_anew(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    ana.lose_the_key()
    answer = ana.post(f"/promises/mine/{promise_id}/keep/", headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")


def test_the_neutral_exit_locks_this_browser_alone(ana: Player) -> None:
    elsewhere = Player("Ana", Client())
    elsewhere.sign_in()
    answer = ana.post("/exit/")
    assert answer.status_code == 303
    assert answer.cookies[settings.TROTH_KEY_COOKIE].value == ""
    assert LOCKED in text_of(ana.get("/today/"))
    assert LOCKED not in text_of(elsewhere.get("/today/"))


def test_the_neutral_exit_works_for_whoever_has_no_account_any_more(ana: Player) -> None:
    Person.objects.update(is_active=False)
    assert ana.post("/exit/").status_code == 303
    assert ana.get("/today/").status_code == 302


def test_locked_one_can_sign_out(ana: Player) -> None:
    ana.lose_the_key()
    assert ana.post("/sign-out/")["Location"] == "/"
    assert ana.get("/today/").status_code == 302
