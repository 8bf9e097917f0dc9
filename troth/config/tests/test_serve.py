"""`troth serve` on a machine that has never seen Troth."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def start(home: Path, port: int, *, command: str = "serve") -> subprocess.Popen[bytes]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TROTH_", "DATABASE_URL", "DJANGO_"))
    }
    return subprocess.Popen(
        [sys.executable, "-m", "troth", command, "--port", str(port)],
        env=kept | {"TROTH_HOME": str(home)},
        stderr=subprocess.PIPE,
    )


def first_answer(server: subprocess.Popen[bytes], port: int, path: str) -> tuple[int, bytes]:
    until = time.monotonic() + 120
    while True:
        assert server.poll() is None, "it ended by itself"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
                return answer.status, answer.read()
        except urllib.error.URLError:
            assert time.monotonic() < until, "no answer came"
            time.sleep(0.05)


def stop(server: subprocess.Popen[bytes]) -> bytes:
    server.send_signal(signal.SIGTERM)
    return errors_of(server)


def errors_of(server: subprocess.Popen[bytes]) -> bytes:
    try:
        return server.communicate(timeout=60)[1]
    finally:
        server.kill()


def test_first_start_makes_all_it_needs_for_its_owner_alone(tmp_path: Path) -> None:
    home, port = tmp_path / "home", free_port()
    server = start(home, port)
    try:
        status, page = first_answer(server, port, "/how-your-words-are-kept/")
    finally:
        errors = stop(server)
    assert status == 200
    assert b"<h1" in page
    assert errors == b""
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "troth.sqlite3").stat().st_mode) == 0o600


def test_nothing_of_it_is_left_running(tmp_path: Path) -> None:
    port = free_port()
    server = start(tmp_path / "home", port)
    try:
        first_answer(server, port, "/how-your-words-are-kept/")
    finally:
        stop(server)
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/")


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = start(tmp_path / "home", port := int(taken.getsockname()[1]))
        errors = errors_of(server)
    assert server.returncode == 1
    assert f"can't listen at 127.0.0.1:{port}" in errors.decode()


def test_a_wrong_variable_is_named(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "troth", "serve"],
        env=os.environ | {"TROTH_HOME": str(tmp_path), "DATABASE_URL": "mysql://localhost/x"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 2
    assert run.stderr.startswith("Troth can't start. DATABASE_URL: ")
    assert "Traceback" not in run.stderr
