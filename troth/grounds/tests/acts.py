"""What the tests of needs and plans have in common: saying them by the forms, as a browser does."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from tests.cast import Player, field_of, text_of

Couple = tuple[Player, Player]
# A weekday's forenoon for both: 10:00 in Berlin, 18:00 in Tokyo.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CANT = "This can’t be opened."


def say_need(player: Player, text: str = "An hour alone after work", to: str = "mine") -> UUID:
    token = field_of(player.get("/needs/new/"), "token")
    answer = player.post("/needs/new/", {"text": text, "to": to, "token": token})
    assert (answer.status_code, answer["Location"]) == (302, "/needs/")
    return UUID(token)


def say_plan(
    player: Player,
    text: str = "Out till late",
    when: str = "tomorrow",
    to: str = "mine",
    on: str = "",
) -> UUID:
    form = player.get("/plans/new/")
    facts = {name: field_of(form, name) for name in ("token", "shown_on")}
    answer = player.post("/plans/new/", {**facts, "text": text, "when": when, "to": to, "on": on})
    assert (answer.status_code, answer["Location"]) == (302, "/plans/")
    return UUID(facts["token"])


def change(player: Player, address: str, **facts: Any) -> HttpResponse:
    """Change what stands there, with the revision that the form carries."""
    revision = field_of(player.get(address), "revision")
    return player.post(address, {"revision": revision, **facts})


def lists(player: Player, path: str) -> dict[str, list[str]]:
    """The lines of each list on a page, by its label; marks and what can't be opened among them."""
    page = player.get(path).content.decode().partition("<main")[2]
    found = re.findall(r'<ul class="list" aria-label="([^"]*)">([\s\S]*?)</ul>', page)
    return {html.unescape(label): [_said(row) for row in _rows(part)] for label, part in found}


def _rows(part: str) -> list[str]:
    return re.findall(r'<li class="row[^>]*>([\s\S]*?)</li>', part)


def _said(row: str) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", row).split()))


def said(player: Player, path: str) -> str:
    answer = player.get(path)
    assert answer.status_code == 200
    return html.unescape(text_of(answer))


def chosen_days(player: Player, plan_id: UUID) -> list[str]:
    """What is chosen on the form of a plan, each as the page writes it."""
    page = " ".join(player.get(f"/plans/mine/{plan_id}/").content.decode().split())
    return [part for part in page.split("<input") if " checked" in part]
