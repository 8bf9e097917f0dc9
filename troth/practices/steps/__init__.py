"""The kinds of step, found by module: read.py holds the class and steps/read.html shows it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from inspect import getmembers, isclass
from pkgutil import iter_modules
from types import MappingProxyType

from troth.practices.step import Step


@cache
def kinds() -> Mapping[str, type[Step]]:
    """Each kind by its name, which is the module's. Raises TypeError for a module without one."""
    found = {}
    for module in iter_modules(__path__, f"{__name__}."):
        classes = getmembers(import_module(module.name), isclass)
        own = [kind for _, kind in classes if kind.__module__ == module.name]
        step = next((kind for kind in own if issubclass(kind, Step)), None)
        if step is None or step.kind != module.name.rpartition(".")[2]:
            raise TypeError(f"{module.name} has no kind of step of its own name")
        found[step.kind] = step
    return MappingProxyType(found)
