"""The neutral exit and signing out: covered at once, locked, and nothing to go back to."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Route

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.cast import Player
from tests.look.people import Diary
from troth.people.models import Session
from troth.people.unlock import SEALED_KEY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLANTED = "Tell Sam about the letter"
NEUTRAL = "**/kitchen-measures/"


@pytest.fixture
def visitor(visit: Visit, ana: Player) -> Visitor:
    """Ana's browser, with her words on the screen."""
    Diary(ana.membership(), timezone.now()).said(PLANTED, 0)
    opened = visit(ana)
    opened.go("/promises/")
    opened.go("/today/")
    assert PLANTED in opened.text()
    return opened


def is_revoked(player: Player) -> bool:
    """Nothing is left in the session that any cookie could open."""
    row = Session.objects.get(session_key=player.client.session.session_key)
    return SEALED_KEY not in row.get_decoded()


def sees_nothing_behind(visitor: Visitor, steps: int = 4) -> bool:
    for _ in range(steps):
        visitor.page.go_back()
        visitor.page.wait_for_timeout(150)
        if PLANTED in visitor.text():
            return False
    return True


def test_exit_locks_this_browser_and_leaves_nothing_to_go_back_to(
    visitor: Visitor, ana: Player
) -> None:
    visitor.tap("button", "Exit page")
    visitor.page.wait_for_url(NEUTRAL)
    assert visitor.page.title() == "Kitchen measures"
    assert is_revoked(ana)
    assert sees_nothing_behind(visitor)


def test_exit_covers_the_page_before_the_server_has_answered(visitor: Visitor, ana: Player) -> None:
    held: list[Route] = []
    visitor.page.route("**/exit/", lambda route: held.append(route))
    visitor.page.evaluate(
        """() => {
            document.querySelector("[data-exit]").requestSubmit();
            window.at_once = [document.body.checkVisibility(), document.title];
        }"""
    )
    assert visitor.page.evaluate("window.at_once") == [False, "Kitchen measures"]
    visitor.page.wait_for_url(NEUTRAL)
    for route in held:
        route.abort()


def test_shift_three_times_is_the_exit_too(visitor: Visitor, ana: Player) -> None:
    for _ in range(3):
        visitor.page.keyboard.press("Shift")
    visitor.page.wait_for_url(NEUTRAL)
    assert is_revoked(ana)
    assert sees_nothing_behind(visitor)


def test_exit_without_javascript_locks_as_well(visit: Visit, ana: Player) -> None:
    Diary(ana.membership(), timezone.now()).said(PLANTED, 0)
    visitor = visit(ana, java_script_enabled=False)
    visitor.go("/today/")
    assert PLANTED in visitor.text()
    visitor.tap("button", "Exit page")
    assert visitor.page.title() == "Kitchen measures"
    assert is_revoked(ana)
    assert sees_nothing_behind(visitor)
    visitor.go("/today/")
    assert "Your words are locked" in visitor.text()


def test_exit_of_one_browser_leaves_the_others_open(visitor: Visitor, ana: Player) -> None:
    elsewhere = Player("Ana", Client())
    elsewhere.sign_in()
    visitor.tap("button", "Exit page")
    visitor.page.wait_for_url(NEUTRAL)
    assert PLANTED.encode() in elsewhere.get("/today/").content


def test_exit_is_the_same_for_somebody_signed_out(visit: Visit) -> None:
    visitor = visit()
    visitor.go("/help/")
    visitor.tap("button", "Exit page")
    visitor.page.wait_for_url(NEUTRAL)
    assert visitor.page.title() == "Kitchen measures"


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["js", "no-js"])
def test_nothing_is_readable_after_signing_out(
    visit: Visit, ana: Player, options: dict[str, Any]
) -> None:
    Diary(ana.membership(), timezone.now()).said(PLANTED, 0)
    visitor = visit(ana, **options)
    visitor.go("/today/")
    visitor.go("/promises/")
    visitor.go("/me/")
    visitor.tap("button", "Sign out")
    visitor.page.get_by_role("link", name="Start").wait_for()
    assert sees_nothing_behind(visitor)
