"""How long the check of the content takes with 2,000 practices more than there are.

Each run is a process of its own, as `troth check --content` is, and the best counts: what disturbs
a run only makes it slower.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.figure import Figure
from bench.scripts import ASKED, write_scripts
from bench.server import AS_SERVED, fresh_home, told_by
from troth.content.files import CONTENT, DEFAULT_LANGUAGE

SCRIPTS = 2000
RUNS = 5


def figures() -> list[Figure]:
    with fresh_home() as home:
        folder = home / DEFAULT_LANGUAGE
        shutil.copytree(CONTENT / DEFAULT_LANGUAGE, folder)
        write_scripts(folder / "practices", SCRIPTS)
        took = [told_by("bench.content", home, AS_SERVED, str(folder)) for _ in range(RUNS)]
    (best, busy), (worst, _) = min(took), max(took)
    note = f"best of {RUNS}, up to {worst:.2f}; {busy:.2f} s of the processor"
    return [Figure("check_content_s", best, "s", 5, note=note)]


def measure(folder: Path) -> tuple[float, float]:
    """Seconds by the clock and of the processor; finds what is there twice, and nothing else."""
    import django

    django.setup()
    from troth.config.content import faults_in

    began, busy = time.perf_counter(), time.process_time()
    found = list(faults_in(folder, datetime.now(UTC).date()))
    took = time.perf_counter() - began, time.process_time() - busy
    if len(found) != ASKED or not all("asks nearly the same as" in each for each in found):
        raise RuntimeError(f"{len(found)} faults, such as: {''.join(found[:3])}")
    return took


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
