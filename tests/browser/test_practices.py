"""Two people go through practices, each on their own screen, with one phone, or alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Locator

from tests.browser.conftest import Visit
from tests.browser.practising import at_step, at_the_end, begin, choose, write
from tests.browser.visitor import Visitor
from tests.cast import Player
from troth.practices.tests.acts import said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Couple = tuple[Player, Player]

# A Friday: early afternoon for Ana, evening for Ben, and one of the evenings with something more.
WHEN = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TOKYO: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 800},
    "timezone_id": "Asia/Tokyo",
}
WITHOUT: dict[str, Any] = {"java_script_enabled": False}
EVERY_DAY = [str(day) for day in range(7)]
SOUP = "You made soup, though you were tired."
NERVOUS = "I have looked at another job."


@pytest.fixture(autouse=True)
def _that_friday() -> Iterator[None]:
    with time_machine.travel(WHEN, tick=True):
        yield


def pick(player: Player, *rituals: str) -> None:
    """Have them stand on Today since the day began."""
    for ritual in rituals:
        facts = {"days": EVERY_DAY, "at": "04:00"}
        assert player.post(f"/practices/rituals/{ritual}/", facts).status_code == 302


def told(visitor: Visitor, text: str) -> Locator:
    """What the other told, on Today."""
    visitor.go("/today/")
    return visitor.page.locator(".told", has_text=text)


def test_morning_and_evening_are_told_and_get_a_word_back(visit: Visit, couple: Couple) -> None:
    ana, ben = couple
    pick(ana, "morning")
    pick(ben, "evening")
    anas, bens = visit(ana), visit(ben, **TOKYO)
    anas.go("/today/")
    write(anas, "Slowly, and outside at least once")
    at_the_end(anas)
    told(bens, "Slowly, and outside").wait_for()
    bens.tap("button", "Go well today.")
    bens.page.locator(".told .back", has_text="Go well today.").wait_for()
    told(anas, "Go well today.").wait_for()
    bens.go("/today/")
    write(bens, SOUP)
    at_step(bens, "evening", "nervous")
    write(bens, NERVOUS)
    at_the_end(bens)
    told(anas, SOUP).wait_for()
    assert NERVOUS not in anas.text()
    anas.tap("button", "Thank you.")
    anas.page.locator(".told .back", has_text="Thank you.").wait_for()
    assert "Thank you." in said(ben, "/practices/said/")
    bens.go("/practices/runs/")
    bens.tap("link", re.compile("One thing I appreciated"))
    bens.tap("button", "Open it to Ana")
    bens.page.get_by_text("Your partner can read it now.").wait_for()
    told(anas, NERVOUS).wait_for()


def test_week_ahead_lands_where_it_belongs_and_the_maker_sees_what_mattered(
    visit: Visit, couple: Couple
) -> None:
    ana, ben = couple
    kept = ben.say("Ring the landlord", to="ours", when="today")
    assert ben.post(f"/promises/ours/{kept}/keep/").status_code == 302
    anas, bens = visit(ana), visit(ben, **TOKYO)
    begin(anas, "weekly-plan")
    anas.tap("button", "Go on")
    at_step(anas, "weekly-plan", "mattered")
    choose(anas, "Ring the landlord")
    anas.tap("button", "Go on")
    at_step(anas, "weekly-plan", "my-week")
    choose(anas, "Ben")
    write(anas, "Out till late on Saturday")
    at_step(anas, "weekly-plan", "my-need")
    choose(anas, "Ben")
    write(anas, "One quiet evening")
    at_step(anas, "weekly-plan", "expecting")
    write(anas, "That you do the shopping")
    at_step(anas, "weekly-plan", "look-forward")
    write(anas, "A walk by the canal")
    at_step(anas, "weekly-plan", "week-promise")
    write(anas, "I’ll cook on Sunday")
    at_step(anas, "weekly-plan", "week-unsaid")
    anas.tap("button", "Not this one")
    at_the_end(anas)
    for place in ("Your plans", "Your needs", "Your promises"):
        assert anas.page.get_by_role("link", name=place, exact=True).is_visible()
    for path, words in (
        ("/plans/", "Out till late on Saturday"),
        ("/needs/", "One quiet evening"),
        ("/promises/", "I’ll cook on Sunday"),
    ):
        assert words in said(ana, path)
        assert words in said(ben, path)
    told(bens, "Ring the landlord").wait_for()
    assert "A walk by the canal" in bens.text()
    assert "That you do the shopping" not in bens.text() + said(ben, "/practices/said/")


def pages(player: Player, *more: str) -> list[str]:
    """All of one's own pages that could tell what the other did."""
    paths = ("/today/", "/practices/", "/practices/tonight/", "/practices/said/", "/us/", *more)
    return [said(player, path) for path in paths]


def test_tonights_answers_open_together_and_no_answer_looks_like_any_other(
    visit: Visit, couple: Couple
) -> None:
    ana, ben = couple
    anas, bens = visit(ana), visit(ben, **TOKYO)
    anas.go("/practices/tonight/")
    question = anas.page.locator("label.prompt").inner_text()
    write(anas, "Rain on warm stone")
    at_the_end(anas)
    where_it_stands = anas.page.url.removeprefix(anas.base)
    before = pages(ana, where_it_stands)
    bens.go("/today/")
    waiting = bens.text()
    assert question in waiting
    assert "opens for both of you" in waiting
    assert re.search(r"\d:\d\d|\bago\b|minute|hour", waiting.replace(question, "")) is None
    for word in ("Let me think", "Not now", "Pass"):
        bens.go("/practices/tonight/")
        bens.tap("button", word)
        bens.page.get_by_text("That’s fine. Nobody is told.").wait_for()
        assert pages(ana, where_it_stands) == before, word
        assert question not in bens.text()
    assert "Rain on warm stone" not in "".join(pages(ben))
    bens.go("/practices/tonight/")
    write(bens, "The smell of new books")
    at_the_end(bens)
    assert "Rain on warm stone" in bens.text()
    told(anas, "The smell of new books").wait_for()
    both = said(ana, "/practices/said/")
    assert "Rain on warm stone" in both
    assert "The smell of new books" in both


def test_tonights_answer_that_waits_for_its_author_is_read_only_once_opened(
    visit: Visit, couple: Couple
) -> None:
    ana, ben = couple
    anas, bens = visit(ana), visit(ben, **TOKYO)
    before = pages(ben)
    anas.go("/practices/tonight/")
    anas.tap("button", "Go on")
    anas.page.get_by_role("group", name="Who may read it?").wait_for()
    choose(anas, "once I open it")
    write(anas, "Rain on warm stone")
    at_the_end(anas)
    assert pages(ben) == before
    anas.tap("button", "Open it to Ben")
    anas.page.get_by_text("Your partner can read it now.").wait_for()
    told(bens, "Rain on warm stone").wait_for()


def test_evening_by_keyboard_alone(visit: Visit, couple: Couple) -> None:
    ana, ben = couple
    bens = visit(ben, **TOKYO)
    anas = visit(ana)
    page, keys = anas.page, anas.page.keyboard
    anas.go("/practices/evening/")
    anas.tab_to(page.get_by_role("button", name="Begin"))
    keys.press("Enter")
    at_step(anas, "evening", "appreciated")
    anas.tab_to(page.get_by_role("textbox"))
    keys.type(SOUP)
    anas.tab_to(page.get_by_role("radio", name="Ben, at once"))
    keys.press("ArrowRight")
    assert page.get_by_role("radio", name="Only me").is_checked()
    keys.press("ArrowLeft")
    assert page.get_by_role("radio", name="Ben, at once").is_checked()
    anas.tab_to(page.get_by_role("button", name="Go on"))
    keys.press("Enter")
    at_step(anas, "evening", "nervous")
    anas.tab_to(page.get_by_role("button", name="Not this one"))
    keys.press("Enter")
    at_the_end(anas)
    anas.tab_to(page.get_by_role("link", name="Back to Today"))
    keys.press("Enter")
    page.wait_for_url("**/today/")
    thanks = told(bens, SOUP).get_by_role("button", name="Thank you.")
    bens.tab_to(thanks)
    bens.page.keyboard.press("Enter")
    bens.page.locator(".told .back", has_text="Thank you.").wait_for()


def test_evening_without_javascript(visit: Visit, couple: Couple) -> None:
    ana, ben = couple
    pick(ana, "evening")
    anas, bens = visit(ana, **WITHOUT), visit(ben, **TOKYO, **WITHOUT)
    anas.go("/today/")
    write(anas, SOUP)
    at_step(anas, "evening", "nervous")
    anas.tap("button", "Back")
    at_step(anas, "evening", "appreciated")
    anas.tap("button", "Go on")
    at_step(anas, "evening", "nervous")
    write(anas, NERVOUS)
    at_the_end(anas)
    told(bens, SOUP).wait_for()
    assert NERVOUS not in bens.text()
    bens.tap("link", "In other words")
    write(bens, "I liked that you saw it.", then="Say it")
    bens.page.locator(".back", has_text="I liked that you saw it.").wait_for()
    assert "I liked that you saw it." in said(ana, "/practices/said/")
    begin(anas, "eye-contact")
    anas.tap("button", "Go on")
    assert "count for yourself" in anas.text()
    anas.tap("button", "Go on")
    assert "a clock or a watch does as well" in anas.text()
