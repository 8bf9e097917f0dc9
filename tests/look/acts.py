"""A scene, and what may be done on a page before its picture is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from playwright.sync_api import Page

Act = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: an address, who looks at it, and what was done before."""

    name: str
    path: str  # ids of the stage stand in braces
    who: str = "nobody"
    act: Act | None = None
    is_whole: bool = False  # the whole page, however long, not only what a screen shows


def press(name: str) -> Act:
    def act(page: Page) -> None:
        page.get_by_role("button", name=name, exact=True).first.click()
        page.wait_for_load_state("networkidle")

    return act


def fill(fields: Mapping[str, str], button: str = "") -> Act:
    def act(page: Page) -> None:
        for name, value in fields.items():
            page.locator(f"[name={name}]").fill(value)
        if button:
            press(button)(page)

    return act


def open_row(text: str) -> Act:
    return lambda page: page.locator("summary", has_text=text).first.click()


def choose(label: str) -> Act:
    return lambda page: page.get_by_label(label, exact=True).check(force=True)


def after(*acts: Act) -> Act:
    def act(page: Page) -> None:
        for each in acts:
            each(page)

    return act


def keep_first(page: Page) -> None:
    page.get_by_role("button", name="Kept: ").first.click()
    page.locator(".row.kept").wait_for()


def tick_first(page: Page) -> None:
    page.get_by_role("button", name="Ticked for today: ").first.click()
    page.locator("[aria-pressed=true]").wait_for()


def arrive(page: Page) -> None:
    """A link's script takes the code out of the address and posts it."""
    page.wait_for_url("**/join/welcome/")
    page.wait_for_load_state("networkidle")
