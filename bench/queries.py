"""How often Today asks the database, session and person included."""

from __future__ import annotations

import json
import sys

from bench.figure import Figure
from bench.server import AS_SERVED, fresh_home, served, told_by
from bench.visitor import choose_focus, say, sign_up

THINGS = 5


def figures() -> list[Figure]:
    with fresh_home() as home:
        with served(home, workers=1) as server:
            visitor = sign_up(server.port)
            choose_focus(visitor, server.port)
            for number in range(THINGS):
                say(visitor, server.port, f"I’ll water the plants by the window, {number}")
            # What has just been said stands in a cookie until the next page.
            visitor.get(server.port, "/today/")
        counted = told_by("bench.queries", home, AS_SERVED, given=visitor.cookies)
    count, shown = counted
    if shown != THINGS:
        raise RuntimeError(f"Today showed {shown} things")
    return [Figure("today_queries", count, "", 6, note=f"{THINGS} promises and a focus")]


def count(cookies: dict[str, str]) -> tuple[int, int]:
    """Queries of one request for Today, in this process, and the things that it showed."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    client.cookies.load(cookies)
    client.get("/how-your-words-are-kept/")
    with CaptureQueriesContext(connection) as captured:
        page = client.get("/today/")
    return len(captured), page.content.decode().count('<li class="row')


if __name__ == "__main__":
    print(json.dumps(count(json.load(sys.stdin))))
