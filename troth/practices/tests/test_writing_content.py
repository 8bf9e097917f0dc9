"""The page for whoever writes content shows a practice that works as it stands there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from troth.content.files import CONTENT
from troth.practices.script_check import script_problems
from troth.practices.scripts import load_practices
from troth.practices.steps import kinds

pytestmark = pytest.mark.on_any_database

PAGE = (ROOT / "docs" / "writing-content.md").read_text(encoding="utf-8")


def folder_with_the_example(folder: Path) -> Path:
    copy = Path(shutil.copytree(CONTENT / "en", folder / "en"))
    example = re.search(r"```toml\n(.*?)```", PAGE, re.S)
    assert example
    (copy / "practices" / "a-window-of-quiet.toml").write_text(example[1], encoding="utf-8")
    return copy


def test_the_practice_on_the_page_is_found_without_a_problem(tmp_path: Path) -> None:
    folder = folder_with_the_example(tmp_path)
    assert list(script_problems(folder)) == []
    assert load_practices(folder)["a-window-of-quiet"].title == "A window of quiet"


def test_two_that_ask_the_same_are_named_with_both_places(tmp_path: Path) -> None:
    folder = folder_with_the_example(tmp_path)
    first = folder / "practices" / "a-window-of-quiet.toml"
    again = folder / "practices" / "an-hour-of-quiet.toml"
    again.write_text("\n" + first.read_text(encoding="utf-8"), encoding="utf-8")
    (problem,) = script_problems(folder)
    assert problem.startswith(
        "practices/a-window-of-quiet.toml:13: "
        "asks nearly the same as practices/an-hour-of-quiet.toml:14: “Which hour"
    )


def test_the_page_names_every_kind_of_step() -> None:
    for kind in kinds():
        assert f"| `{kind}` |" in PAGE
