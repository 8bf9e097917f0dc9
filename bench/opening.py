"""Opening fifty sealed rows against fifty bare checks of a signature.

Each is timed many times in turn and the best counts: what disturbs a run only makes it slower.
"""

from __future__ import annotations

import timeit
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from nacl.signing import VerifyKey

from bench.figure import Figure
from troth.sealing import (
    Context,
    KeyRing,
    Words,
    forget_checked_signatures,
    new_bundle,
    open_words,
    seal_words,
)

ROWS = 50
RUNS = 400


@dataclass(frozen=True, slots=True, repr=False)
class Line(Words):
    text: str
    due: str
    cue: str = ""


def figures() -> list[Figure]:
    person, space = uuid4(), uuid4()
    ring = new_bundle(space).ring(person)
    opening, checking = _opening(ring), _checking(ring)
    best = [float("inf"), float("inf")]
    for _ in range(RUNS):
        for index, run in enumerate((opening, checking)):
            best[index] = min(best[index], timeit.timeit(run, number=1))
    note = f"{best[0] * 1000:.2f} ms / {best[1] * 1000:.2f} ms"
    return [Figure("open_50_rows_vs_50_checks", best[0] / best[1], "times", 1.5, note=note)]


def _opening(ring: KeyRing) -> Callable[[], None]:
    contexts = [
        Context("promises.promise", ring.space_id, uuid4(), ring.person_id) for _ in range(ROWS)
    ]
    rows = [(context, seal_words(ring, context, _line(i))) for i, context in enumerate(contexts)]

    def run() -> None:
        # Otherwise only the first run would check a signature at all.
        forget_checked_signatures()
        for context, sealed in rows:
            if not open_words(ring, context, sealed, Line):
                raise RuntimeError("a row didn't open")

    return run


def _checking(ring: KeyRing) -> Callable[[], None]:
    messages = [f"{_line(i).text} {_line(i).due} {uuid4()} {uuid4()}".encode() for i in range(ROWS)]
    signed = [(message, ring.signer.sign(message)) for message in messages]
    key = VerifyKey(ring.signer.public)

    def run() -> None:
        for message, signature in signed:
            key.verify(message, signature)

    return run


def _line(number: int) -> Line:
    text = f"I’ll call about the heating before lunch, and say how it went, {number}"
    return Line(text, "day 2026-11-23 Europe/Berlin")
