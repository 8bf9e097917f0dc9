"""Rhythms, begun and found as a browser does it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.cast import Player, field_of, text_of
from troth.promises.checks import find_faults
from troth.promises.models import Promise
from troth.record.checks import find_faults as faults_of_record

# In Berlin it is ten in the morning.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ONE_DAY = timedelta(days=1)


def begin(player: Player, text: str = "Sing", to: str = "mine", **facts: Any) -> UUID:
    token = field_of(player.get("/promises/new/"), "token")
    said = {"text": text, "when": "today", "again": "daily", "to": to, "token": token, **facts}
    answer = player.post("/promises/new/", said)
    assert answer.status_code == 302, text_of(answer)
    return UUID(token)


def go_away(player: Player, first: str, last: str, **more: str) -> None:
    """Take a break by its form."""
    form = player.get("/breaks/new/")
    token = field_of(form, "token")
    facts = {"from_on": first, "until_on": last, "token": token, **more}
    answer = player.post("/breaks/new/", facts)
    assert answer.status_code == 302, text_of(answer)


def page(rhythm_id: UUID, where: str = "mine") -> str:
    return f"/promises/{where}/rhythms/{rhythm_id}/"


def days_of(rhythm_id: UUID) -> list[date]:
    rows = Promise.objects.filter(rhythm_id=rhythm_id).order_by("due_on")
    return list(rows.values_list("due_on", flat=True))


def of_day(rhythm_id: UUID, ahead: int) -> str:
    row = Promise.objects.get(rhythm_id=rhythm_id, due_on=MONDAY.date() + ahead * ONE_DAY)
    where = "ours" if row.space.kind == "shared" else "mine"
    return f"/promises/{where}/{row.id}/"


def no_faults() -> bool:
    return [*find_faults(), *faults_of_record()] == []
