"""Row 22: 100 kill -9 in the middle of writes lose nothing that was answered as done."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

pytestmark = pytest.mark.slow

KILLS = 100
WRITES = 12


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder of its own: a database in a file, as in earnest."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    return folder


def run(home: Path, *command: str) -> str:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TROTH_", "DATABASE_URL", "DJANGO_"))
    }
    ours = {"TROTH_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tests.faults.settings"}
    done = subprocess.run(command, cwd=ROOT, env=kept | ours, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def writer(*arguments: str) -> list[str]:
    return [sys.executable, "-W", "ignore", "-m", "tests.faults.writer", *arguments]


def acknowledged(home: Path) -> list[tuple[str, str]]:
    lines = (home / "acknowledged").read_text().splitlines()
    return [(state, promise_id) for state, promise_id in map(str.split, lines)]


def test_what_was_answered_is_there_after_a_hundred_kills(home: Path) -> None:
    facts = json.loads(run(home, *writer("kill", str(KILLS))))
    assert facts["killed"] == KILLS
    # Otherwise the moments were badly chosen, and nothing has been shown.
    assert facts["in_the_middle"] >= 3
    log = acknowledged(home)
    assert len(log) > KILLS / 2
    with closing(sqlite3.connect(home / "troth.sqlite3")) as found:
        assert found.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert found.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = dict(found.execute("SELECT id, state FROM promises_promise").fetchall())
        moved = {row[0] for row in found.execute("SELECT promise_id FROM promises_ending")}
    later = {promise_id: state for state, promise_id in log}
    for promise_id, state in later.items():
        row_id = promise_id.replace("-", "")
        assert row_id in rows, f"lost: {state} {promise_id}, seed {facts['seed']}"
        # A last step may have been kept without anybody having heard of it.
        assert rows[row_id] == state or (state == "open" and row_id in moved)
    assert "No faults found." in run(home, sys.executable, "-m", "troth", "check")
    assert run(home, *writer("read", "0")).split() == ["all", "open"]


def test_each_commit_waits_for_the_disk(home: Path) -> None:
    """Counted by strace: a sync between any two writes that were answered as done."""
    if shutil.which("strace") is None:
        pytest.skip("strace isn't here (Debian: apt install strace)")
    trace = home / "trace"
    counting = ("strace", "-f", "-o", str(trace), "-e", "trace=fsync,fdatasync,write")
    run(home, *counting, *writer("write", str(WRITES)))
    assert len(acknowledged(home)) == WRITES
    answered = re.compile(r'write\(\d+, "(open|kept|owned|withdrawn) [0-9a-f]{8}-')
    syncs, counted = 0, []
    for line in trace.read_text().splitlines():
        if re.search(r"\b(fsync|fdatasync)\(.*= 0$", line):
            syncs += 1
        elif answered.search(line):
            counted.append(syncs)
            syncs = 0
    assert len(counted) == WRITES
    assert min(counted) >= 1
