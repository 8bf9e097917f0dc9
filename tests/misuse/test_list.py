"""The list in docs/decisions/misuse-promises.md and the tests here name the same numbers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.on_any_database

HERE = Path(__file__).parent
LIST = HERE.parents[1] / "docs/decisions/misuse-promises.md"
ROW = re.compile(r"^\| (\d+) \|.*\| (test_\w+) \|$", re.M)


@pytest.fixture(autouse=True)
def _on_monday() -> None:
    """Here nothing happens on a day."""


def each_test() -> Iterator[tuple[str, str, str]]:
    """File, name and docstring of each but this file's."""
    for path in HERE.glob("test_*.py"):
        if path.name == Path(__file__).name:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield path.stem, node.name, ast.get_docstring(node) or ""


def test_each_number_has_a_test_and_each_test_a_number() -> None:
    listed = [(int(number), file) for number, file in ROW.findall(LIST.read_text(encoding="utf-8"))]
    numbers = [number for number, _file in listed]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    numbered = set()
    for file, name, said in each_test():
        found = re.match(r"(\d+)\. ", said)
        assert found is not None, f"{file}.{name} names no number"
        numbered.add((int(found[1]), file))
    assert set(listed) == numbered


def test_what_is_open_in_the_list_fails_on_purpose() -> None:
    text = LIST.read_text(encoding="utf-8")
    is_open = {
        int(row[1]) for row in re.finditer(r"^\| (\d+) \|.*\*\*open:\*\*", text, re.M | re.I)
    }
    failing = set()
    for path in HERE.glob("test_*.py"):
        source = path.read_text(encoding="utf-8")
        for found in re.finditer(r"@pytest\.mark\.xfail\([\s\S]*?\"\"\"(\d+)\. ", source):
            failing.add(int(found[1]))
    assert failing == is_open
