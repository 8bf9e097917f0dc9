"""Takes the pictures: each scene on a phone and a laptop, in light and in dark."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, Response, ViewportSize

from tests.look.acts import Scene
from tests.look.people import Stage

SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "laptop": {"width": 1280, "height": 800},
}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def take_pictures(
    browser: Browser, base: str, stage: Stage, scenes: Sequence[Scene], size: str, folder: Path
) -> None:
    """All scenes at one size, into files such as today-phone-light.png."""
    contexts: dict[str, BrowserContext] = {}
    for scene in scenes:
        if scene.who not in contexts:
            contexts[scene.who] = stage.context(
                browser,
                scene.who,
                base,
                viewport=SIZES[size],
                reduced_motion="reduce",
                service_workers="block",
                locale="en-GB",
                timezone_id="Europe/Berlin",
            )
        page = contexts[scene.who].new_page()
        show(page, base, stage, scene)
        if scene.is_whole:
            # Rather than a full-page screenshot, which shows the nav in the middle of the page.
            height = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({"width": SIZES[size]["width"], "height": height})
            page.evaluate("scrollTo(0, 0)")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.screenshot(
                path=folder / f"{scene.name}-{size}-{scheme}.png",
                animations="disabled",
                caret="hide",
            )
        page.close()
    for context in contexts.values():
        context.close()


def show(page: Page, base: str, stage: Stage, scene: Scene) -> None:
    """Go to a scene and do what it asks for. An answer that is a fault ends it."""
    page.set_default_timeout(5000)
    faults: list[str] = []

    def note(got: Response) -> None:
        if got.status >= 500:
            faults.append(got.url)

    page.on("response", note)
    page.goto(base + scene.path.format(**stage.ids))
    if scene.act:
        scene.act(page)
    page.evaluate("document.fonts.ready.then(() => null)")
    page.remove_listener("response", note)
    if faults:
        raise RuntimeError(f"{scene.name}: a fault at {faults[0]}")
