"""Challenges, begun, gone on with and looked at as a browser does it."""

from __future__ import annotations

import html
import re
from uuid import UUID

from django.http import HttpResponse

from tests.cast import Player, text_of
from troth.practices.tests.acts import token
from troth.promises.models import Promise

PRACTICE = "/practices/reliability-challenge/"
ASKS = "One small promise for today?"


def begin_days(player: Player, days: int, **more: str) -> UUID:
    """Begin one small promise a day for so many days; the run's id."""
    facts = {"days": str(days), "token": token(), **more}
    answer = player.post(f"{PRACTICE}begin/days/", facts)
    assert answer.status_code == 302, answer.content.decode()
    found = re.search(r"/practices/challenges/([0-9a-f-]{36})/", answer["Location"])
    assert found, answer["Location"]
    return UUID(found[1])


def page_of(challenge_id: UUID) -> str:
    return f"/practices/challenges/{challenge_id}/"


def say_on(player: Player, challenge_id: UUID, text: str, **more: str) -> HttpResponse:
    """A day's small promise, as the challenge's page sends it."""
    facts = {"text": text, "when": "today", "to": "mine", "token": token(), **more}
    return player.post(page_of(challenge_id), facts)


def promise_of(text: str, player: Player, challenge_id: UUID) -> UUID:
    """Say it; the promise's id."""
    before = set(Promise.objects.values_list("id", flat=True))
    assert say_on(player, challenge_id, text).status_code == 302
    return (set(Promise.objects.values_list("id", flat=True)) - before).pop()


def marks(player: Player, challenge_id: UUID) -> list[str]:
    """One a day: "said", "bare" or "blank"."""
    page = player.get(page_of(challenge_id)).content.decode()
    row = page.partition('<ol class="marks"')[2].partition("</ol>")[0]
    return [part.partition('"')[0] for part in row.split('<span class="')[1:]]


def read(player: Player, path: str = "/today/") -> str:
    """What a page says."""
    answer = player.get(path)
    assert answer.status_code == 200, path
    return html.unescape(text_of(answer))
