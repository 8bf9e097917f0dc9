"""What the tests of gestures have in common: remembering and ticking by the forms."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.cast import Player, field_of, text_of

# A weekday's forenoon: 10:00 in Berlin.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HTMX = {"hx-request": "true"}


def remember(player: Player, text: str, how_often: str = "daily", **more: Any) -> UUID:
    """Make a gesture by the form, as a browser sends it; its id."""
    token = field_of(player.get("/gestures/new/"), "token")
    facts = {"text": text, "how_often": how_often, "token": token, **more}
    answer = player.post("/gestures/new/", facts)
    assert answer.status_code == 302, answer.content.decode()
    return UUID(token)


def tick(player: Player, gesture: UUID, step: str = "tick", **more: Any) -> Any:
    return player.post(f"/gestures/{gesture}/{step}/", {"back": "today", **more})


def on_today(player: Player) -> list[str]:
    """The texts on Today's card of gestures; empty where there is no card."""
    page = player.get("/today/").content.decode()
    found = re.search(r'id="gesture-steps"[\s\S]*?<section[\s\S]*?</section>', page)
    return _texts(found[0]) if found else []


def on_list(player: Player) -> tuple[list[str], list[str]]:
    """What the list has for today, and on other days."""
    page = player.get("/gestures/").content.decode()
    parts = re.split(r"<h2>On other days</h2>", page.partition("<main")[2])
    found = [_texts(part) for part in parts]
    if "<h2>Today</h2>" not in parts[0]:
        return [], found[-1]
    return found[0], found[1] if len(found) > 1 else []


def _texts(part: str) -> list[str]:
    """Of one day they stand in any order: what was made on a day has no order of its own."""
    return sorted(re.findall(r'<span class="what"><span>(.*?)</span>', part))


def ticked(player: Player) -> list[str]:
    """What the list shows with a tick."""
    page = player.get("/gestures/").content.decode()
    return re.findall(r'aria-pressed="true" aria-label="Ticked for today: (.*?)"', page)


def said(player: Player, path: str) -> str:
    answer = player.get(path)
    assert answer.status_code == 200
    return text_of(answer)
