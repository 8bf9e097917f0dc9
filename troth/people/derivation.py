"""Caps how many keys are derived at once on this machine, since each takes 128 MiB."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from troth.web.errors import busy

_POLL_S = 0.02


class Busy(Exception):
    """Too many derivations are under way; the page says so and asks to try again."""


@contextmanager
def one_derivation() -> Iterator[None]:
    """Hold one of the machine's derivation slots, waiting for it up to a bound.

    Slots are locked files, so that the cap counts all worker processes together and a
    killed worker frees its slot. Raises Busy when none is free in time.
    """
    folder = Path(settings.TROTH_RUN_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    slots = [
        os.open(folder / f"derivation-{number}.lock", os.O_CREAT | os.O_RDWR, 0o600)
        for number in range(settings.TROTH_DERIVATIONS)
    ]
    try:
        _lock_any(slots, until=time.monotonic() + settings.TROTH_DERIVATION_WAIT_S)
        yield
    finally:
        for slot in slots:
            os.close(slot)


def _lock_any(slots: list[int], until: float) -> None:
    while True:
        for slot in slots:
            try:
                fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            return
        if time.monotonic() > until:
            raise Busy
        time.sleep(_POLL_S)


class BusyMiddleware:
    """Answers kindly when no derivation could be had in time; nothing was written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Busy):
            return None
        return busy(request)
