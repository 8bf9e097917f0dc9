"""The contact sheet: all pictures on one page, which the browser itself draws."""

from __future__ import annotations

from html import escape
from pathlib import Path

from playwright.sync_api import Browser

STYLE = """
body { margin: 24px; background: #888; font: 15px system-ui, sans-serif; width: 2120px }
main { display: grid; grid-template-columns: repeat(4, 1fr); gap: 20px }
figure { margin: 0; padding: 10px; background: #ddd; border-radius: 8px }
figcaption { padding-bottom: 6px; font-weight: 600 }
div { display: grid; grid-template: 133px 133px / 126px 126px 214px; gap: 6px }
img { width: 100%; height: 100%; object-fit: cover; object-position: top; background: #fff }
.phone { grid-row: span 2 }
"""


def draw_sheet(browser: Browser, folder: Path, names: list[str]) -> Path:
    """Writes contact-sheet.png into the folder that holds the pictures."""
    figures = "".join(_figure(folder, name) for name in names)
    source = folder / "contact-sheet.html"
    source.write_text(
        f"<!doctype html><meta charset=utf-8><style>{STYLE}</style><main>{figures}</main>",
        encoding="utf-8",
    )
    page = browser.new_page(viewport={"width": 2168, "height": 1000})
    page.goto(source.as_uri())
    sheet = folder / "contact-sheet.png"
    page.screenshot(path=sheet, full_page=True)
    page.close()
    source.unlink()
    return sheet


def _figure(folder: Path, name: str) -> str:
    # In the order of the grid: two phones that span both lines, then two laptops.
    order = ("phone-light", "phone-dark", "laptop-light", "laptop-dark")
    pictures = "".join(
        f'<img class="{each.split("-")[0]}" alt="" src="{name}-{each}.png">'
        for each in order
        if (folder / f"{name}-{each}.png").exists()
    )
    return f"<figure><figcaption>{escape(name)}</figcaption><div>{pictures}</div></figure>"
