"""The lists in docs/decisions and the tests here name the same numbers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.on_any_database

HERE = Path(__file__).parent
DECISIONS = HERE.parents[1] / "docs/decisions"
# Each list by how the names of its tests' files begin; the first one has all the others.
LISTS = {
    "misuse-promises.md": "test_",
    "misuse-practices.md": "test_practices",
}
each_list = pytest.mark.parametrize("name", LISTS)
ROW = re.compile(r"^\| (\d+) \|.*\| (test_\w+) \|$", re.M)


@pytest.fixture(autouse=True)
def _on_monday() -> None:
    """Here nothing happens on a day."""


def files_of(name: str) -> list[Path]:
    """The files of tests that belong to a list."""
    others = [start for each, start in LISTS.items() if each != name and start != "test_"]
    found = [path for path in HERE.glob(f"{LISTS[name]}*.py") if path.name != Path(__file__).name]
    if LISTS[name] != "test_":
        return found
    return [path for path in found if not path.name.startswith(tuple(others))]


def each_test(name: str) -> Iterator[tuple[str, str, str]]:
    """File, name and docstring of each of a list."""
    for path in files_of(name):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield path.stem, node.name, ast.get_docstring(node) or ""


@each_list
def test_each_number_has_a_test_and_each_test_a_number(name: str) -> None:
    text = (DECISIONS / name).read_text(encoding="utf-8")
    listed = [(int(number), file) for number, file in ROW.findall(text)]
    numbers = [number for number, _file in listed]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    numbered = set()
    for file, test, said in each_test(name):
        found = re.match(r"(\d+)\. ", said)
        assert found is not None, f"{file}.{test} names no number"
        numbered.add((int(found[1]), file))
    assert set(listed) == numbered


@each_list
def test_what_is_open_in_the_list_fails_on_purpose(name: str) -> None:
    text = (DECISIONS / name).read_text(encoding="utf-8")
    is_open = {
        int(row[1]) for row in re.finditer(r"^\| (\d+) \|.*\*\*open:\*\*", text, re.M | re.I)
    }
    failing = set()
    for path in files_of(name):
        source = path.read_text(encoding="utf-8")
        for found in re.finditer(r"@pytest\.mark\.xfail\([\s\S]*?\"\"\"(\d+)\. ", source):
            failing.add(int(found[1]))
    assert failing == is_open
