"""Finds what capabilities offer by a module's name: their fault checks, their housekeeping."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings


def offered(module: str, function: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yields (capability, function) for each that has `<capability>/<module>.py`."""
    for capability in settings.CAPABILITIES:
        name = f"{capability}.{module}"
        if find_spec(name) is not None:
            yield capability, getattr(import_module(name), function)
