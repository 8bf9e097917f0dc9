"""docs/settings.md names every setting and every variable, and nothing else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent.parent
CONFIG = PROJECT / "troth" / "config"
PAGE = PROJECT / "docs" / "settings.md"


def settings() -> set[str]:
    tree = ast.parse((CONFIG / "settings.py").read_text(encoding="utf-8"))
    targets = [
        target
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def variables() -> set[str]:
    text = (CONFIG / "environment.py").read_text(encoding="utf-8")
    return set(re.findall(r'"(TROTH_[A-Z_]+|DATABASE_URL|XDG_[A-Z_]+)"', text))


def named(text: str) -> set[str]:
    return set(re.findall(r"`([A-Z][A-Z0-9_]{2,})`", text))


def test_every_setting_and_variable_is_explained() -> None:
    assert (settings() | variables()) - named(PAGE.read_text(encoding="utf-8")) == set()


def test_nothing_is_explained_that_is_gone() -> None:
    assert named(PAGE.read_text(encoding="utf-8")) - settings() - variables() == set()


def test_a_planted_gap_is_caught() -> None:
    assert {"TROTH_HOME", "TROTH_NEW"} - named("| `TROTH_HOME` | where |") == {"TROTH_NEW"}
