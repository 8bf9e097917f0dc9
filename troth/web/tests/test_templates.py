"""No template brings code or style of its own, and every icon it names is there."""

import re
from pathlib import Path

import pytest

from troth.web.navigation import PLACES

TROTH = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(TROTH.glob("*/templates/**/*.html"))
SPRITE = TROTH / "web/static/web/icons/icons.svg"

INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a script without an address": re.compile(r"<script(?![^>]*\ssrc=)", re.I),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "an htmx handler": re.compile(r"\shx-on\b|data-hx-on\b|['\"]js:", re.I),
    "a script address": re.compile(r"javascript:", re.I),
    "something from elsewhere": re.compile(
        r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?:https?:)?//", re.I
    ),
}


def short(path: Path) -> str:
    return str(path.relative_to(TROTH))


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_template_holds_no_code_and_no_style(path: Path) -> None:
    text = path.read_text()
    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


def icons_named_in(text: str) -> set[str]:
    called = re.findall(r"\b(?:icon|draw)\(\s*\"([a-z0-9-]+)\"", text)
    passed = re.findall(r"\bicon=\"([a-z0-9-]+)\"", text)
    listed = re.findall(r"tick_icons = \{(.*?)\}", text)
    return {*called, *passed, *re.findall(r": \"([a-z0-9-]+)\"", " ".join(listed))}


def test_every_icon_is_in_the_sprite() -> None:
    drawn = set(re.findall(r"<symbol id=\"([a-z0-9-]+)\"", SPRITE.read_text()))
    named = {place.icon for place in PLACES}.union(
        *(icons_named_in(path.read_text()) for path in TEMPLATES)
    )
    assert named - drawn == set()
    assert "check" in named
