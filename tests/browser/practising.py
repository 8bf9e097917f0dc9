"""What a visitor does with practices: begins one, writes, chooses, goes on to the next step."""

from __future__ import annotations

from playwright.sync_api import Locator

from tests.browser.visitor import Visitor
from troth.practices.scripts import practices
from troth.practices.step import Step


def step_of(practice: str, step_id: str) -> Step:
    step = practices()[practice].step(step_id)
    assert step is not None
    return step


def begin(visitor: Visitor, practice: str) -> None:
    visitor.go(f"/practices/{practice}/")
    visitor.tap("button", "Begin")
    at_step(visitor, practice, practices()[practice].steps[0].id)


def at_step(visitor: Visitor, practice: str, step_id: str) -> None:
    heading(visitor, step_of(practice, step_id).prompt).wait_for()


def heading(visitor: Visitor, text: str) -> Locator:
    return visitor.page.get_by_role("heading", level=1, name=text, exact=True)


def at_the_end(visitor: Visitor) -> None:
    heading(visitor, "That’s all").wait_for()


def write(visitor: Visitor, text: str, then: str = "Go on") -> None:
    """Fill the first field of the page and press a button."""
    field = visitor.page.locator("main").get_by_role("textbox").first
    visitor.tap_on(field)
    field.fill(text)
    visitor.tap("button", then)


def choose(visitor: Visitor, label: str) -> None:
    visitor.tap_on(visitor.page.locator("label.chip", has_text=label).first)
