"""What a visit leaves behind in a browser: no word in storage, titles, addresses or caches."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.browser.conftest import Visit
from tests.cast import Player
from tests.look.people import Diary

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLANTED = "Xylophone"
WORKER_RUNS = "navigator.serviceWorker.ready.then((found) => found.active.state)"


def test_visit_leaves_no_word_in_storage_titles_or_addresses(visit: Visit, ana: Player) -> None:
    written = Diary(ana.membership(), timezone.now())
    promise_id = written.said(f"{PLANTED} lessons", 0, cue=f"{PLANTED} at noon")
    written.said(f"{PLANTED} strings", -1)
    visitor = visit(ana)
    page = visitor.page
    titles = []
    for path in ("/today/", "/promises/", f"/promises/mine/{promise_id}/", "/promises/new/"):
        visitor.go(path)
        titles.append(page.title())
    page.evaluate(WORKER_RUNS)
    visitor.write("What do you mean to do?", f"Always {PLANTED}")
    visitor.tap("button", "Say it")
    titles.append(page.title())
    visitor.go("/today/")
    visitor.tap("button", f"Kept: {PLANTED} lessons")
    page.locator("li.row.kept").wait_for()
    titles.append(page.title())
    traces = [visitor.storage(), *titles, *visitor.seen]
    assert [trace for trace in traces if PLANTED.lower() in trace.lower()] == []


def test_worker_keeps_the_offline_and_the_neutral_page_and_files_only(
    visit: Visit, ana: Player
) -> None:
    visitor = visit(ana)
    page = visitor.go("/today/")
    page.evaluate(WORKER_RUNS)
    page.reload()
    kept: list[str] = page.evaluate(
        """async () => {
            const found = [];
            for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys())
                    found.push(new URL(request.url).pathname);
            return found;
        }"""
    )
    assert {path for path in kept if not path.startswith("/static/")} == {
        "/offline/",
        "/kitchen-measures/",
    }


def test_without_a_connection_there_is_a_quiet_page_and_the_exit_still_works(
    visit: Visit, ana: Player
) -> None:
    visitor = visit(ana)
    page = visitor.go("/today/")
    page.evaluate(WORKER_RUNS)
    page.reload()
    visitor.context.set_offline(True)
    page.goto(visitor.base + "/today/")
    assert "No connection just now" in visitor.text()
    assert "Ana" not in visitor.text()
    visitor.tap("button", "Exit page")
    page.wait_for_url("**/kitchen-measures/")
    assert page.title() == "Kitchen measures"
    visitor.context.set_offline(False)
    # What failed is what was offline; the fixture need not hear of it.
    visitor.complaints[:] = [said for said in visitor.complaints if "INTERNET" not in said]


def test_moving_is_off_when_the_system_says_so(visit: Visit, ana: Player) -> None:
    Diary(ana.membership(), timezone.now()).said("Put the phone away", 0)
    visitor = visit(ana, reduced_motion="reduce")
    page = visitor.go("/today/")
    moving = """() => document.getAnimations().length + [...document.querySelectorAll("*")]
        .flatMap((element) => [null, "::before", "::after", "::details-content"]
            .map((part) => getComputedStyle(element, part)))
        .filter((style) => style.transitionDuration.split(",").some((time) => parseFloat(time) > 0)
            || style.animationName !== "none").length"""
    assert page.evaluate(moving) == 0
    visitor.tap_on(page.locator("summary", has_text="Put the phone away"))
    assert page.evaluate(moving) == 0
