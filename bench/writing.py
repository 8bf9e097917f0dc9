"""Ten years of a couple, written through the actions, over as many bare savepoints.

A bare one is a nested `transaction.atomic()` with two INSERTs by the cursor, of rows as wide as
ours, into our own tables with their indexes: of a promise with what it makes due, or of its ending
with what it lets happen. Nothing is read, sealed, checked or decided. There are as many of them as
actions were called. The two are measured in turns, in one process and one database, each time in a
transaction that is undone.
"""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from statistics import median
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bench.figure import Figure
from bench.server import fresh_home, told_by
from bench.visitor import PASSWORD

if TYPE_CHECKING:
    from troth.simulation.telling import MadeUp

TURNS = 3
DAYS = 3652
SEED = 1
# No id can hold a day before 2020, and the ten years lie behind it.
NOW = datetime(2032, 6, 1, 18, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
DUE = ("space_id", "id", "person_id", "at", "kind", "target_id")
EVENT = ("space_id", "id", "person_id", "day", "kind", "target_id")
Row = tuple[str, list[Any]]


def figures() -> list[Figure]:
    with fresh_home() as home:
        found = told_by("bench.writing", home, "troth.config.settings")
    write_s, insert_s = median(found["write_s"]), median(found["insert_s"])
    note = f"{write_s:.1f} s / {insert_s:.1f} s for {found['actions']} actions"
    return [Figure("write_10y_vs_inserts", write_s / insert_s, "times", 6, note=note)]


def main() -> dict[str, object]:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    from django.db import transaction

    two = begin()
    # Once unmeasured, so that both begin with everything loaded.
    lived(two, 30)
    found: dict[str, list[float]] = {"write_s": [], "insert_s": []}
    actions = 0
    for _ in range(TURNS):
        with transaction.atomic():
            found["write_s"].append(lived(two, DAYS))
            actions, rows = as_rows()
            transaction.set_rollback(True)
        found["insert_s"].append(inserted(rows))
    return {**found, "actions": actions}


def begin() -> list[MadeUp]:
    from troth.simulation.joining import joined, somebody

    began = NOW - (DAYS + 1) * ONE_DAY
    zone = ZoneInfo("UTC")
    new = [somebody(name.title(), name, PASSWORD, zone, began) for name in ("robin", "kim")]
    return joined(new, began)


def lived(two: list[MadeUp], days: int) -> float:
    """Promises and their endings of so many days, in one transaction; in seconds."""
    from troth.simulation.plan_promises import planned_promises
    from troth.simulation.write import Plan, write

    zone = ZoneInfo("UTC")
    plan = Plan(NOW.date(), promises=planned_promises(NOW.date(), zone, SEED, days))
    started = time.perf_counter()
    write(two, plan, zone, NOW)
    return time.perf_counter() - started


def as_rows() -> tuple[int, list[tuple[Row, Row]]]:
    """How many actions wrote what stands there, at the least, and two rows for each of them.

    One for a promise, an ending and a landing; moving and sharing end one and make another, and
    are one. What changed a row that stood there already isn't counted.
    """
    pairs: list[tuple[date, Row, Row]] = []
    for promise in _all("promises_promise"):
        due = (promise["space_id"], _id(), promise["maker_id"], promise["due_at"], "promise")
        insert = _insert("record_due", DUE, [*due, promise["id"]])
        pairs.append((promise["made_on"], _same("promises_promise", promise), insert))
    both_at_once = 0
    for table in ("promises_ending", "promises_landing"):
        for row in _all(table):
            event = (row["space_id"], _id(), row["person_id"], row["recorded_on"], "promise")
            insert = _insert("record_event", EVENT, [*event, row["promise_id"]])
            pairs.append((row["recorded_on"], _same(table, row), insert))
            both_at_once += row.get("state") in ("moved", "shared")
    pairs.sort(key=lambda pair: pair[0])
    actions = len(pairs) - both_at_once
    return actions, [(first, second) for _, first, second in pairs[:actions]]


def _all(table: str) -> list[dict[str, Any]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, map(_plain, row), strict=True)) for row in cursor.fetchall()]


def _plain(value: object) -> object:
    """As SQLite keeps it."""
    return str(value) if isinstance(value, (date, clock_time)) else value


def _same(table: str, row: dict[str, Any]) -> Row:
    return _insert(table, tuple(row), list(row.values()))


def _insert(table: str, names: tuple[str, ...], values: list[Any]) -> Row:
    places = ", ".join(["%s"] * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", values


def _id() -> str:
    from troth.spaces.ids import new_id

    return new_id(NOW.date()).hex


def inserted(rows: list[tuple[Row, Row]]) -> float:
    """The same rows, bare, in one transaction; in seconds."""
    from django.db import connection, transaction

    with transaction.atomic():
        started = time.perf_counter()
        for first, second in rows:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(*first)
                cursor.execute(*second)
        took = time.perf_counter() - started
        transaction.set_rollback(True)
    return took


if __name__ == "__main__":
    print(json.dumps(main()))
