"""Row 13: a known and an unknown name can't be told apart, but where it has to be said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import PASSWORD, Player, text_of
from troth.people import actions, hashers
from troth.people.derivation import one_derivation

AT = datetime.now(UTC).replace(microsecond=0)


@dataclass
class Seen:
    """All that somebody outside, or with a clock, could compare."""

    status: int
    body: str
    headers: dict[str, str]
    cookies: list[str]
    derivations: int
    queries: list[str]
    mails: int


@pytest.fixture
def derivations(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Grows by one with each key or hash derived; each is still really derived."""
    counted: list[None] = []
    really = one_derivation

    def counting() -> Any:
        counted.append(None)
        return really()

    for module in (hashers, actions):
        monkeypatch.setattr(module, "one_derivation", counting)
    return counted


def seen_at_sign_in(
    name: str, derivations: list[None], mailoutbox: list[Any], client: Client | None = None
) -> Seen:
    cache.clear()
    client = client or Client()
    client.get("/sign-in/")
    derivations.clear()
    # A header holds the second of the answer: the clock stands still, the same one for everybody.
    with time_machine.travel(AT, tick=False), CaptureQueriesContext(connection) as captured:
        answer = client.post("/sign-in/", {"login": name, "password": "a wrong guess of mine"})
    kinds = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in captured.captured_queries]
    return Seen(
        answer.status_code,
        _without(answer, name),  # type: ignore[arg-type]
        {key: value for key, value in answer.headers.items() if key != "Content-Length"},
        sorted(answer.cookies),
        len(derivations),
        kinds,
        len(mailoutbox),
    )


def _without(answer: HttpResponse, name: str) -> str:
    text = re.sub(r"[A-Za-z0-9]{64}", "TOKEN", answer.content.decode())
    return text.replace(f'value="{name}"', 'value="NAME"')


@pytest.mark.parametrize("unknown", ["zoe", "nobody-of-that-name", "ana2"])
def test_at_sign_in_both_are_the_same_in_everything(
    ana: Player, unknown: str, derivations: list[None], mailoutbox: list[Any]
) -> None:
    known = seen_at_sign_in("ana", derivations, mailoutbox)
    assert known == seen_at_sign_in(unknown, derivations, mailoutbox)
    assert known.derivations == 1
    assert known.mails == 0


def test_from_a_device_known_for_another_name_as_well(
    ana: Player, ben: Player, derivations: list[None], mailoutbox: list[Any]
) -> None:
    ben.post("/sign-out/")
    known = seen_at_sign_in("ana", derivations, mailoutbox, ben.client)
    assert known == seen_at_sign_in("zoe", derivations, mailoutbox, ben.client)


def test_once_limited_both_are_refused_alike(ana: Player) -> None:
    pages = []
    for name in ("ana", "zoe"):
        cache.clear()
        client = Client()
        for number in range(7):
            answer = client.post("/sign-in/", {"login": name, "password": f"wrong guess {number}"})
        pages.append((answer.status_code, _without(answer, name)))  # type: ignore[arg-type]
    assert pages[0] == pages[1]


def test_a_taken_name_shows_at_sign_up(ana: Player) -> None:
    facts = {"username": "ANA", "password1": PASSWORD, "called": "Another"}
    answer = Client().post("/sign-up/", facts)
    assert answer.status_code == 200
    assert "Somebody has this name already" in text_of(answer)  # type: ignore[arg-type]


def test_trying_names_at_sign_up_is_limited_strictly(db: None) -> None:
    client = Client()
    statuses = [
        client.post("/sign-up/", {"username": f"n{number}", "password1": "short"}).status_code
        for number in range(22)
    ]
    assert statuses[:20] == [200] * 20
    assert statuses[20:] == [429] * 2
    page = client.post("/sign-up/", {"username": "n", "password1": "short"})
    assert "A short wait" in text_of(page)  # type: ignore[arg-type]
    assert "no-store" in page["Cache-Control"]
    assert client.get("/sign-up/").status_code == 200


def test_a_right_password_costs_the_same_for_everybody(
    ana: Player, ben: Player, derivations: list[None]
) -> None:
    counts = []
    for player in (ana, ben):
        player.post("/sign-out/")
        derivations.clear()
        assert player.sign_in().status_code == 302
        counts.append(len(derivations))
    assert counts == [2, 2]
