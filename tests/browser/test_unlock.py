"""Locked and open again, private pages, and the list of signed-in browsers."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.browser.conftest import Visit
from tests.cast import PASSWORD, Player
from tests.look.people import Diary

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DINNER = "Put the phone away at dinner"


def test_lost_key_locks_every_page_and_the_password_opens_it_in_place(
    visit: Visit, ana: Player
) -> None:
    Diary(ana.membership(), timezone.now()).said(DINNER, 0)
    visitor = visit(ana)
    page = visitor.go("/promises/")
    assert DINNER in visitor.text()
    visitor.context.clear_cookies(name=settings.TROTH_KEY_COOKIE)
    for path in ("/today/", "/promises/new/", "/me/", "/focus/", "/promises/"):
        visitor.go(path)
        assert "Your words are locked" in visitor.text()
        assert DINNER not in visitor.text()
    visitor.write("Password", "not this one at all")
    visitor.tap("button", "Open")
    assert "isn’t the password" in visitor.text()
    visitor.write("Password", PASSWORD)
    visitor.tap("button", "Open")
    page.wait_for_url("**/promises/")
    assert DINNER in visitor.text()


def test_private_page_asks_for_the_password_after_a_while(visit: Visit, ana: Player) -> None:
    visitor = visit(ana)
    session = ana.client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0.0}]
    session.save()
    page = visitor.go("/me/")
    visitor.tap("link", re.compile("Where you are signed in"))
    assert "Your password, once more" in visitor.text()
    visitor.write("Password", PASSWORD)
    visitor.tap("button", "Open")
    page.wait_for_url("**/me/sessions/")
    page.reload()
    assert "This browser" in visitor.text()


def test_session_gets_a_name_that_only_its_person_reads(visit: Visit, ana: Player) -> None:
    visitor = visit(ana)
    page = visitor.go("/me/sessions/")
    visitor.write("A name for it", "The phone in my coat")
    visitor.tap("button", "Name it")
    page.locator("summary", has_text="The phone in my coat").wait_for()
    assert "Saved" not in visitor.page.title()


def test_one_browser_ends_the_other(visit: Visit, ana: Player) -> None:
    elsewhere = Player("Ana", Client())
    elsewhere.sign_in()
    here, there = visit(ana), visit(elsewhere)
    there.go("/today/")
    assert "Ana" in there.text()
    page = here.go("/me/sessions/")
    here.tap_on(page.locator("summary", has_text="A browser without a name"))
    here.tap("button", "Sign out there")
    page.get_by_text("Signed out there.").wait_for()
    there.go("/today/")
    assert "/sign-in/" in there.page.url
    here.go("/today/")
    assert "/today/" in here.page.url


def test_all_other_browsers_are_ended_at_once(visit: Visit, ana: Player) -> None:
    others = [Player("Ana", Client()) for _ in range(2)]
    for other in others:
        other.sign_in()
    here = visit(ana)
    page = here.go("/me/sessions/")
    here.tap_on(page.locator("summary", has_text="Sign out everywhere else"))
    here.tap("button", "Sign out everywhere else")
    page.get_by_text("Signed out everywhere else.").wait_for()
    assert [other.get("/today/").status_code for other in others] == [302, 302]
    assert page.locator("details > summary", has_text="This browser").count() == 1
