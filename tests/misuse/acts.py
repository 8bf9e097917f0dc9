"""What the tests of misuse have in common: a day's steps by the forms, and what pages show."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import HttpResponse
from django.utils import timezone

from tests.cast import Player, text_of
from tests.look.people import Diary
from troth.promises.models import Ending

Couple = tuple[Player, Player]
# A weekday's forenoon for both: 10:00 in Berlin, 18:00 in Tokyo.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LISTS = (
    "/today/", "/promises/", "/promises/?in=ours", "/promises/before/",
    "/promises/before/?in=ours", "/us/", "/us/between/", "/asks/",
)  # fmt: skip


def page_of(promise_id: UUID) -> str:
    return f"/promises/ours/{promise_id}/"


def diary(player: Player, where: str = "ours") -> Diary:
    return Diary(player.membership(where), timezone.now())


def done(answer: HttpResponse) -> HttpResponse:
    assert answer.status_code == 302, (answer.status_code, text_of(answer))
    return answer


def keep(player: Player, promise_id: UUID) -> None:
    done(player.post(f"{page_of(promise_id)}keep/"))


def own(player: Player, promise_id: UUID, note: str = "") -> None:
    done(player.post(f"{page_of(promise_id)}own/", {"note": note}))


def endings_of(promise_id: UUID) -> list[tuple[UUID, str]]:
    """By whom and as what it was ended, in the order it was said."""
    rows = Ending.objects.filter(promise_id=promise_id).order_by("number")
    return [(row.person_id, row.state) for row in rows]


def masked(answer: HttpResponse) -> tuple[int, str, dict[str, str]]:
    """An answer without what is drawn anew in each: tokens, and ids of rows to come."""
    body = re.sub(r"[A-Za-z0-9]{64}", "TOKEN", answer.content.decode())
    body = re.sub(rf'(?<=value="){ID.pattern}', "ID", body)
    return answer.status_code, body, dict(sorted(answer.headers.items()))


def all_pages(player: Player, *more: str) -> list[tuple[int, str, dict[str, str]]]:
    return [masked(player.get(path)) for path in (*LISTS, *more)]


def seen(player: Player, *paths: str) -> str:
    """What all these pages say; each has to render."""
    texts = []
    for path in paths or LISTS:
        answer = player.get(path)
        assert answer.status_code == 200, f"{player.name} {path}: {answer.status_code}"
        texts.append(text_of(answer))
    return "\n".join(texts)


def exported(player: Player, ending: str = "json") -> str:
    answer: Any = player.post(f"/me/take-along/{ending}/")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()


def sql(statement: str, *values: Any) -> list[Any]:
    """What whoever hosts the server can do."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []


def unfolded(answer: HttpResponse) -> str:
    """What a page shows before anything is folded open."""
    outside, depth = [], 0
    for part in re.split(r"(</?details)", answer.content.decode()):
        depth += {"<details": 1, "</details": -1}.get(part, 0)
        if depth == 0:
            outside.append(part)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", "".join(outside)))


def hidden_on(page: HttpResponse) -> dict[str, str]:
    """The hidden fields that a page lies open with, as its forms would send them."""
    inputs = re.findall(r'<input type="hidden"[^>]*>', page.content.decode())
    found = {}
    for each in inputs:
        name, value = re.search(r'name="([^"]*)"', each), re.search(r'value="([^"]*)"', each)
        if name and value:
            found[name[1]] = value[1]
    return found
