"""Making a year's export against reading and opening its rows once.

Each is timed many times in turn and the best counts: what disturbs a run only makes it slower.
"""

from __future__ import annotations

import json
import timeit
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bench.figure import Figure
from bench.server import AS_SERVED, fresh_home, told_by

if TYPE_CHECKING:
    from troth.spaces.membership import Membership

PROMISES = 500
DAYS = 365
RUNS = 30


def figures() -> list[Figure]:
    with fresh_home() as home:
        measured = told_by("bench.export", home, AS_SERVED)
    exporting, reading, size = measured
    note = f"{exporting * 1000:.0f} ms / {reading * 1000:.0f} ms, {size / 1024:.0f} KB"
    return [Figure("export_1y_vs_read", exporting / reading, "times", 2, note=note)]


def measure() -> tuple[float, float, int]:
    """Seconds of an export and of a reading, and the bytes of an export."""
    from django.core.management import call_command

    from troth.sealing import forget_checked_signatures

    call_command("migrate", interactive=False, verbosity=0)
    mine = _live_a_year()
    best = [float("inf"), float("inf")]
    for _ in range(RUNS):
        for index, run in enumerate((_exporting(mine), _reading(mine))):
            # Otherwise only the first run would check a signature at all.
            forget_checked_signatures()
            best[index] = min(best[index], timeit.timeit(run, number=1))
    return best[0], best[1], len(b"".join(_pieces(mine)))


def _live_a_year() -> Membership:
    """Somebody with a promise and its ending on most days, and on some days two."""
    from django.db import transaction

    from troth.journeys.actions import sign_up
    from troth.people.actions import prepare_keys
    from troth.people.models import Person
    from troth.promises.actions import keep_promise, make_promise
    from troth.promises.due import DueKind, DueValue
    from troth.spaces.ids import new_id
    from troth.spaces.queries import memberships_of

    now = datetime.now(UTC)
    began = now - timedelta(days=DAYS)
    person = Person(username="visitor", time_zone="UTC")
    prepared = prepare_keys(person.id, new_id(began.date()), "seven quiet herons at dusk")
    with transaction.atomic():
        sign_up(person, prepared, "Robin", began)
        mine = memberships_of(person, prepared.keys)[0]
        for number in range(PROMISES):
            then = began + timedelta(days=DAYS * number / PROMISES)
            today = mine.today(then)
            text = f"I’ll call about the heating before lunch, and say how it went, {number}"
            due = DueValue(DueKind.DAY, today, None, "UTC")
            said = make_promise(mine, text, "After tea", due, then, new_id(today))
            keep_promise(mine, said, then, then, new_id(today))
    return mine


def _pieces(mine: Membership) -> list[bytes]:
    from troth.portability.stream import json_parts, pieces

    return list(pieces(json_parts([mine], mine.made_on)))


def _exporting(mine: Membership) -> Callable[[], None]:
    return lambda: _pieces(mine).clear()


def _reading(mine: Membership) -> Callable[[], None]:
    """The queries of an export, and each row opened, with nothing made of it."""
    from troth.promises.models import Ending, Promise
    from troth.promises.opening import ENDING_TABLE, PROMISE_TABLE
    from troth.promises.queries import BATCH
    from troth.promises.words import EndingWords, PromiseWords
    from troth.sealing import open_words

    def run() -> None:
        found = 0
        rows = Promise.objects.filter(space_id=mine.space_id).order_by("id")
        batch = list(rows[:BATCH])
        while batch:
            ids = [row.id for row in batch]
            endings = Ending.objects.filter(space_id__in=[mine.space_id], promise_id__in=ids)
            for row in batch:
                context = mine.context(PROMISE_TABLE, row.id, row.maker_id)
                found += bool(open_words(mine.keys, context, row.words, PromiseWords))
            for ending in endings.order_by("number"):
                context = mine.context(ENDING_TABLE, ending.id, ending.person_id)
                found += bool(open_words(mine.keys, context, ending.words, EndingWords))
            batch = list(rows.filter(id__gt=batch[-1].id)[:BATCH])
        if found != 2 * PROMISES:
            raise RuntimeError("a row didn't open")

    return run


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(measure()))
