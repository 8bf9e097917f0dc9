"""Somebody in front of a browser: taps, keys, and what the browser noticed meanwhile."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Locator, Page

# A form that needs another look is answered with 422, which the browser notes as an error.
EXPECTED = re.compile(r"Failed to load resource: .* status of (403|404|422)")
LISTEN = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});
"""
READ_STORAGE = """async () => {
  const kept = [...Object.entries(localStorage), ...Object.entries(sessionStorage)];
  for (const { name } of await indexedDB.databases()) kept.push(name);
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      const type = answer.headers.get("Content-Type") ?? "";
      kept.push([request.url, /html|text|script/.test(type) ? await answer.text() : type]);
    }
  }
  return JSON.stringify(kept);
}"""


class Visitor:
    """One browser with one page; `taps` counts what a thumb did."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context, self.base = context, base
        self.complaints: list[str] = []
        self.asked_elsewhere: list[str] = []
        self.seen: list[str] = []
        self.taps = 0
        context.set_default_timeout(10_000)
        context.add_init_script(LISTEN)
        context.on("request", lambda request: self._asked(request.url))
        context.on("console", lambda said: self._heard(said.type, said.text))
        context.on("weberror", lambda error: self._heard("error", str(error.error)))
        self.page = context.new_page()
        self.page.on("framenavigated", lambda frame: self.seen.append(frame.url))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.base, "data:")):
            self.asked_elsewhere.append(url)

    def _heard(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not EXPECTED.search(text):
            self.complaints.append(text)

    def go(self, path: str) -> Page:
        self.page.goto(self.base + path)
        return self.page

    def tap(self, role: str, name: str | re.Pattern[str]) -> None:
        """Tap the first such thing that is to be seen."""
        found = self.page.get_by_role(role, name=name, exact=isinstance(name, str))  # type: ignore[arg-type]
        self.tap_on(found.first)

    def tap_on(self, what: Locator) -> None:
        """Tap, and let the page that it may lead to be there from end to end."""
        self.taps += 1
        what.click()
        self.page.wait_for_load_state("domcontentloaded")

    def write(self, label: str, text: str) -> None:
        """Tap a field and write into it."""
        field = self.page.get_by_role("textbox", name=label)
        self.tap_on(field)
        field.fill(text)

    def tab_to(self, what: Locator, limit: int = 60) -> None:
        """Press Tab until something has the focus; each stop on the way has to be visible."""
        for _ in range(limit):
            self.page.keyboard.press("Tab")
            assert self.has_visible_focus(), self.focused()
            if what.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"Tab never reached {what}")

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.outerHTML.slice(0, 160)"))

    def has_visible_focus(self) -> bool:
        """Whether what has the focus, or what stands for it, has an outline on the screen."""
        return bool(
            self.page.evaluate(
                """() => {
                    const focused = document.activeElement;
                    const marked = [focused, focused.closest("label"), focused.nextElementSibling];
                    const box = focused.getBoundingClientRect();
                    return box.bottom > 0 && box.top < innerHeight && marked.some((element) =>
                        element && getComputedStyle(element).outlineStyle !== "none" &&
                        parseFloat(getComputedStyle(element).outlineWidth) >= 2);
                }"""
            )
        )

    def storage(self) -> str:
        """All that the browser keeps of this site, as text."""
        return str(self.page.evaluate(READ_STORAGE))

    def text(self) -> str:
        """All that is to be read on the page, once all of it has arrived."""
        self.page.wait_for_load_state("domcontentloaded")
        return self.page.locator("body").inner_text()
