"""Row 13, for invitations: one answer to every code that opens nothing, and names tell nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from tests.cast import PASSWORD, Player, field_of, text_of
from troth.journeys.pairing.tests.steps import bring, confirm, invite, join, without_tokens
from troth.portability.tests.files import take
from troth.sealing import new_code, read_code, write_code

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Codes = dict[str, str]


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def codes(
    _on_monday: None, ana: Player, ben: Player, cleo: Player, dan: Player,
    time_machine: TimeMachineFixture,
) -> Codes:  # fmt: skip
    """One of each kind that opens nothing."""
    found = {"unknown": write_code(new_code())}
    time_machine.move_to(MONDAY - timedelta(days=9), tick=False)
    dan.post("/sign-out/")
    dan.sign_in()
    found["run out"] = invite(dan)
    time_machine.move_to(MONDAY, tick=False)
    found["taken back"] = invite(ana)
    ana.post("/us/invite/revoke/")
    found["made anew since"] = invite(ana)
    found["joined"] = invite(ana)
    join(ben, found["joined"])
    found["used"] = invite(cleo)
    eve = Player("Zoe", Client())
    eve.sign_up()
    join(eve, found["used"])
    confirm(eve)
    confirm(cleo)
    return found


@dataclass(frozen=True)
class Seen:
    status: int
    body: str
    headers: dict[str, str]
    cookies: list[str]
    queries: list[str]


def seen(client: Client, path: str, code: str) -> Seen:
    client.get("/join/")
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(path, {"code": code})
    kinds = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in captured.captured_queries]
    headers = {key: value for key, value in answer.headers.items() if key != "Content-Length"}
    # What was typed comes back in its field.
    body = re.sub(r'(name="code"[^>]*?) ?value="[^"]*"', r"\1", without_tokens(answer))  # type: ignore[arg-type]
    return Seen(answer.status_code, body, headers, sorted(answer.cookies), kinds)


def test_every_code_that_opens_nothing_gets_the_same_answer(codes: Codes) -> None:
    answers = {kind: seen(Client(), "/join/", code) for kind, code in codes.items()}
    first = answers.pop("unknown")
    assert first.status == 422
    assert "This code doesn’t open an invitation." in first.body
    for kind, answer in answers.items():
        assert answer == first, kind


@pytest.mark.parametrize("code", ["", "x", "0" * 31, "0" * 33, "U" * 32, "é" * 32, "-" * 39, "\0"])
def test_a_code_that_is_none_reads_the_same_and_asks_the_database_nothing_more(
    codes: Codes, code: str
) -> None:
    """It isn't looked for at all: whoever typed it knows that it is none, so that tells nothing."""
    none, unknown = seen(Client(), "/join/", code), seen(Client(), "/join/", codes["unknown"])
    assert (none.status, none.body) == (unknown.status, unknown.body)
    assert set(none.queries) <= set(unknown.queries)
    assert none.cookies == unknown.cookies


def test_somebody_signed_in_gets_one_answer_too(codes: Codes, dan: Player) -> None:
    answers = {kind: seen(dan.client, "/join/", code) for kind, code in codes.items()}
    assert all(answer == answers["unknown"] for answer in answers.values())


def test_a_code_that_is_no_longer_good_leads_back_alike_from_where_it_opened(
    ana: Player, ben: Player
) -> None:
    """They had it open; meanwhile it was used or taken back."""
    answers = {}
    for name in ("taken back", "used"):
        eve, code = Player("Eve", Client()), invite(ana)
        bring(eve, code)
        assert "Ana" in text_of(eve.get("/join/welcome/"))
        if name == "used":
            join(ben, code)
        else:
            ana.post("/us/invite/revoke/")
        answer = eve.get("/join/welcome/", follow=True)
        answers[name] = (answer.status_code, without_tokens(answer))
        ana.post("/us/invite/revoke/")
    assert answers["taken back"] == answers["used"]
    assert "Ana" not in answers["used"][1]


def test_sign_in_names_never_appear_on_the_way(ana: Player, eve: Player) -> None:
    """What somebody wants to be called may be seen, and only with the code; never a name to try."""
    zoe = Player("qwertyname", Client())
    zoe.sign_up()
    code = invite(zoe, called="Zoë")
    bring(eve, code)
    welcome = eve.get("/join/welcome/")
    assert "Zoë" in text_of(welcome)
    assert "qwertyname" not in welcome.content.decode()
    join(ana, code, called="Annelie")
    page = zoe.get("/us/words/")
    assert "Annelie" in text_of(page)
    assert not re.search(r"\bana\b", page.content.decode())
    assert "qwertyname" not in ana.get("/us/words/").content.decode()
    confirm(ana)
    confirm(zoe)
    for path in ("/us/", "/us/between/", "/today/", "/promises/", "/asks/", "/me/take-along/"):
        assert "qwertyname" not in ana.get(path).content.decode(), path
    assert b"qwertyname" not in take(ana, "json")


def test_whether_somebody_has_an_account_shows_to_no_inviter(ana: Player) -> None:
    """The invitation goes to nobody by name: there is no field to try one in."""
    fields = set(re.findall(r'name="([^"]+)"', ana.get("/us/invite/").content.decode()))
    assert {"called", "first_words"} <= fields
    assert not fields & {"username", "login", "email", "to", "partner"}


def test_signing_up_with_an_invitation_tells_of_a_taken_name_as_without_one(
    ana: Player, ben: Player, eve: Player
) -> None:
    bring(eve, invite(ana))
    facts = {"username": "BEN", "password1": PASSWORD, "called": "Another"}
    with_code = eve.post("/join/welcome/", facts)
    assert "Somebody has this name already" in text_of(with_code)
    assert read_code(eve.client.cookies["join"].value)
    assert field_of(with_code, "called") == "Another"


def test_trying_codes_and_names_with_an_invitation_is_limited_as_at_sign_up(
    ana: Player, eve: Player
) -> None:
    bring(eve, invite(ana))
    statuses = [
        eve.post("/join/welcome/", {"username": f"n{number}", "password1": "short"}).status_code
        for number in range(22)
    ]
    assert statuses[-1] == 429
    assert statuses[:10] == [422] * 10
