"""Pages of somebody with 10,000 promises and 100 rhythms behind them, over those of somebody new.

Both have the same before them: what is open, and as many ended ones as a page shows. On PostgreSQL
the same Today is held against SQLite's.
"""

from __future__ import annotations

import os
from pathlib import Path

from bench.figure import Figure
from bench.pages import calmest
from bench.server import WITH_FLOOR, fresh_home, served, told_by
from bench.visitor import Visitor

PAGES = {"today": "/today/", "promises": "/promises/", "history_page": "/promises/before/"}
LIMITS = {"today": 1.15, "promises": 1.25, "history_page": 1.25}


def figures() -> list[Figure]:
    with fresh_home() as home:
        paths = list(PAGES.values())
        times = _measured(home, [(who, path) for path in paths for who in ("new", "settled")])
    found = []
    for number, (name, limit) in enumerate(LIMITS.items()):
        new, settled = times[2 * number : 2 * number + 2]
        note = f"{settled:.2f} ms / {new:.2f} ms"
        found.append(Figure(f"{name}_10k_vs_fresh", settled / new, "times", limit, note=note))
    return found


def figures_of_postgres() -> list[Figure]:
    """Needs a throw-away PostgreSQL in DATABASE_URL: scripts/with-postgres gives one."""
    database = os.environ.get("DATABASE_URL", "")
    if not database:
        print("pg_today_vs_sqlite_today is measured by: scripts/with-postgres make bench")
        return []
    with fresh_home() as one, fresh_home() as other:
        (sqlite,) = _measured(one, [("settled", "/today/")])
        (postgres,) = _measured(other, [("settled", "/today/")], database)
    note = f"{postgres:.2f} ms / {sqlite:.2f} ms"
    return [Figure("pg_today_vs_sqlite_today", postgres / sqlite, "times", 1.5, note=note)]


def _measured(home: Path, wanted: list[tuple[str, str]], database: str = "") -> list[float]:
    """The median of each in ms, in the stretch in which the floor was quickest."""
    with served(home, workers=1, database=database):
        lived = _live(home, database)
    with served(home, workers=1, settings=WITH_FLOOR, database=database) as server:
        who = {name: Visitor(cookies) for name, cookies in lived.items()}
        for name, path in wanted:
            answer = who[name].get(server.port, path)
            if answer.status != 200 or "ater the plants" not in answer.body.decode():
                raise RuntimeError(f"{path} answered {answer.status} to {name}")
        requests = [who[name].request(server.port, path) for name, path in wanted]
        floor = who["new"].request(server.port, "/bench/floor/")
        first, _floor, *others = calmest(server.port, [requests[0], floor, *requests[1:]])
    return [first, *others]


def _live(home: Path, database: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = told_by(
        "bench.longlived", home, WITH_FLOOR, database=database
    )
    return found
