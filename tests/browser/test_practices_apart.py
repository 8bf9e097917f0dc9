"""Practices with one phone between two, alone, on two devices, and without a connection."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator

from tests.browser.conftest import Visit
from tests.browser.practising import (
    at_step,
    at_the_end,
    begin,
    choose,
    heading,
    step_of,
    write,
)
from tests.browser.visitor import Visitor
from tests.cast import Player
from troth.practices.steps.timer import Timer
from troth.practices.steps.turns import Turns
from troth.practices.tests.acts import rows_of, said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Couple = tuple[Player, Player]

# Only the browser's own clock, which runs as the test says.
STARTS_AT = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
TALKED = "You took time for each other."
KEPT = "Kept for you alone"
# What a browser and htmx note of a request that found no connection.
DONE = "Done with these turns"
OFFLINE = re.compile(r"INTERNET_DISCONNECTED|^htmx:(afterRequest|sendError)")
WITHIN = """(timer) => [[1, 1], [innerWidth - 2, 1], [1, innerHeight - 2],
    [innerWidth - 2, innerHeight - 2], [innerWidth / 2, innerHeight / 2]]
    .every(([x, y]) => timer.contains(document.elementFromPoint(x, y)))"""


def timer_of(visitor: Visitor) -> Locator:
    return visitor.page.locator(".timer")


def end_by_talking(visitor: Visitor) -> None:
    heading(visitor, "You’re through").wait_for()
    visitor.tap("button", "We talked")
    at_the_end(visitor)


def is_dark(visitor: Visitor) -> bool:
    """Whether the timer covers all of the page: the nav, the exit, what else there is."""
    return bool(timer_of(visitor).evaluate(WITHIN))


def test_two_quiet_minutes_darken_the_page_and_leave_no_word(visit: Visit, couple: Couple) -> None:
    ana, ben = couple
    anas = visit(ana)
    page, look = anas.page, step_of("eye-contact", "look")
    assert isinstance(look, Timer)
    page.clock.install(time=STARTS_AT)
    begin(anas, "eye-contact")
    anas.tap("button", "Go on")
    at_step(anas, "eye-contact", "arrive")
    anas.tap("button", "Go on")
    at_step(anas, "eye-contact", "look")
    over = page.get_by_text(look.after)
    assert not over.is_visible()
    for _ in range(2):
        anas.tap("button", "Start")
        page.clock.run_for(10_000)
        assert is_dark(anas)
        assert "1:50" in timer_of(anas).inner_text()
        anas.tap("button", "Stop")
        assert not is_dark(anas)
        assert not over.is_visible()
    anas.tap("button", "Start")
    page.clock.run_for((look.seconds + 1) * 1000)
    over.wait_for()
    assert not is_dark(anas)
    anas.tap("button", "Go on")
    at_step(anas, "eye-contact", "stay")
    anas.tap("button", "Go on")
    end_by_talking(anas)
    for player in (ana, ben):
        told = said(player, "/practices/said/")
        assert TALKED in told
        assert "quiet minutes" not in told
    # One run, no words of hers, one mark between the two; nothing of his.
    assert (rows_of(ana), rows_of(ben)) == ((1, 0, 1), (0, 0, 0))


def test_turns_of_listening_pass_the_phone_and_end_with_we_talked(
    visit: Visit, couple: Couple
) -> None:
    ana, ben = couple
    bens = visit(ben, timezone_id="Asia/Tokyo")
    page, clock = bens.page, bens.page.clock
    clock.install(time=STARTS_AT)
    begin(bens, "active-listening")
    for step_id, on in (("tell", "Go on"), ("say-back", DONE)):
        step = step_of("active-listening", step_id)
        assert isinstance(step, Turns)
        bens.tap("button", on)
        at_step(bens, "active-listening", step_id)
        bens.tap("button", "Start")
        clock.run_for((step.seconds + 1) * 1000)
        page.get_by_text("Hand the phone over").wait_for()
        assert not page.get_by_text(step.after).is_visible()
        bens.tap("button", "Go on with the next turn")
        assert not page.get_by_text("Hand the phone over").is_visible()
        clock.run_for((step.seconds + 1) * 1000)
        page.get_by_text(step.after).wait_for()
    bens.tap("button", DONE)
    at_step(bens, "active-listening", "close")
    bens.tap("button", "Go on")
    end_by_talking(bens)
    assert TALKED in said(ana, "/practices/said/")
    assert (rows_of(ben), rows_of(ana)) == ((1, 0, 1), (0, 0, 0))


def test_two_practices_by_somebody_alone(visit: Visit, ana: Player) -> None:
    anas = visit(ana)
    begin(anas, "morning")
    assert "Only you can read it." in anas.text()
    assert "Who may read it?" not in anas.text()
    write(anas, "Slowly, and outside")
    at_the_end(anas)
    assert "Slowly, and outside" in anas.text()
    anas.go("/practices/needs-this-week/")
    anas.page.get_by_text("This one takes two").wait_for()
    assert not anas.page.get_by_role("button", name="Begin").is_visible()
    begin(anas, "before-i-vent")
    anas.tap("button", "Go on")
    at_step(anas, "before-i-vent", "let-out")
    write(anas, "All of it at once")
    at_step(anas, "before-i-vent", "do-me-good")
    choose(anas, "Calming down first")
    anas.tap("button", "Go on")
    at_step(anas, "before-i-vent", "turn-to")
    choose(anas, "Somebody whose work it is to help")
    anas.tap("button", "Go on")
    at_step(anas, "before-i-vent", "begin-telling")
    anas.tap("button", "Not this one")
    at_the_end(anas)
    anas.tap("link", "Somebody whose work it is to help")
    anas.page.wait_for_url("**/help/")


def test_draft_is_found_on_a_second_device_and_outlasts_a_lost_connection(
    visit: Visit, couple: Couple
) -> None:
    ana, ben = couple
    before = [said(ben, path) for path in ("/today/", "/us/", "/practices/said/")]
    phone, laptop = visit(ana), visit(ana, viewport={"width": 1280, "height": 800})
    begin(phone, "small-truth")
    phone.tap("button", "Go on")
    at_step(phone, "small-truth", "how-heard")
    phone.tap("button", "Go on")
    at_step(phone, "small-truth", "truth")
    field = phone.page.get_by_role("textbox")
    field.press_sequentially("I said yes")
    phone.page.get_by_text(KEPT).wait_for()
    phone.tap_on(phone.page.locator("summary", has_text="Leave it for now"))
    phone.tap("button", "Let it rest")
    phone.page.wait_for_url("**/today/")
    for visitor in (phone, laptop):
        visitor.go("/practices/")
        resting = visitor.page.get_by_role("list", name="Begun, and resting")
        visitor.tap_on(resting.get_by_role("link"))
        assert visitor.page.get_by_role("textbox").input_value() == "I said yes"
    phone.context.set_offline(True)
    field.press("End")
    field.press_sequentially(" though I meant no")
    phone.page.get_by_text("Not kept yet").wait_for()
    phone.tap("button", "Go on")
    assert field.input_value() == "I said yes though I meant no"
    assert [word for word in ("yes", "meant") if word in phone.storage()] == []
    with phone.page.expect_response(re.compile("/draft/$")):
        phone.context.set_offline(False)
    laptop.page.reload()
    assert laptop.page.get_by_role("textbox").input_value() == "I said yes though I meant no"
    assert "meant" not in phone.storage() + laptop.storage()
    assert [said(ben, path) for path in ("/today/", "/us/", "/practices/said/")] == before
    phone.complaints[:] = [it for it in phone.complaints if not OFFLINE.search(it)]
