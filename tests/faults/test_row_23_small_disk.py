"""Row 23 in earnest: `troth serve` in a data folder whose file system is full to the last byte."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bench.server import served
from bench.visitor import Answer, Connection, Visitor
from tests.cast import PASSWORD
from tests.faults.test_row_22_kill import run, writer
from troth.web.full_disk import BALLAST_BYTES

pytestmark = pytest.mark.slow

SIZE = "48m"
TYPED = "I will call my sister on Sunday"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own, with two people who have found each other."""
    folder = tmp_path / "home"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if done.returncode:
        pytest.skip("a small file system can't be mounted by this user")
    try:
        run(folder, *writer("write", "2"))
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(home: Path) -> None:
    """To the last byte: in ever smaller pieces."""
    with (home / "filler").open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            with suppress(OSError):
                while file.write(b"x" * size) == size:
                    pass


def send(visitor: Visitor, port: int, path: str, facts: dict[str, str]) -> Answer:
    """A form with its token against forgery, whatever the answer is."""
    token = {"csrfmiddlewaretoken": visitor.get(port, path).field("csrfmiddlewaretoken")}
    connection = Connection(port)
    head, body = connection.exchange(visitor.request(port, path, urlencode(token | facts).encode()))
    connection.close()
    return Answer(int(head.split()[1]), head.decode("latin-1"), body)


def test_reading_and_leaving_go_on_and_nothing_is_lost(home: Path) -> None:
    with served(home, workers=1) as server:
        ana, ben = Visitor(), Visitor()
        for visitor, name in ((ana, "ana"), (ben, "ben")):
            visitor.post(server.port, "/sign-in/", {"login": name, "password": PASSWORD})
        assert (home / "ballast").stat().st_size == BALLAST_BYTES
        token = ana.get(server.port, "/promises/new/").field("token")
        facts = {"text": TYPED * 5, "when": "tomorrow", "to": "ours", "token": token}
        fill(home)
        answer = send(ana, server.port, "/promises/new/", facts | {"as_it_is": "yes"})
        assert answer.status == 507
        assert TYPED in said(answer)
        for page in ("/today/", "/promises/", "/us/", "/us/leave/"):
            assert ana.get(server.port, page).status == 200
        assert (home / "ballast").is_file()
        assert send(ana, server.port, "/us/leave/", {}).status == 302
        assert not (home / "ballast").exists()
        assert ana.get(server.port, "/us/between/").status == 302
        assert "Ana left" in said(ben.get(server.port, "/today/"))
        (home / "filler").unlink()
        again = facts | {"as_it_is": "yes", "to": "mine"}
        assert send(ana, server.port, "/promises/new/", again).status == 302
    assert "No faults found." in run(home, sys.executable, "-m", "troth", "check")


def said(answer: Answer) -> str:
    return answer.body.decode()
