"""What it costs to make the promises of 100,000 people's rhythms ahead.

Held against the bare bulk insert of the same rows, in batches of the same size, with nothing read,
claimed or decided. The memory that it takes stands in the note.
"""

from __future__ import annotations

import json
import resource
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bench.figure import Figure
from bench.server import fresh_home, told_by

PEOPLE = 100_000
ONE_DAY = timedelta(days=1)
STARTS_ON = date(2026, 11, 23)
# Weekly ones until mid-February, made up to the twenty-second of January: three are left.
MADE_UNTIL, UNTIL, EACH = date(2027, 1, 22), date(2027, 2, 14), 3
THEN = datetime(2027, 1, 1, tzinfo=UTC)


def figures() -> list[Figure]:
    with fresh_home() as home:
        measured = told_by("bench.rhythms", home, "troth.config.settings")
    found = measured
    note = (
        f"{found['extend_s']:.1f} s / {found['insert_s']:.1f} s for {found['rows']} rows; "
        f"{found['grown_mb']:.0f} MB more"
    )
    ratio = found["extend_s"] / found["insert_s"]
    return [Figure("extend_100k_vs_bulk_insert", ratio, "times", 3, note=note)]


def main() -> dict[str, float]:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    from troth.promises.extending.actions import extend_rhythms
    from troth.promises.models import Promise
    from troth.record.models import Due

    begin()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    looked_at = extend_rhythms(THEN)
    extend_s = time.perf_counter() - started
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    rows = Promise.objects.count()
    if looked_at != PEOPLE or rows != PEOPLE * EACH or Due.objects.count() != rows:
        raise RuntimeError(f"{looked_at} rhythms gave {rows} promises")
    insert_s = insert_again(rows)
    return {"extend_s": extend_s, "insert_s": insert_s, "rows": 2 * rows, "grown_mb": grown / 1024}


def begin() -> None:
    """A private space and a weekly rhythm for each, put there directly."""
    from troth.promises.models import Rhythm
    from troth.spaces.ids import new_id
    from troth.spaces.models import Space

    for _ in range(PEOPLE // 1000):
        spaces = [
            Space(id=new_id(STARTS_ON), kind=Space.Kind.PRIVATE, made_on=STARTS_ON)
            for _ in range(1000)
        ]
        Space.objects.bulk_create(spaces)
        Rhythm.objects.bulk_create(
            Rhythm(
                space_id=space.id,
                id=new_id(STARTS_ON),
                maker_id=space.id,
                made_on=STARTS_ON,
                recurrence=f"weekly from {STARTS_ON}",
                zone="Europe/Berlin",
                until=UNTIL,
                made_until=MADE_UNTIL,
                extends_on=MADE_UNTIL - 45 * ONE_DAY,
                words=b"\x01" * 600,
            )
            for space in spaces
        )


def insert_again(rows: int) -> float:
    """The same rows once more, into tables that are as empty as they were before."""
    from django.db import transaction

    from troth.promises.models import Promise
    from troth.record.models import Due

    kept: dict[Any, list[Any]] = {}
    for model in (Promise, Due):
        kept[model] = list(model.objects.order_by())
        model.objects.all().delete()
    batch = 200 * EACH
    started = time.perf_counter()
    for first in range(0, rows, batch):
        with transaction.atomic():
            for model, found in kept.items():
                model.objects.bulk_create(found[first : first + batch], batch_size=500)
    return time.perf_counter() - started


if __name__ == "__main__":
    print(json.dumps(main()))
