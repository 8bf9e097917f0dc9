"""Whether Today holds its pace when sixteen ask at once: as served, with two workers."""

from __future__ import annotations

import threading
import time
from statistics import median

from bench.figure import Figure
from bench.server import fresh_home, served
from bench.visitor import Connection, choose_focus, say, sign_up

WORKERS = 2
MANY = 16
THINGS = 5
ROUNDS = 5
ROUND_S = 1.5


def figures() -> list[Figure]:
    with fresh_home() as home, served(home, workers=WORKERS) as server:
        visitor = sign_up(server.port)
        choose_focus(visitor, server.port)
        for number in range(THINGS):
            say(visitor, server.port, f"I’ll water the plants by the window, {number}")
        request = visitor.request(server.port, "/today/")
        pages_a_second(server.port, request, MANY)
        one, many = [], []
        for _ in range(ROUNDS):
            one.append(pages_a_second(server.port, request, 1))
            many.append(pages_a_second(server.port, request, MANY))
    value = median(many) / median(one)
    note = f"{median(many):.0f}/s / {median(one):.0f}/s"
    return [Figure("today_c16_vs_c1", value, "times", 0.95, is_floor=True, note=note)]


def pages_a_second(port: int, request: bytes, connections: int) -> float:
    """Each connection asks again as soon as it has its answer."""
    counts = [0] * connections
    began = time.perf_counter()
    until = began + ROUND_S

    def ask(index: int) -> None:
        connection = Connection(port)
        while time.perf_counter() < until:
            head, _ = connection.exchange(request)
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(head.decode("latin-1"))
            counts[index] += 1
        connection.close()

    threads = [threading.Thread(target=ask, args=(index,)) for index in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - began)
