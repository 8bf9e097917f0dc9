"""What the tests of asks have in common: asking and answering by the forms, as a browser does."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from tests.cast import Player, field_of

Couple = tuple[Player, Player]
# A weekday's forenoon for both: 10:00 in Berlin, 18:00 in Tokyo.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def ask(player: Player, text: str = "Read me a page tonight") -> UUID:
    token = field_of(player.get("/asks/new/"), "token")
    answer = player.post("/asks/new/", {"text": text, "token": token, "as_it_is": "yes"})
    assert answer.status_code == 302, answer.content.decode()
    return UUID(token)


def promise(
    player: Player, ask_id: UUID, text: str = "I read you one", how: str = "yes", **more: Any
) -> Any:
    """Answer by a promise; `how` is "yes" or "smaller"."""
    return player.post(
        f"/asks/{ask_id}/{how}/", {**form_of(player, ask_id, how), "text": text, **more}
    )


def form_of(player: Player, ask_id: UUID, how: str) -> dict[str, str]:
    """The hidden fields of a form as it lies open, with a due day."""
    form = player.get(f"/asks/{ask_id}/{how}/")
    facts = {name: field_of(form, name) for name in ("token", "revision")}
    return facts if how == "no" else {**facts, "when": "tomorrow", "as_it_is": "yes"}


def say_no(player: Player, ask_id: UUID, line: str = "Not this week") -> Any:
    return player.post(f"/asks/{ask_id}/no/", {**form_of(player, ask_id, "no"), "line": line})


def set_aside(player: Player, ask_id: UUID) -> Any:
    return player.post(f"/asks/{ask_id}/set-aside/", {"back": "today"})


def masked(answer: HttpResponse) -> tuple[int, str, dict[str, str]]:
    """The whole answer but for what is drawn anew in each: form tokens and ids of rows to come."""
    body = re.sub(r"[A-Za-z0-9]{64}", "TOKEN", answer.content.decode())
    body = re.sub(r'(name="token"[^>]*value=")[^"]*', r"\1ID", body)
    return answer.status_code, body, dict(sorted(answer.headers.items()))
