"""What Today costs against the floor, and the floor against nothing: p50 over HTTP.

One connection, one worker with one blocking thread. The pages are asked for in turn, so that a
machine that is busy for a while slows all of them alike. Of several stretches the calmest counts,
the one in which the floor was quickest: a busy machine interrupts a long answer more often than a
short one.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from statistics import median

from bench.figure import Figure
from bench.server import WITH_FLOOR, fresh_home, served
from bench.visitor import Connection, Visitor, choose_focus, say, sign_up

THINGS = 30
WARM_UP = 60
STRETCHES = 6
ROUNDS = 150


def figures() -> list[Figure]:
    with fresh_home() as home, served(home, workers=1, settings=WITH_FLOOR) as server:
        visitor = sign_up(server.port)
        choose_focus(visitor, server.port)
        for number in range(THINGS):
            say(visitor, server.port, f"I’ll water the plants by the window, {number}")
        check(visitor, server.port)
        # Without cookies: nobody's session and person are read for the empty view.
        requests = [
            Visitor().request(server.port, "/bench/empty/"),
            visitor.request(server.port, "/bench/floor/"),
            visitor.request(server.port, "/today/"),
        ]
        empty, floor, today = calmest(server.port, requests)
    note = f"{floor:.2f} ms / {empty:.2f} ms"
    return [
        Figure("floor_vs_empty_view", floor / empty, "times", 12, note=note),
        over_floor("today_vs_floor", today, floor, 3),
    ]


def over_floor(name: str, page: float, floor: float, limit: float, more: str = "") -> Figure:
    note = f"{page:.2f} ms / {floor:.2f} ms{more}"
    return Figure(name, page / floor, "times", limit, note=note)


def check(visitor: Visitor, port: int) -> None:
    """A page that is quick because it shows nothing would be no figure."""
    today, floor = visitor.get(port, "/today/"), visitor.get(port, "/bench/floor/")
    shown = today.body.decode().count('<li class="row')
    if today.status != 200 or shown != THINGS:
        raise RuntimeError(f"Today answered {today.status} with {shown} things")
    if floor.status != 200 or not 4900 < len(floor.body) < 5300 or b"Robin" not in floor.body:
        raise RuntimeError(f"the floor answered {floor.status} with {len(floor.body)} bytes")


def calmest(port: int, requests: Sequence[bytes]) -> list[float]:
    """The medians in ms of the stretch in which the second request, the floor, was quickest."""
    connection = Connection(port)
    medians_ms(connection, requests, WARM_UP)
    stretches = [medians_ms(connection, requests, ROUNDS) for _ in range(STRETCHES)]
    connection.close()
    return min(stretches, key=lambda medians: medians[1])


def medians_ms(connection: Connection, requests: Sequence[bytes], rounds: int) -> list[float]:
    took: list[list[float]] = [[] for _ in requests]
    for _ in range(rounds):
        for times, request in zip(took, requests, strict=True):
            before = time.perf_counter()
            connection.exchange(request)
            times.append(time.perf_counter() - before)
    return [median(times) * 1000 for times in took]
