"""`python -m bench.soak --minutes 60 --couples 50`: play, print what was seen, 1 if it isn't well.

With DATABASE_URL set, on that database (scripts/with-postgres gives one to throw away).
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from bench.memory import children_of, proportional_mb
from bench.server import (
    ROOT,
    WITH_FLOOR,
    Server,
    environment_for,
    fresh_home,
    served,
    told_by,
)
from bench.soak import person, repeating
from bench.soak.person import Person
from bench.soak.told import Told

ACTS = (*person.ACTS, *repeating.ACTS)
WINDOW_S = 300.0
MEMORY_EVERY_S = 5.0


def main(arguments: list[str]) -> int:
    chosen = _parser().parse_args(arguments)
    database = os.environ.get("DATABASE_URL", "")
    seconds = chosen.minutes * 60
    told = Told(window_s=min(WINDOW_S, max(15.0, seconds / 6)))
    with fresh_home() as home:
        with served(home, workers=1, database=database):
            pass
        couples = _couples(home, chosen.couples, database)
        print(f"{chosen.couples} couples, {chosen.clients} at a time, {chosen.minutes:g} minutes")
        with served(home, workers=2, settings=WITH_FLOOR, database=database) as server:
            told.began = time.monotonic()
            _play(couples, server, told, chosen, until=told.began + seconds)
        faults = _faults(home, database)
    return _tell(told, faults)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--couples", type=int, default=50)
    parser.add_argument("--clients", type=int, default=6, help="how many act at the same time")
    parser.add_argument("--pause", type=float, default=0.15, help="seconds between two acts")
    parser.add_argument("--seed", type=int, default=7)
    return parser


def _couples(home: Path, number: int, database: str) -> list[list[dict[str, Any]]]:
    found: list[list[dict[str, Any]]] = told_by(
        "bench.soak.couples", home, "bench.soak.settings", str(number), database=database
    )
    return found


def _play(
    couples: list[list[dict[str, Any]]],
    server: Server,
    told: Told,
    chosen: argparse.Namespace,
    until: float,
) -> None:
    """Each thread has couples of its own, so that it knows what they have done so far."""
    threads = []
    for which in range(chosen.clients):
        chance = random.Random(chosen.seed * 1000 + which)
        own = [
            [
                Person(each["cookies"], server.port, told.note, chance, open=each["open"])
                for each in couple
            ]
            for couple in couples[which :: chosen.clients]
        ]
        facts = (own, chance, chosen.pause, until)
        threads.append(threading.Thread(target=_act, args=facts, daemon=True))
    for thread in threads:
        thread.start()
    while time.monotonic() < until:
        pids = [server.pid, *children_of(server.pid)]
        told.note_memory(sum(proportional_mb(pid) for pid in pids))
        time.sleep(min(MEMORY_EVERY_S, max(0.0, until - time.monotonic())))
    for thread in threads:
        thread.join(timeout=60)


def _act(couples: list[list[Person]], chance: random.Random, pause: float, until: float) -> None:
    while couples and time.monotonic() < until:
        two = chance.choice(couples)
        one, other = chance.sample(two, 2)
        one.act(other, ACTS)
        time.sleep(chance.uniform(0, 2 * pause))


def _faults(home: Path, database: str) -> list[str]:
    """What `troth check` says of what has been written."""
    command = [sys.executable, "-m", "troth", "check"]
    environment = environment_for(home, "troth.config.settings", database)
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    return done.stdout.splitlines() if done.returncode else []


def _tell(told: Told, faults: list[str]) -> int:
    print("\n".join(told.lines()))
    print("The slowest kinds, by median and p95:")
    print("\n".join(told.by_kind()))
    grown = list(told.growth())
    for line in (*grown, *faults):
        print(line)
    print(f"Errors: {told.errors.total()}")
    for wrong, times in told.errors.most_common(20):
        print(f"  {times} times: {wrong}")
    return 1 if told.errors or grown or faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
