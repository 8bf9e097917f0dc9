"""What becomes of a promise: kept, moved, owned, let go, or some days went by."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.browser.conftest import Visit
from tests.cast import Player
from tests.look.people import Diary

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DINNER = "Put the phone away at dinner"
WITHOUT = {"java_script_enabled": False}


def diary(player: Player) -> Diary:
    return Diary(player.membership(), timezone.now())


@pytest.mark.parametrize("options", [{}, WITHOUT], ids=["with-javascript", "without"])
def test_ring_keeps_a_promise(visit: Visit, ana: Player, options: dict[str, object]) -> None:
    diary(ana).said(DINNER, 0)
    visitor = visit(ana, **options)
    visitor.go("/today/")
    visitor.tap("button", f"Kept: {DINNER}")
    if not options:
        # In place: the row says so where it stands, and the page has stayed.
        visitor.page.locator("li.row.kept", has_text=DINNER).wait_for()
        assert "kept, today" in visitor.text()
        assert len([url for url in visitor.seen if url.endswith("/today/")]) == 1
    page = visitor.go("/promises/")
    assert page.locator("li.row.kept", has_text="kept, today").count() == 1


def test_promise_is_moved_to_a_date(visit: Visit, ana: Player) -> None:
    diary(ana).said(DINNER, 1)
    visitor = visit(ana)
    page = visitor.go("/today/")
    visitor.tap_on(page.locator("summary", has_text="days to come"))
    visitor.tap_on(page.locator("summary", has_text=DINNER))
    visitor.tap("link", "Another time")
    assert not page.get_by_label("Which day?").is_visible()
    visitor.tap_on(page.locator(".chip", has_text="Another day"))
    page.get_by_label("Which day?").fill(f"{datetime.now() + timedelta(days=20):%Y-%m-%d}")
    visitor.tap("button", "Move it")
    page = visitor.go("/promises/")
    assert page.locator("li.row.moved", has_text="moved before it was due").count() == 1
    assert page.locator("li.row.open", has_text=DINNER).count() == 1


def test_it_did_not_happen_is_said_in_one_line(visit: Visit, ana: Player) -> None:
    diary(ana).said(DINNER, -1)
    visitor = visit(ana)
    page = visitor.go("/today/")
    visitor.tap_on(page.locator("summary", has_text=DINNER))
    visitor.tap("link", "It didn’t happen")
    visitor.write("A line about it", "I forgot it in my pocket.")
    visitor.tap("button", "Say so")
    page.wait_for_url("**/today/")
    visitor.go("/promises/")
    visitor.tap_on(page.locator("li.row.owned a"))
    assert "I forgot it in my pocket." in visitor.text()


def test_promise_without_a_word_is_let_go_in_place(visit: Visit, ana: Player) -> None:
    diary(ana).said(DINNER, -1)
    visitor = visit(ana)
    page = visitor.go("/today/")
    visitor.tap_on(page.locator("summary", has_text=DINNER))
    visitor.tap("button", "Let it go")
    page.locator("li.row.quiet", has_text="let go").wait_for()
    page = visitor.go("/today/")
    assert DINNER not in visitor.text()
    page.get_by_text("That’s all for today.").wait_for()


def test_after_some_days_one_is_filled_in_and_the_rest_let_go(visit: Visit, ana: Player) -> None:
    written = diary(ana)
    for text, ahead in ((DINNER, -8), ("Ring my sister", -6), ("Buy the lamp", -5)):
        written.said(text, ahead, made=-9)
    visitor = visit(ana)
    page = visitor.go("/today/")
    assert "Some days went by" in visitor.text()
    assert "missed" not in visitor.text()
    visitor.tap("link", "Have a look")
    visitor.tap_on(page.locator("summary", has_text="Ring my sister"))
    visitor.tap("button", "Kept in time")
    page.locator("li.row.kept", has_text="Ring my sister").wait_for()
    visitor.tap_on(page.locator("summary", has_text="Let all of these go"))
    visitor.tap("button", "Let them go")
    page.get_by_text("That’s all for today.").wait_for()
    page = visitor.go("/promises/")
    assert page.locator("li.row.quiet", has_text="let go").count() == 2
    assert page.locator("li.row.kept", has_text="Ring my sister").count() == 1


def test_big_promise_gets_a_gentle_word_once(visit: Visit, ana: Player) -> None:
    visitor = visit(ana)
    page = visitor.go("/promises/new/")
    visitor.write("What do you mean to do?", "I will always listen")
    visitor.tap("button", "Say it")
    assert "“Always” is hard to keep." in visitor.text()
    visitor.tap("button", "Say it as it is")
    page.wait_for_url("**/today/")
    assert page.locator("li.row", has_text="I will always listen").count() == 1


def test_form_that_needs_another_look_says_where(visit: Visit, ana: Player) -> None:
    visitor = visit(ana)
    page = visitor.go("/promises/new/")
    visitor.tap("button", "Say it")
    assert page.get_by_label("What do you mean to do?").get_attribute("aria-invalid") == "true"
    assert "One line is enough." in visitor.text()
