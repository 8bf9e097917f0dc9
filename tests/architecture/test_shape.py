"""Files and functions stay small, and no name is a drawer for anything."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import ROOT, Module, modules

MOST_LINES_A_FILE = 300
MOST_LINES_A_FUNCTION = 40
DRAWERS = {"utils", "util", "common", "core", "helpers", "helper", "misc", "manager", "service"}

# name -> why it is longer. An exception that is no longer needed fails.
LONGER: dict[str, str] = {}


def shape_faults(found: list[Module], longer: dict[str, str]) -> Iterator[str]:
    needed = set()
    for module in found:
        lines = module.text.count("\n")
        if lines > MOST_LINES_A_FILE:
            needed.add(module.name)
            if module.name not in longer:
                yield f"{module.name} has {lines} lines"
        for function in module.functions():
            name = f"{module.name}.{function.name}"
            length = (function.end_lineno or function.lineno) - function.lineno + 1
            if length > MOST_LINES_A_FUNCTION:
                needed.add(name)
                if name not in longer:
                    yield f"{name} has {length} lines"
    yield from (f"{name} needs no exception" for name in longer.keys() - needed)


def name_faults(found: list[Module]) -> Iterator[str]:
    for module in found:
        if DRAWERS & {part.strip("_").lower() for part in module.name.split(".")}:
            yield f"{module.name} could hold anything"
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and node.name.endswith(
                ("Manager", "Service", "Helper", "Utils")
            ):
                yield f"{module.name}.{node.name} could do anything"


def docstring_faults(found: list[Module]) -> Iterator[str]:
    for module in found:
        docstring = ast.get_docstring(module.tree) or ""
        if module.text.strip() and not docstring.partition("\n")[0].endswith((".", ":", "?")):
            yield f"{module.name} doesn't say in one line what it is"


def test_files_and_functions_are_small() -> None:
    assert list(shape_faults(modules("troth", "tests", "bench"), LONGER)) == []


def test_no_name_is_a_drawer_for_anything() -> None:
    assert list(name_faults(modules("troth", "tests", "bench"))) == []


def test_every_module_says_what_it_is() -> None:
    assert list(docstring_faults(modules("troth", "tests", "bench"))) == []


def test_every_folder_of_the_project_is_looked_at() -> None:
    unseen = {
        path.relative_to(ROOT).parts[0]
        for path in ROOT.glob("*/**/*.py")
        if not path.relative_to(ROOT).parts[0].startswith(".")
    } - {"troth", "tests", "bench", "var", "build", "dist"}
    assert unseen == set()


def test_a_planted_long_file_and_function_are_caught() -> None:
    long_function = "def go() -> None:\n" + "    pass\n" * 40
    planted = [Module("troth.a", "x = 1\n" * 301), Module("troth.b", long_function)]
    assert list(shape_faults(planted, {})) == [
        "troth.a has 301 lines",
        "troth.b.go has 41 lines",
    ]
    assert list(shape_faults([], {"troth.a": "was long once"})) == ["troth.a needs no exception"]


def test_a_planted_drawer_is_caught() -> None:
    planted = [Module("troth.people.utils", ""), Module("troth.a", "class KeyManager: pass\n")]
    assert list(name_faults(planted)) == [
        "troth.people.utils could hold anything",
        "troth.a.KeyManager could do anything",
    ]


def test_a_planted_silent_module_is_caught() -> None:
    planted = [Module("troth.a", "x = 1\n"), Module("troth.b", '"""Says it."""\n')]
    assert list(docstring_faults(planted)) == ["troth.a doesn't say in one line what it is"]
