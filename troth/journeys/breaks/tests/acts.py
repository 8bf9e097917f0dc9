"""What the tests of breaks have in common: taking one by the form, as a browser does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from tests.cast import Player, field_of, text_of

# A weekday's forenoon for both: 10:00 in Berlin, 18:00 in Tokyo.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = MONDAY.date()
ONE_DAY = timedelta(days=1)


def day(ahead: int) -> str:
    return (TODAY + ahead * ONE_DAY).isoformat()


def post_break(player: Player, first: int = 0, last: int | None = None, **more: Any) -> Any:
    """Days from this Monday on; without a last one it has no end."""
    form = player.get("/breaks/new/")
    facts = {"token": field_of(form, "token"), "space": field_of(form, "space")}
    facts |= {"from_on": day(first), "until_on": "" if last is None else day(last)}
    return player.post("/breaks/new/", {**facts, **more})


def take_break(player: Player, first: int = 0, last: int | None = None, **more: Any) -> UUID:
    """Take one; its id."""
    token = field_of(player.get("/breaks/new/"), "token")
    answer = post_break(player, first, last, token=token, **more)
    assert answer.status_code == 302, text_of(answer)
    player.get("/breaks/")  # shows what it said
    return UUID(token)


def end(player: Player) -> HttpResponse:
    return player.post("/breaks/end/", {"back": "today"})


def say(player: Player, text: str, ahead: int, to: str = "mine", at: str = "") -> UUID:
    """A promise for that day."""
    more = {"to": to} if to == "ours" else {}
    return player.say(text, when="date", on=day(ahead), at=at, **more)


def today(player: Player) -> str:
    return text_of(player.get("/today/"))


def promises(player: Player) -> str:
    return text_of(player.get("/promises/"))


def on(ahead: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, 23, hour, tzinfo=UTC) + ahead * ONE_DAY


def until(ahead: int) -> date:
    return TODAY + ahead * ONE_DAY
