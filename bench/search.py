"""A search against opening what it may open; a backup of 10,000 promises against a file copy.

In one process, in turn; the best of many counts: what disturbs a run
only makes it slower.
"""

from __future__ import annotations

import json
import os
import shutil
import timeit
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figure import Figure
from bench.server import AS_SERVED, fresh_home, told_by

if TYPE_CHECKING:
    from bench.living import Living

RUNS = 20
COPIES = 5
OPENED = 500


def figures() -> list[Figure]:
    with fresh_home() as home:
        measured = told_by("bench.search", home, AS_SERVED)
    searching, opening, backing, copying, size = measured
    search = f"{searching * 1000:.0f} ms / {opening * 1000:.0f} ms"
    backup = f"{backing * 1000:.0f} ms / {copying * 1000:.0f} ms, {size / 2**20:.0f} MB"
    return [
        Figure("search_500_vs_open", searching / opening, "times", 1.5, note=search),
        Figure("backup_vs_copy", backing / copying, "times", 5, note=backup),
    ]


def measure(home: Path) -> tuple[float, float, float, float, int]:
    """Seconds of a search, of opening 500, of a backup and of a copy, and the file's bytes.

    The 500 have words of their own: of a rhythm they would be opened once.
    """
    from troth.config.serving import prepare

    # Before models are imported.
    prepare()
    from bench.living import signed_up
    from bench.longlived import keep_often, live_long
    from troth.config.backup import back_up, database_path

    living, settled = signed_up("looking-one"), signed_up("settled-one")
    keep_often(living.membership("mine"), OPENED + 100, datetime.now(UTC))
    live_long(settled.membership("mine"), datetime.now(UTC))
    searching, opening = _best(RUNS, _searching(living), _opening(living))
    path, copy = database_path(), home / "copy"

    def copied() -> None:
        shutil.copyfile(path, copy)
        with copy.open("rb+") as written:
            os.fsync(written.fileno())

    backing, copying = _best(COPIES, lambda: back_up(home / "backup"), copied)
    return searching, opening, backing, copying, path.stat().st_size


def _best(runs: int, *measured: Callable[[], None]) -> list[float]:
    from troth.sealing import forget_checked_signatures

    best = [float("inf")] * len(measured)
    for _ in range(runs):
        for index, run in enumerate(measured):
            # Otherwise only the first run would check a signature at all.
            forget_checked_signatures()
            best[index] = min(best[index], timeit.timeit(run, number=1))
    return best


def _searching(living: Living) -> Callable[[], None]:
    """The whole request, for words that none of the 500 has."""

    def run() -> None:
        answer = living.client.post("/promises/before/search/", {"words": "marmalade"})
        if answer.status_code != 200 or b"Look further back" not in answer.content:
            raise RuntimeError(f"the search answered {answer.status_code}")

    return run


def _opening(living: Living) -> Callable[[], None]:
    """The same 500 read, and what each of them says opened, with nothing made of it."""
    from troth.promises.opening import promise_view
    from troth.promises.rows import LATEST_FIRST, promise_rows
    from troth.promises.words import PromiseWords

    mine = living.membership("mine")

    def run() -> None:
        rows = promise_rows().filter(space_id=mine.space_id).order_by(*LATEST_FIRST)[:OPENED]
        words = [promise_view(mine, row).words for row in rows]
        if sum(isinstance(each, PromiseWords) for each in words) != OPENED:
            raise RuntimeError("a row didn't open")

    return run


if __name__ == "__main__":
    print(json.dumps(measure(Path(os.environ["TROTH_HOME"]))))
