"""Makes what is ahead of the rhythms that go on, and stops asking after the ones that are over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from troth.promises.extending.actions import extend_rhythms, stop_asking
from troth.record.models import Kind
from troth.record.queries import PastDue, due_before
from troth.spaces.breaks.queries import breaks_since

# For so many days a maker is asked whether a rhythm goes on; those of a break don't count.
ASKED_FOR = 14
ONE_DAY = timedelta(days=1)


def keep_house(now: datetime) -> None:
    extend_rhythms(now)
    for batch in due_before(Kind.RHYTHM, now - ASKED_FOR * ONE_DAY):
        stop_asking(_asked_long_enough(batch, now), now)


def _asked_long_enough(asked: Sequence[PastDue], now: datetime) -> list[PastDue]:
    first, today = (at.astimezone(UTC).date() for at in (min(row.at for row in asked), now))
    breaks = breaks_since({row.person_id for row in asked}, first)
    found = []
    for row in asked:
        since = row.at.astimezone(UTC).date()
        days = (since + number * ONE_DAY for number in range((today - since).days))
        theirs = breaks[row.person_id]
        if sum(not theirs.in_break(day) for day in days) >= ASKED_FOR:
            found.append(row)
    return found
