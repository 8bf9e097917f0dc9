"""Too many derivations at once: a clear answer, and nothing lost or written."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import PASSWORD, Player, text_of
from troth.people.derivation import Busy, one_derivation
from troth.people.models import Person

# Another worker process that holds every slot, as long as its standard input stays open.
HOLDER = """
import fcntl, os, sys
for path in sys.argv[1:]:
    fcntl.flock(os.open(path, os.O_CREAT | os.O_RDWR, 0o600), fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _little_patience(settings: Any, tmp_path: Path) -> None:
    settings.TROTH_DERIVATION_WAIT_S = 0.1
    settings.TROTH_RUN_DIR = tmp_path / "run"


@contextmanager
def held_elsewhere() -> Iterator[subprocess.Popen[str]]:
    folder = Path(settings.TROTH_RUN_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [
        str(folder / f"derivation-{number}.lock") for number in range(settings.TROTH_DERIVATIONS)
    ]
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, *paths],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield holder
        finally:
            holder.kill()


def is_told_to_wait(answer: Any) -> bool:
    said = "One moment, please" in text_of(answer)
    return answer.status_code == 503 and answer["Retry-After"] == "5" and said


def test_signing_in_is_told_to_wait_and_works_later(ana: Player) -> None:
    client = Client()
    facts = {"login": "ana", "password": PASSWORD}
    with held_elsewhere():
        assert is_told_to_wait(client.post("/sign-in/", facts))
        assert client.get("/today/").status_code == 302
    assert client.post("/sign-in/", facts).status_code == 302


def test_signing_up_is_told_to_wait_and_leaves_nothing(eve: Player) -> None:
    eve.password = "nine calm otters at noon"
    with held_elsewhere():
        assert is_told_to_wait(eve.sign_up())
    assert Person.objects.count() == 0
    assert eve.sign_up().status_code == 302


def test_opening_again_is_told_to_wait_and_stays_locked(ana: Player) -> None:
    ana.lose_the_key()
    with held_elsewhere():
        assert is_told_to_wait(ana.post("/open/", {"password": PASSWORD}))
        assert "Your words are locked" in text_of(ana.get("/today/"))
    ana.post("/open/", {"password": PASSWORD})
    assert "Your words are locked" not in text_of(ana.get("/today/"))


def test_whoever_is_signed_in_notices_nothing(ana: Player) -> None:
    with held_elsewhere():
        ana.say("Call the plumber", when="today")
        assert "Call the plumber" in text_of(ana.get("/today/"))


def test_one_slot_that_comes_free_in_time_is_enough(ana: Player, settings: Any) -> None:
    settings.TROTH_DERIVATION_WAIT_S = 10
    started = time.monotonic()
    with held_elsewhere() as holder:
        holder.kill()
        assert Client().post("/sign-in/", {"login": "ana", "password": PASSWORD}).status_code == 302
    assert time.monotonic() - started < 5


def test_a_process_takes_no_more_than_all_the_slots() -> None:
    with ExitStack() as held:
        for _ in range(settings.TROTH_DERIVATIONS):
            held.enter_context(one_derivation())
        with pytest.raises(Busy):
            held.enter_context(one_derivation())
    with one_derivation():
        pass


def test_a_derivation_that_fails_gives_its_slot_back() -> None:
    for _ in range(settings.TROTH_DERIVATIONS + 1):
        with pytest.raises(ZeroDivisionError), one_derivation():
            raise ZeroDivisionError
