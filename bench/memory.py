"""What one worker holds in memory, after a sign-in and a thousand pages."""

from __future__ import annotations

from pathlib import Path

from bench.figure import Figure
from bench.server import fresh_home, served
from bench.visitor import Connection, choose_focus, say, sign_in, sign_up

PAGES = 1000
PATHS = ("/today/", "/promises/", "/promises/new/", "/focus/", "/me/", "/help/")


def figures() -> list[Figure]:
    with fresh_home() as home, served(home, workers=1) as server:
        first = sign_up(server.port)
        choose_focus(first, server.port)
        for number in range(5):
            say(first, server.port, f"I’ll water the plants by the window, {number}")
        visitor = sign_in(server.port)
        connection = Connection(server.port)
        requests = [visitor.request(server.port, path) for path in PATHS]
        for number in range(PAGES):
            head, _ = connection.exchange(requests[number % len(requests)])
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(head.decode("latin-1"))
        connection.close()
        # The supervisor and the housekeeper are small and share most of what they hold; the one
        # that answers is the largest.
        held = {pid: resident_mb(pid) for pid in [server.pid, *children_of(server.pid)]}
        shares = sum(proportional_mb(pid) for pid in held)
    note = f"one worker; all {len(held)} processes by their shares {shares:.0f} MB"
    return [Figure("server_rss_mb", max(held.values()), "MB", 110, note=note)]


def children_of(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            found += [int(child), *children_of(int(child))]
    return found


def resident_mb(pid: int) -> float:
    return _kib(Path(f"/proc/{pid}/status"), "VmRSS:") / 1024


def proportional_mb(pid: int) -> float:
    """Memory shared by several processes counts in parts."""
    return _kib(Path(f"/proc/{pid}/smaps_rollup"), "Pss:") / 1024


def _kib(path: Path, name: str) -> int:
    for line in path.read_text(encoding="ascii").splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    raise LookupError(name)
