"""The tokens hold together: all are defined, all can be read, and gold is kept for repair."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[1] / "static/web"
SHEETS = sorted(path for path in STATIC.glob("*.css"))
TOKENS = (STATIC / "tokens.css").read_text()
COLOUR = re.compile(r"--([a-z-]+):\s*#([0-9a-f]{6})")

GROUNDS = ("paper", "surface", "sunken")
TEXT_PAIRS = [
    *(
        (text, ground)
        for text in ("ink", "ink-soft", "mine", "theirs", "attention", "gold")
        for ground in GROUNDS
    ),
    *((text, f"{text}-soft") for text in ("mine", "theirs", "attention", "gold")),
    *(("ink", ground) for ground in ("mine-soft", "theirs-soft", "gold-soft", "attention-soft")),
    ("surface", "mine"),
    ("surface", "mine-deep"),
    ("surface", "theirs"),
    ("paper", "ink"),
]
EDGE_PAIRS = [("edge", "paper"), ("edge", "surface"), ("mine", "surface"), ("attention", "surface")]


def themes() -> dict[str, dict[str, str]]:
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    in_light = dict(COLOUR.findall(light))
    return {"light": in_light, "dark": in_light | dict(COLOUR.findall(dark))}


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2, from six hexadecimal digits."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read_on_every_ground(theme: str) -> None:
    colours = themes()[theme]
    measured = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in TEXT_PAIRS}
    assert {pair: round(found, 2) for pair, found in measured.items() if found < 4.5} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_of_fields_can_be_seen(theme: str) -> None:
    colours = themes()[theme]
    measured = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in EDGE_PAIRS}
    assert {pair: round(found, 2) for pair, found in measured.items() if found < 3} == {}


def test_every_variable_is_defined() -> None:
    defined = {name for path in SHEETS for name in re.findall(r"(--[\w-]+):", path.read_text())}
    used = {name for path in SHEETS for name in re.findall(r"var\((--[\w-]+)", path.read_text())}
    assert used - defined == set()


def test_gold_is_kept_for_repair() -> None:
    for path in SHEETS:
        for rule in re.findall(r"([^{}]+)\{[^{}]*var\(--gold", path.read_text()):
            assert "repair" in rule or "seam" in rule, f"{path.name}: {rule.strip()}"


def test_no_stylesheet_reaches_out() -> None:
    for path in [*SHEETS, STATIC / "measures/measures.css"]:
        text = path.read_text()
        assert "//" not in re.sub(r"/\*.*?\*/", "", text, flags=re.S), path.name
        for address in re.findall(r"url\(\"([^\"]+)\"\)", text):
            assert (path.parent / address).is_file(), address


def test_fonts_and_vendored_files_carry_their_licences() -> None:
    assert {path.name.split("-")[0] for path in (STATIC / "fonts").glob("*.woff2")} == {
        path.name.split(".")[0] for path in (STATIC / "fonts").glob("*.LICENSE.txt")
    }
    assert (STATIC / "vendor/htmx.LICENSE.txt").is_file()
    assert (STATIC / "icons/lucide.LICENSE.txt").is_file()
