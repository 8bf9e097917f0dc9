"""What the pages of two people cost: Us with a year behind it, thirty promises, and the poll.

Measured as bench/pages.py measures, over the same floor, by one of two who have found each other.
"""

from __future__ import annotations

from pathlib import Path

from bench.figure import Figure
from bench.pages import calmest, over_floor
from bench.server import WITH_FLOOR, fresh_home, served, told_by
from bench.visitor import Visitor

PROMISES = 30
US_SHOWS = 20


def figures() -> list[Figure]:
    with fresh_home() as home:
        with served(home, workers=1):
            lived = _live(home)
        with served(home, workers=1, settings=WITH_FLOOR) as server:
            settled, new = Visitor(lived["settled"]), Visitor(lived["new"])
            polled = f"/us/poll/?v={lived['version']}"
            check(settled, new, polled, server.port)
            requests = [
                settled.request(server.port, polled),
                settled.request(server.port, "/bench/floor/"),
                settled.request(server.port, "/us/"),
                new.request(server.port, "/promises/"),
            ]
            poll, floor, us, promises = calmest(server.port, requests)
    return [
        over_floor("pair_page_vs_floor", us, floor, 3),
        over_floor("promises_page_vs_floor", promises, floor, 3),
        over_floor("poll_vs_floor", poll, floor, 0.6),
    ]


def check(settled: Visitor, new: Visitor, polled: str, port: int) -> None:
    """A page that is quick because it shows nothing would be no figure."""
    us, promises = settled.get(port, "/us/"), new.get(port, "/promises/")
    shown = us.body.decode().count('<li class="row kept')
    if us.status != 200 or shown != US_SHOWS:
        raise RuntimeError(f"Us answered {us.status} with {shown} lines")
    shown = promises.body.decode().count('<li class="row')
    if promises.status != 200 or shown != PROMISES:
        raise RuntimeError(f"Promises answered {promises.status} with {shown} promises")
    poll = settled.get(port, polled)
    if poll.status != 204 or "hx-refresh" in poll.head.lower():
        raise RuntimeError(f"the poll answered {poll.status}")


def _live(home: Path) -> dict[str, dict[str, str]]:
    """The cookies of one of each couple, and the version that the first one's pages poll."""
    found: dict[str, dict[str, str]] = told_by("bench.living", home, WITH_FLOOR, str(PROMISES))
    return found
