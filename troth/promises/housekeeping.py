"""Makes what is ahead of the rhythms that go on, and stops asking after the ones that are over."""

from __future__ import annotations

from datetime import datetime, timedelta

from troth.promises.extending.actions import extend_rhythms, stop_asking
from troth.record.models import Kind
from troth.record.queries import due_before

# For so long a maker is asked whether a rhythm goes on.
ASKED_FOR = timedelta(days=14)


def keep_house(now: datetime) -> None:
    extend_rhythms(now)
    for batch in due_before(Kind.RHYTHM, now - ASKED_FOR):
        stop_asking(batch, now)
