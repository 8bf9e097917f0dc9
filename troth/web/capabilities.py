"""Finds what capabilities offer by a module's name: cards, checks, housekeeping, export."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings


@cache
def offered(module: str, function: str) -> tuple[tuple[str, Callable[..., Any]], ...]:
    """(capability, function) for each that has it in `<capability>/<module>.py`, top down."""
    found = []
    for capability in settings.CAPABILITIES:
        name = f"{capability}.{module}"
        if find_spec(name) is not None:
            # A module of that name may be something else there, as the card itself is in web/.
            offer = getattr(import_module(name), function, None)
            if offer is not None:
                found.append((capability, offer))
    return tuple(found)
