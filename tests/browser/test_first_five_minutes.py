"""From "Start" to Today with a promise: by thumb, by keyboard alone, and without JavaScript."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.cast import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SMALL_THING = "Ring my sister before supper"


def is_on_today_with_the_promise(visitor: Visitor) -> bool:
    """The promise stands on Today, folded into the days to come."""
    visitor.page.locator("h1", has_text="Ana").wait_for()
    row = visitor.page.locator("li.row", has_text=SMALL_THING)
    return visitor.page.url.endswith("/today/") and row.count() == 1


def test_nine_taps_lead_from_start_to_today_with_a_promise(visit: Visit) -> None:
    ana = visit(has_touch=True, is_mobile=True)
    ana.go("/")
    ana.tap("link", "Start")
    ana.write("Sign-in name", "Ana")
    ana.write("Password", PASSWORD)
    ana.tap("button", "Start")
    ana.tap("button", "Keeping my word")
    ana.write("One small thing you mean to do", SMALL_THING)
    ana.tap_on(ana.page.locator(".chip", has_text="Tomorrow"))
    ana.tap("button", "Say it")
    assert is_on_today_with_the_promise(ana)
    assert ana.taps <= 9


def test_suggestion_can_be_said_as_it_is(visit: Visit) -> None:
    ana = visit()
    ana.go("/sign-up/")
    ana.write("Sign-in name", "Ana")
    ana.write("Password", PASSWORD)
    ana.tap("button", "Start")
    ana.tap("button", "Surprise me")
    suggested = ana.page.get_by_label("One small thing you mean to do").input_value()
    assert suggested.startswith("I’ll ")
    assert ana.page.get_by_role("radio", name="Tomorrow").is_checked()
    ana.tap("button", "Say it")
    assert suggested in (ana.page.locator("main").text_content() or "")


def test_keyboard_alone_is_enough_and_its_focus_is_always_seen(visit: Visit) -> None:
    ana = visit(viewport={"width": 1280, "height": 800})
    page = ana.go("/")
    page.keyboard.press("Tab")
    assert "#main" in ana.focused()
    ana.tab_to(page.get_by_role("link", name="Start"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-up/")
    ana.tab_to(page.get_by_role("textbox", name="Sign-in name"))
    page.keyboard.type("Ana")
    ana.tab_to(page.get_by_role("textbox", name="Password"))
    page.keyboard.type(PASSWORD)
    ana.tab_to(page.get_by_role("button", name="Start"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/begin/")
    ana.tab_to(page.get_by_role("button", name="Keeping my word"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/begin/first/")
    ana.tab_to(page.get_by_label("One small thing you mean to do"))
    page.keyboard.press("Control+A")
    page.keyboard.type(SMALL_THING)
    ana.tab_to(page.get_by_role("radio", name="Tomorrow"))
    page.keyboard.press("ArrowLeft")
    assert page.get_by_role("radio", name="Today").is_checked()
    page.keyboard.press("ArrowRight")
    ana.tab_to(page.get_by_role("button", name="Say it"))
    page.keyboard.press("Enter")
    assert is_on_today_with_the_promise(ana)


def test_one_line_is_sent_by_enter(visit: Visit) -> None:
    ana = visit()
    ana.go("/sign-up/")
    ana.write("Sign-in name", "Ana")
    ana.write("Password", PASSWORD)
    ana.page.keyboard.press("Enter")
    ana.tap("link", "Not now")
    ana.go("/promises/new/")
    ana.write("What do you mean to do?", SMALL_THING)
    ana.page.keyboard.press("Enter")
    assert is_on_today_with_the_promise(ana)


def test_all_of_it_works_without_javascript(visit: Visit) -> None:
    ana = visit(java_script_enabled=False)
    ana.go("/")
    ana.tap("link", "Start")
    ana.write("Sign-in name", "Ana")
    ana.write("Password", PASSWORD)
    ana.tap("button", "Start")
    ana.tap("button", "Closeness")
    ana.write("One small thing you mean to do", SMALL_THING)
    ana.tap("button", "Say it")
    assert is_on_today_with_the_promise(ana)
    ana.tap_on(ana.page.locator("summary", has_text="days to come"))
    ana.tap("button", f"Kept: {SMALL_THING}")
    ana.tap("link", "Promises")
    assert "kept, today" in ana.text()
