"""Two people find each other on two phones: by a link, and by a code without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.cast import Player

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOKYO = {"timezone_id": "Asia/Tokyo"}
BENS_PASSWORD = "nine calm otters at noon"
A_WHILE = "00:16"


def invitation(ana: Visitor) -> tuple[str, str]:
    """Make one; its link and its code, as they stand on the page."""
    ana.go("/us/")
    ana.tap("link", re.compile("Invite"))
    ana.tap("button", "Make the invitation")
    page = ana.page
    page.get_by_role("heading", name="Your invitation").wait_for()
    return page.locator(".link").inner_text(), page.locator(".code").inner_text()


def four_words(page: Page) -> list[str]:
    return page.locator(".four-words li").all_inner_texts()


def sign_up_and_join(ben: Visitor) -> None:
    ben.page.get_by_role("heading", name="Ana invites you").wait_for()
    ben.tap_on(ben.page.locator(".chip", has_text="Closeness"))
    ben.write("Sign-in name", "Ben")
    ben.write("Password", BENS_PASSWORD)
    ben.write("What shall Ana see as your name?", "Ben")
    ben.tap("button", "Join Ana")
    ben.page.get_by_role("heading", name="Four words").wait_for()


def is_together(visitor: Visitor, other: str) -> bool:
    visitor.page.wait_for_url("**/us/")
    return other in visitor.text()


def test_a_link_brings_two_together_and_waiting_pages_go_on_by_themselves(
    visit: Visit, ana: Player
) -> None:
    anas, bens = visit(ana), visit(**TOKYO)
    anas.page.clock.install()
    bens.page.clock.install()
    link, _code = invitation(anas)
    bens.page.goto(link)
    sign_up_and_join(bens)
    anas.page.clock.fast_forward(A_WHILE)
    anas.page.get_by_role("heading", name="Somebody has joined").wait_for()
    anas.tap("link", "See the four words")
    assert "Ben hasn’t confirmed yet" in anas.text()
    assert len(four_words(anas.page)) == 4
    assert four_words(anas.page) == four_words(bens.page)
    bens.tap("button", "They are the same")
    bens.page.get_by_text("Now it is Ana’s turn").wait_for()
    anas.page.clock.fast_forward(A_WHILE)
    anas.tap("button", "They are the same")
    assert is_together(anas, "Ben")
    bens.page.clock.fast_forward(A_WHILE)
    assert is_together(bens, "Ana")


def test_without_javascript_the_code_is_typed(visit: Visit, ana: Player) -> None:
    anas = visit(ana, java_script_enabled=False)
    bens = visit(**TOKYO, java_script_enabled=False)
    _link, code = invitation(anas)
    bens.go("/join/")
    bens.write("The code", " ".join(code.lower().split()))
    bens.tap("button", "Open the invitation")
    sign_up_and_join(bens)
    anas.tap("link", "Look again")
    anas.tap("link", "See the four words")
    assert four_words(anas.page) == four_words(bens.page)
    bens.tap("button", "They are the same")
    anas.tap("link", "Look again")
    anas.tap("button", "They are the same")
    assert is_together(anas, "Ben")
    bens.tap("link", "Look again")
    assert is_together(bens, "Ana")


def test_a_link_leaves_no_code_in_the_address_the_history_or_a_request(
    visit: Visit, ana: Player
) -> None:
    anas, bens = visit(ana), visit(**TOKYO)
    link, _code = invitation(anas)
    code = link.partition("#")[2]
    asked: list[str] = []
    bens.context.on("request", lambda request: asked.append(f"{request.url} {request.headers}"))
    bens.go("/")
    bens.page.goto(link)
    bens.page.get_by_role("heading", name="Ana invites you").wait_for()
    steps = [bens.page.url]
    while bens.page.url != "about:blank" and len(steps) < 9:
        bens.page.go_back()
        steps.append(bens.page.url)
    assert steps[-1] == "about:blank"
    assert not any(code in step for step in steps)
    bens.page.go_forward()
    assert code not in bens.storage()
    assert [line for line in asked if code in line.partition("#")[0]] == []
    assert bens.page.evaluate("document.cookie") == ""


def test_the_link_can_be_copied(visit: Visit, ana: Player) -> None:
    anas = visit(ana, permissions=["clipboard-read", "clipboard-write"])
    link, _code = invitation(anas)
    anas.tap("button", "Copy the link")
    anas.page.get_by_role("button", name="Copied").wait_for()
    assert anas.page.evaluate("navigator.clipboard.readText()") == link


def test_the_page_s_own_places_are_no_codes(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go("/join/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("/join/#main")
    assert "doesn’t open" not in visitor.text()
