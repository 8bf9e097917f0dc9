"""Writes in a data folder of its own, killed and started again: `python -m tests.faults.writer`.

What was answered as done is noted in a log outside the database before anything else happens.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import django

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tests.cast import Player

WORDS = "I’ll water the plants by the window before it gets dark. "
LONGEST_S = 0.2


def main(mode: str, number: int) -> None:
    home = Path(os.environ["TROTH_HOME"])
    django.setup()
    from django.core.management import call_command

    if mode == "read":
        print(read_all(home))
        return
    call_command("migrate", verbosity=0)
    two = couple()
    log = os.open(home / "acknowledged", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    if mode == "write":
        write(two, log, number, random.Random(number))
    elif mode == "kill":
        print(json.dumps(kill_often(two, log, number)))


def couple() -> tuple[Player, Player]:
    from django.test import Client

    from tests.cast import Player, pair

    two = Player("Ana", Client()), Player("Ben", Client())
    for player in two:
        if player.sign_up().status_code != 302:
            raise RuntimeError("nobody could sign up")
    pair(*two)
    return two


def read_all(home: Path) -> str:
    """Whether every promise of the log opens with the keys of one of the two."""
    from django.test import Client

    from tests.cast import Player, text_of

    ana = Player("Ana", Client())
    done(ana.sign_in())
    found = {line.split()[1] for line in (home / "acknowledged").read_text().splitlines()}
    pages = (text_of(ana.get(f"/promises/ours/{promise_id}/")) for promise_id in found)
    shut = sum("water the plants" not in page for page in pages)
    return f"{shut} are shut" if shut else "all open"


def write(two: tuple[Player, Player], log: int, times: int, chance: random.Random) -> None:
    steps = endless_steps(two, chance, log)
    for _ in range(times):
        next(steps)


def kill_often(two: tuple[Player, Player], log: int, times: int) -> dict[str, int]:
    """Fork somebody who writes, kill them at some moment, and again."""
    from django.db import connection, connections

    seed = random.randrange(1 << 30)
    chance, journal = random.Random(seed), Path(f"{connection.settings_dict['NAME']}-journal")
    hot = 0
    # Whatever is made at a first time is made by now, and each child begins where it matters.
    write(two, log, 8, chance)
    for round_number in range(times):
        connections.close_all()
        child = os.fork()
        if child == 0:
            for _ in endless_steps(two, random.Random(seed + round_number), log):
                pass
        time.sleep(chance.uniform(0, LONGEST_S))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        # A journal that wasn't cut off yet: killed between the first page and the commit.
        hot += journal.is_file() and journal.stat().st_size > 0
    return {"seed": seed, "killed": times, "in_the_middle": hot}


def endless_steps(two: tuple[Player, Player], chance: random.Random, log: int) -> Iterator[None]:
    """Makes a promise, then does something to it; each line of the log is one write."""
    while True:
        player = chance.choice(two)
        promise_id = said(player, chance)
        os.write(log, f"open {promise_id}\n".encode())
        yield
        step, facts, state = chance.choice(STEPS)
        page = f"/promises/ours/{promise_id}/"
        done(player.post(f"{page}{step}/", {**facts(), "token": str(token())}))
        os.write(log, f"{state} {promise_id}\n".encode())
        yield


def said(player: Player, chance: random.Random) -> UUID:
    promise_id = token()
    facts = {"text": WORDS * chance.randint(1, 3), "when": "tomorrow", "to": "ours"}
    form = {**facts, "token": str(promise_id), "as_it_is": "yes"}
    done(player.post("/promises/new/", form))
    return promise_id


def token() -> UUID:
    from django.utils import timezone

    from troth.spaces.ids import new_id

    return new_id(timezone.now().date())


def done(answer: HttpResponse) -> None:
    from tests.cast import text_of

    if answer.status_code != 302:
        raise RuntimeError(f"a write was refused: {text_of(answer)[:600]}")


STEPS: list[tuple[str, Callable[[], dict[str, str]], str]] = [
    ("keep", dict, "kept"),
    ("own", lambda: {"note": "I forgot it, and I should have said so"}, "owned"),
    ("withdraw", lambda: {"note": "Not this week"}, "withdrawn"),
    ("move", lambda: {"when": "date", "on": str(date.today() + timedelta(days=9))}, "open"),
]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
