"""Troth as it is served, on a free port, with a home of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
AS_SERVED = "troth.config.settings"
# The same, with the floor's addresses and template beside Troth's own.
WITH_FLOOR = "bench.settings"
_ANSWERS_WITHIN_S = 60


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    pid: int


@contextmanager
def fresh_home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="troth-bench-") as folder:
        yield Path(folder)


@contextmanager
def served(
    home: Path, *, workers: int, settings: str = AS_SERVED, database: str = ""
) -> Iterator[Server]:
    """Start `troth serve`, wait for its first answer, and stop it afterwards."""
    port = _free_port()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "troth",
                "serve",
                "--port",
                str(port),
                "--workers",
                str(workers),
            ],
            cwd=ROOT,
            env=environment_for(home, settings, database),
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        try:
            if not _has_answered(process, port):
                said.seek(0)
                raise RuntimeError(f"troth serve gave no answer.\n{said.read().decode()}")
            yield Server(port, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def environment_for(home: Path, settings: str, database: str = "") -> dict[str, str]:
    """Nothing that the caller has set for Troth reaches what is measured."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TROTH_", "DATABASE_URL", "DJANGO_"))
    }
    ours = {"TROTH_HOME": str(home), "DJANGO_SETTINGS_MODULE": settings}
    return kept | ours | ({"DATABASE_URL": database} if database else {})


def told_by(
    module: str,
    home: Path,
    settings: str,
    *arguments: str,
    database: str = "",
    given: object = None,
) -> Any:
    """What a module prints last, as JSON, in a process of its own; `given` is its input."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment_for(home, settings, database),
        input=json.dumps(given),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _has_answered(process: subprocess.Popen[bytes], port: int) -> bool:
    until = time.monotonic() + _ANSWERS_WITHIN_S
    while process.poll() is None and time.monotonic() < until:
        if _answers(port):
            return True
        time.sleep(0.01)
    return False


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            request = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
            connection.sendall(request.encode())
            return connection.recv(15).startswith(b"HTTP/1.1 200")
    except OSError:
        return False
