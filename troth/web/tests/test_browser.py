"""The components in a real browser: nothing for axe to find, nothing cut off, a way out."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("troth.web.gallery_urls"),
    pytest.mark.django_db(transaction=True),
]

TARGETS = (
    "button:not(.tick), a:not(.skip), summary, .chip,"
    " .field input:not([type=checkbox], [type=hidden])"
)


def opened(browser: Browser, **options: object) -> BrowserContext:
    return browser.new_context(service_workers="block", **options)  # type: ignore[arg-type]


def complaints(page: Page) -> list[str]:
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def test_targets_are_large_enough_for_a_thumb(browser: Browser, server: SimpleNamespace) -> None:
    context = opened(browser, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(server.url + "/gallery/")
    small = page.evaluate(
        """(kinds) => [...document.querySelectorAll(kinds)]
            .filter((target) => target.offsetParent)
            .filter((target) => target.getBoundingClientRect().height < 43.5)
            .map((target) => target.outerHTML.slice(0, 80))""",
        TARGETS,
    )
    assert small == []
    context.close()


def test_page_obeys_its_own_policy(browser: Browser, server: SimpleNamespace) -> None:
    context = opened(browser)
    page = context.new_page()
    heard = complaints(page)
    page.goto(server.url + "/gallery/", wait_until="networkidle")
    assert heard == []
    assert page.evaluate("typeof htmx.version") == "string"
    assert page.evaluate("htmx.config.historyCacheSize") == 0
    assert page.locator("input[name=time_zone]").first.input_value() != ""
    context.close()


def test_strength_of_a_new_password_is_said_quietly(
    browser: Browser, server: SimpleNamespace
) -> None:
    context = opened(browser)
    page = context.new_page()
    page.goto(server.url + "/gallery/")
    line = page.locator("[data-strength-of]").first
    password = page.locator("#fresh_password")
    for typed, said in (
        ("short", "Ten characters"),
        ("aaaaaaaaaaaa", "easy to guess"),
        ("1234567890123", "easy to guess"),
        ("umbrella-fig", "Good"),
        ("umbrella fig lantern moss", "Strong"),
    ):
        password.fill(typed)
        assert said in line.inner_text()
    context.close()


def test_button_leads_to_the_neutral_page_and_leaves_no_way_back(
    browser: Browser, server: SimpleNamespace
) -> None:
    context = opened(browser)
    page = context.new_page()
    page.goto(server.url + "/gallery/")
    before = page.evaluate("history.length")
    page.get_by_role("button", name="Exit page").click()
    page.wait_for_url("**/kitchen-measures/")
    assert page.title() == "Kitchen measures"
    assert page.evaluate("history.length") == before
    context.close()


def test_shift_three_times_covers_the_page_at_once(
    browser: Browser, server: SimpleNamespace
) -> None:
    context = opened(browser)
    page = context.new_page()
    page.goto(server.url + "/gallery/")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert page.locator("html.covered").count() == 0
    page.route(
        "**/exit/", lambda route: None
    )  # the server doesn't answer: the cover doesn't wait for it
    page.keyboard.press("Shift")
    assert page.locator("html.covered").count() == 1
    assert page.title() == "Kitchen measures"
    page.wait_for_url("**/kitchen-measures/")
    context.close()


def test_exit_leads_where_the_server_says(browser: Browser, server: SimpleNamespace) -> None:
    context = opened(browser)
    page = context.new_page()
    page.goto(server.url + "/gallery/")
    page.route("**/exit/", lambda route: route.fulfill(json={"to": "/robots.txt"}))
    page.get_by_role("button", name="Exit page").click()
    page.wait_for_url("**/robots.txt")
    context.close()


def test_capital_letters_do_not_leave_the_page(browser: Browser, server: SimpleNamespace) -> None:
    context = opened(browser)
    page = context.new_page()
    page.goto(server.url + "/gallery/")
    page.locator("#fresh_promise").focus()
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    assert page.locator("html.covered").count() == 0
    context.close()


def test_exit_works_without_javascript(browser: Browser, server: SimpleNamespace) -> None:
    context = opened(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url + "/gallery/")
    page.get_by_role("button", name="Exit page").click()
    assert page.url.endswith("/kitchen-measures/")
    context.close()
