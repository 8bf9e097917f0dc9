"""Writes have one path: actions that take `now`; no signals, no overridden save."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import Function, Module, modules

# Actions that need no time, with the reason.
TIMELESS = {
    "troth.people.actions.prepare_keys": "derives keys before the transaction; writes nothing",
    "troth.people.actions.unwrap_bundle_key": "opens a key with a password; writes nothing",
    "troth.people.actions.opened_wraps": "opens wraps with a password; writes nothing",
}

WRITING = {"create", "bulk_create", "update", "delete", "get_or_create", "update_or_create", "save"}
# Modules other than actions that write, with the reason.
WRITERS: dict[str, str] = {}


def view_faults(found: list[Module]) -> Iterator[str]:
    for module in found:
        if module.last != "views" and ".views." not in module.name:
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
                yield f"{module.name}:{node.lineno} reaches for .{node.attr}"


def action_faults(found: list[Module], timeless: dict[str, str]) -> Iterator[str]:
    needed = set()
    for module in found:
        if module.last != "actions" or module.is_test:
            continue
        for function in module.tree.body:
            if not isinstance(function, Function) or function.name.startswith("_"):
                continue
            if "now" not in _parameters(function):
                name = f"{module.name}.{function.name}"
                needed.add(name)
                if name not in timeless:
                    yield f"{name} takes no `now`"
    yield from (f"{name} needs no exception" for name in timeless.keys() - needed)


def _parameters(function: Function) -> set[str]:
    arguments = function.args
    return {
        argument.arg
        for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    }


def signal_faults(found: list[Module]) -> Iterator[str]:
    for module in found:
        for name in module.imports():
            if "signals" in name.split(".") or name.startswith("django.dispatch"):
                yield f"{module.name} imports {name}"


def override_faults(found: list[Module]) -> Iterator[str]:
    for module in found:
        if module.last != "models" and ".models." not in module.name:
            continue
        for function in module.functions():
            if function.name in {"save", "delete", "save_base", "__setattr__"}:
                yield f"{module.name}:{function.lineno} overrides {function.name}()"


def writer_faults(found: list[Module], writers: dict[str, str]) -> Iterator[str]:
    """Rows are written in actions; `objects.create` and its like stand nowhere else."""
    needed = set()
    for module in found:
        if module.is_test or module.last == "actions" or module.name in needed:
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and _is_row_write(node.func):
                needed.add(module.name)
                if module.name not in writers:
                    yield f"{module.name}:{node.lineno} writes"
    yield from (f"{name} needs no exception" for name in writers.keys() - needed)


def _is_row_write(called: ast.expr) -> bool:
    return (
        isinstance(called, ast.Attribute)
        and called.attr in WRITING
        and any(
            isinstance(part, ast.Attribute) and part.attr == "objects"
            for part in ast.walk(called.value)
        )
    )


def test_views_never_reach_for_rows() -> None:
    assert list(view_faults(modules("troth"))) == []


def test_every_action_takes_now() -> None:
    assert list(action_faults(modules("troth"), TIMELESS)) == []


def test_there_are_no_signals() -> None:
    assert list(signal_faults(modules("troth"))) == []


def test_no_model_overrides_how_it_is_saved() -> None:
    assert list(override_faults(modules("troth"))) == []


def test_only_actions_write() -> None:
    assert list(writer_faults(modules("troth"), WRITERS)) == []


def test_planted_writes_are_caught() -> None:
    views = Module("troth.a.views", "rows = Promise.objects.all()\n")
    actions = Module("troth.a.actions", "def keep(promise): ...\ndef _own(promise): ...\n")
    signals = Module("troth.a.apps", "from django.db.models.signals import post_save\n")
    model = Module("troth.a.models", "class A:\n    def save(self): ...\n")
    query = Module("troth.a.queries", "Promise.objects.filter(id=1).update(state='kept')\n")
    assert list(view_faults([views])) == ["troth.a.views:1 reaches for .objects"]
    assert list(action_faults([actions], {})) == ["troth.a.actions.keep takes no `now`"]
    assert list(signal_faults([signals])) == [
        "troth.a.apps imports django.db.models.signals.post_save"
    ]
    assert list(override_faults([model])) == ["troth.a.models:2 overrides save()"]
    assert list(writer_faults([query], {})) == ["troth.a.queries:1 writes"]
