"""What the look-back costs: one more promise, three years at once, and its import."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from statistics import median

import numpy as np

from bench.figure import Figure
from bench.lookback.falls import BASELINE, generator
from bench.server import ROOT
from troth.lookback.change import Watch, replay
from troth.lookback.mixture import BASELINES, CHANGED
from troth.simulation.couples import PER_DAY, days_of_promises, live

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
THREE_YEARS = int(3 * 365.25 * PER_DAY)
UPDATES = 300
ROUNDS = 9
IMPORT = r"""
import re, pathlib
def resident_kb():
    status = pathlib.Path("/proc/self/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1])
before = resident_kb()
import troth.lookback.change, troth.lookback.follow_through, troth.lookback.missing
import troth.lookback.good_weeks, troth.lookback.pulse, troth.lookback.repair_time
import troth.lookback.rhythm
print((resident_kb() - before) / 1024)
"""


def figures() -> list[Figure]:
    rng = generator("cost")
    lives = live(rng, days_of_promises(rng, 1, THREE_YEARS), BASELINE)
    kept = lives.kept[0].tolist()
    at = [BEGAN + timedelta(days=float(day)) for day in lives.day[0]]
    return [_update(kept, at), _replay(kept, at), _cold_import()]


def _update(kept: list[bool], at: list[datetime]) -> Figure:
    """With 540 endings behind it, when it carries the most."""
    begun = replay(kept[:1000], at[:1000]).last
    took = []
    for _ in range(ROUNDS):
        watch: Watch = begun
        before = time.perf_counter()
        for number in range(1000, 1000 + UPDATES):
            watch = watch.update(kept[number], at[number])
        took.append((time.perf_counter() - before) / UPDATES * 1e6)
    # 540 of them, the most that a page reads, then take less than a tenth of a second.
    note = f"median of {ROUNDS} times {UPDATES}, {min(took):.0f} to {max(took):.0f}"
    return Figure("watch_update_us", median(took), "us", 150, note=note)


def _replay(kept: list[bool], at: list[datetime]) -> Figure:
    """Over a bare sum of as many numbers as its evidence has.

    A hundred is a fifth of a second where the sum takes 2 ms: a page may wait for it once a day.
    """
    numbers = np.ones((len(kept), BASELINES * (1 + CHANGED.shape[1])))
    ours, bare = [], []
    for _ in range(ROUNDS):
        before = time.perf_counter()
        np.cumsum(numbers, axis=0)
        between = time.perf_counter()
        replay(kept, at)
        ours.append(time.perf_counter() - between)
        bare.append(between - before)
    took, least = median(ours), median(bare)
    note = f"{took * 1000:.0f} ms / {least * 1000:.2f} ms, {len(kept)} endings"
    return Figure("replay_3y_vs_numpy_cumsum", took / least, "times", 100, note=note)


def _cold_import() -> Figure:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return Figure("cold_import_mb", float(done.stdout), "MB", 100, note="numpy with it, no scipy")
