"""`troth backup` beside a running `troth serve`, and `troth restore` only once it is stopped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.server import ROOT, environment_for, served
from bench.visitor import PASSWORD, Visitor, say, sign_in, sign_up

pytestmark = pytest.mark.slow


def troth(home: Path, *arguments: str, types: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "troth", *arguments],
        cwd=ROOT,
        env=environment_for(home, "troth.config.settings"),
        capture_output=True,
        text=True,
        input=types,
    )


def test_a_backup_of_a_running_server_brings_back_what_was_there(tmp_path: Path) -> None:
    home, copy = tmp_path / "home", tmp_path / "copy"
    with served(home, workers=2) as server:
        visitor = sign_up(server.port)
        say(visitor, server.port, "I’ll water the basil", when="tomorrow")
        made = troth(home, "backup", str(copy))
        assert (made.returncode, made.stderr) == (0, "")
        say(visitor, server.port, "I’ll mend the gate", when="tomorrow")
        refused = troth(home, "restore", str(copy), "--yes")
        assert (refused.returncode, "Stop it first" in refused.stderr) == (1, True)
        assert "mend the gate" in visitor.get(server.port, "/promises/").body.decode()
    assert troth(home, "restore", str(copy), types="no\n").returncode == 1
    back = troth(home, "restore", str(copy), types="restore\n")
    assert (back.returncode, back.stderr) == (0, "")
    assert len(list(home.glob("troth.sqlite3.before-*"))) == 1
    with served(home, workers=2) as server:
        assert visitor.get(server.port, "/promises/").status == 302
        page = sign_in(server.port).get(server.port, "/promises/").body.decode()
    assert "water the basil" in page
    assert "mend the gate" not in page


def test_an_old_database_put_back_by_hand_brings_no_old_password_back(tmp_path: Path) -> None:
    """The host copies files instead: the next start finds what has gone since."""
    home, copy = tmp_path / "home", tmp_path / "copy"
    new = "nine loud geese at dawn"
    with served(home, workers=1) as server:
        visitor = sign_up(server.port)
        assert troth(home, "backup", str(copy)).returncode == 0
        visitor.post(server.port, "/me/password/", {"oldpassword": PASSWORD, "password1": new})
    os.replace(copy, home / "troth.sqlite3")
    with served(home, workers=1) as server:
        with pytest.raises(RuntimeError, match="answered 200"):
            sign_in(server.port)
        facts = {"login": "visitor", "password": new}
        again = Visitor()
        again.post(server.port, "/sign-in/", facts)
        assert again.get(server.port, "/today/").status == 200
