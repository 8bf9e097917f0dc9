"""What holds on every page, tried on each scene of the look list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.visitor import Visitor
from tests.look.acts import Scene
from tests.look.people import Stage
from tests.look.pictures import SCHEMES, SIZES, show

# The dull page has its own way of being readable, and nothing of ours to press.
TARGETS = (
    ".button, .chip, .row summary, .row a.line, .sheet > summary, .nav a, .exit button, .foot a"
)
# Its lists of all that is well are long, and half the time goes into carrying them over.
RUN_AXE = """async (rules) => {
    const options = { resultTypes: ["violations"], ...(rules.length && { runOnly: rules }) };
    const { violations } = await axe.run(document, options);
    return violations.map(({ id, nodes }) =>
        ({ id, nodes: nodes.map((node) => node.html.slice(0, 100)).join(" ") }));
}"""
# Of axe's rules those that can differ in the second scheme, and at another size.
OF_COLOUR = ["color-contrast"]
OF_LAYOUT = [*OF_COLOUR, "scrollable-region-focusable"]
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
SMALL_TARGETS = """(kinds) => [...document.querySelectorAll(kinds)]
    .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height > 0)
    .filter((target) => {
        const box = target.getBoundingClientRect();
        return box.height < 43.5 || box.width < 43.5;
    })
    .map((target) => target.outerHTML.slice(0, 120))"""
# With text twice as large: words of a row that no line holds whole; labels of the nav that meet.
BROKEN_WORDS = """() => [...document.querySelectorAll(".row .what, .row .when, .nav li span")]
    .filter((part) => part.checkVisibility())
    .flatMap((part) => [part, ...part.querySelectorAll("*:not(.when)")])
    .flatMap((part) => [...part.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE))
    .flatMap((node) => [...node.data.matchAll(/[\\p{L}’]+/gu)].map((word) => [node, word]))
    .filter(([node, word]) => {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
    })
    .map(([, word]) => word[0])"""
MEETING_LABELS = """() => {
    const labels = [...document.querySelectorAll(".nav li span")].map((label) => {
        const range = document.createRange();
        range.selectNodeContents(label);
        return range.getBoundingClientRect();
    });
    return labels.some((box, at) => at && box.left - labels[at - 1].right < 4);
}"""
# A ring is drawn small; the thumb gets what its ::after adds around it.
SMALL_RINGS = """() => [...document.querySelectorAll("button.tick")]
    .filter((ring) => ring.checkVisibility())
    .filter((ring) => {
        const around = getComputedStyle(ring, "::after");
        return ring.getBoundingClientRect().width - 2 * parseFloat(around.top) < 43.5;
    }).length"""


def walk(browser: Browser, base: str, stage: Stage, scenes: Iterable[Scene]) -> list[str]:
    """Everything that is wrong on any of these pages, laptop or phone, a line each."""
    wrong: list[str] = []
    visitors: dict[str, Visitor] = {}
    for scene in scenes:
        is_first = scene.who not in visitors
        if is_first:
            context = stage.context(browser, scene.who, base, reduced_motion="reduce")
            # Once for all its pages: axe is large, and to carry it over takes long.
            context.add_init_script(AXE_SCRIPT)
            visitors[scene.who] = Visitor(context, base)
        visitor = visitors[scene.who]
        # As a phone shows it first, since a scene's own steps are a thumb's.
        visitor.page.set_viewport_size(SIZES["phone"])
        show(visitor.page, base, stage, scene)
        for size in ("laptop", "phone"):
            # The frame of a laptop is the same on all pages; the rest is the phone's document, in
            # the phone's colours, laid out anew.
            found = faults_of(visitor.page, size, is_known=size == "laptop" and not is_first)
            wrong += [f"{scene.name}, {size}: {it}" for it in found]
        wrong += [f"{scene.name}: {said}" for said in visitor.complaints]
        wrong += [f"{scene.name}: asked {url}" for url in visitor.asked_elsewhere]
        visitor.complaints.clear()
        visitor.asked_elsewhere.clear()
    for visitor in visitors.values():
        visitor.context.close()
    return wrong


def faults_of(page: Page, size: str, *, is_known: bool = False) -> list[str]:
    """What is wrong at that size; of a document that is known, only what its layout can change."""
    found = []
    page.set_viewport_size(SIZES[size])
    for scheme in SCHEMES[:1] if is_known else SCHEMES:
        page.emulate_media(color_scheme=scheme)
        rules = OF_LAYOUT if is_known else [] if scheme == SCHEMES[0] else OF_COLOUR
        found += [f"{scheme}: {fault}" for fault in axe_faults(page, rules)]
    page.emulate_media(color_scheme="light")
    if page.evaluate(TOO_WIDE):
        found.append("wider than the screen")
    if size == "phone":
        found += [f"small target {target}" for target in page.evaluate(SMALL_TARGETS, TARGETS)]
        found += ["small ring"] * int(page.evaluate(SMALL_RINGS))
        found += narrow_faults(page)
    return found


def axe_faults(page: Page, rules: list[str]) -> list[str]:
    """What axe finds by these of its rules, or by all of them where none is named."""
    results: list[dict[str, Any]] = page.evaluate(RUN_AXE, rules)
    return [f"{violation['id']} {violation['nodes']}" for violation in results]


def narrow_faults(page: Page) -> list[str]:
    """Nothing is cut off at 320 px, nor with text twice as large."""
    found = []
    page.set_viewport_size({**SIZES["phone"], "width": 320})
    if page.evaluate(TOO_WIDE):
        found.append("wider than 320 px")
    page.set_viewport_size(SIZES["phone"])
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if page.evaluate(TOO_WIDE):
        found.append("wider than the screen with text twice as large")
    found += [f"with large text {word} breaks" for word in page.evaluate(BROKEN_WORDS)]
    if page.evaluate(MEETING_LABELS):
        found.append("labels of the nav meet with large text")
    return found
