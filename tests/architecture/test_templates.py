"""Templates hold no script, no style, no foreign address, and their forms post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT

TOKENS = re.compile(r"\{#.*?#\}", re.DOTALL)
RULES = {
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an inline handler": re.compile(r"\s(?:on[a-z]+|hx-on[:a-z-]*)\s*=|javascript:", re.IGNORECASE),
    "something loaded from elsewhere": re.compile(
        r"<(?:script|link|img|iframe|source|object|embed)\b[^>]*(?:src|href)\s*=\s*[\"']?(?:https?:)?//",
        re.IGNORECASE,
    ),
    "unescaped text": re.compile(r"\|\s*safe\b|\{%-?\s*autoescape\s+false"),
    "a form that doesn't post": re.compile(
        r"<form\b(?![^>]*\bmethod=[\"']post[\"'])", re.IGNORECASE
    ),
}


def template_faults(name: str, text: str) -> Iterator[str]:
    for what, pattern in RULES.items():
        if pattern.search(TOKENS.sub("", text)):
            yield f"{name} has {what}"


def templates() -> list[Path]:
    return sorted((ROOT / "troth").glob("*/templates/**/*.html"))


def test_templates_hold_to_the_rules() -> None:
    found = [
        fault
        for path in templates()
        for fault in template_faults(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_each_planted_violation_is_caught() -> None:
    planted = {
        "an inline script": "<script>go()</script>",
        "an inline style": '<p style="color: red">',
        "an inline handler": '<button onclick="go()">',
        "something loaded from elsewhere": '<img alt="" src="https://example.org/a.png">',
        "unescaped text": "{{ words|safe }}",
        "a form that doesn't post": '<form action="/search/">',
    }
    assert planted.keys() == RULES.keys()
    for what, text in planted.items():
        assert list(template_faults("a.html", text)) == [f"a.html has {what}"]
