"""How long `troth serve` takes to its first answer, once its home is there."""

from __future__ import annotations

import time
from statistics import median

from bench.figure import Figure
from bench.server import fresh_home, served

STARTS = 5


def figures() -> list[Figure]:
    took = []
    with fresh_home() as home:
        with served(home, workers=2):
            pass
        for _ in range(STARTS):
            began = time.perf_counter()
            with served(home, workers=2):
                took.append(time.perf_counter() - began)
    note = f"median of {STARTS}, {min(took):.2f} to {max(took):.2f}"
    return [Figure("cold_start_s", median(took), "s", 3, note=note)]
