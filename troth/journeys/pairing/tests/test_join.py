"""Joining: the code, the first words, and somebody who decides alone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.access.matrix import everything_stored
from tests.cast import Player, error_beside, field_of, text_of, with_a_bit_flipped
from troth.journeys.pairing.tests.steps import (
    FIRST_WORDS,
    bring,
    code_on,
    invite,
    join,
    without_tokens,
)
from troth.sealing import new_code, write_code
from troth.spaces.models import Invitation, Joining, Member, Space


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code.lower(),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code.replace('-', '')}\n",
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
    ],
)
def test_the_code_can_be_typed_in_many_ways(ana: Player, eve: Player, typed: Any) -> None:
    assert bring(eve, typed(invite(ana)))["Location"] == "/join/welcome/"


def test_the_code_travels_in_a_cookie_alone(ana: Player, eve: Player) -> None:
    code = invite(ana)
    answer = bring(eve, code)
    morsel = answer.cookies["join"]
    assert (morsel["httponly"], morsel["samesite"], morsel["max-age"]) == (True, "Lax", 3600)
    assert answer["Location"] == "/join/welcome/"
    stored = repr(everything_stored())
    assert code not in stored
    assert code.replace("-", "") not in stored


def test_every_code_that_opens_nothing_gets_the_same_answer(
    ana: Player, ben: Player, cleo: Player, dan: Player, eve: Player
) -> None:
    used, taken_back, tampered = invite(ana), invite(ben), invite(dan)
    join(cleo, used)
    ben.post("/us/invite/revoke/")
    row = Invitation.objects.get(person_id=dan.person.id)
    Invitation.objects.filter(id=row.id).update(greeting=with_a_bit_flipped(row.greeting))
    eve.get("/join/")
    bodies, queries = set(), set()
    for code in (used, taken_back, tampered, write_code(new_code())):
        with CaptureQueriesContext(connection) as asked:
            answer = bring(eve, code)
        assert answer.status_code == 422
        assert "join" not in answer.cookies
        queries.add(tuple(query["sql"][:60] for query in asked))
        bodies.add(without_tokens(answer).replace(code, "CODE"))
    for other in ("", "nonsense", "0" * 31, "0" * 33, "\0", "ü" * 32, "U" * 32):
        answer = bring(eve, other)
        assert answer.status_code == 422
        assert "doesn’t open an invitation" in error_beside(answer, "code"), other
    assert len(bodies) == len(queries) == 1


def test_an_expired_code_gets_that_answer_too(ana: Player, eve: Player) -> None:
    code = invite(ana)
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        answer = bring(eve, code)
    assert answer.status_code == 422
    assert "doesn’t open an invitation" in error_beside(answer, "code")
    assert field_of(answer, "code") == code


def test_a_link_that_is_opened_is_never_redirected(ana: Player, ben: Player) -> None:
    """A browser takes what stands behind the "#" along to wherever it is sent."""
    join(ben, invite(ana))
    for player in (ana, ben):
        assert player.get("/join/").status_code == 200
    assert 'href="/us/words/"' in ben.get("/join/").content.decode()


def test_the_welcome_shows_who_invites_and_who_runs_this_before_the_password(
    ana: Player, eve: Player
) -> None:
    bring(eve, invite(ana))
    page = eve.get("/join/welcome/").content.decode()
    assert "Ana invites you" in page
    assert f'<blockquote class="words theirs">{FIRST_WORDS}</blockquote>' in page
    for said in ("Robin, at home in Utrecht", "Choose it alone.", "What they could do"):
        assert page.index(said) < page.index('name="password1"'), said
    assert "Ana" not in re.search(r"<title>(.*?)</title>", page)[1]  # type: ignore[index]


def test_without_a_code_the_welcome_leads_to_the_field_for_one(ana: Player, eve: Player) -> None:
    for player in (ana, eve):
        for answer in (player.get("/join/welcome/"), player.post("/join/welcome/")):
            assert answer["Location"] == "/join/"


def test_whoever_has_an_account_signs_in_and_is_led_back(ana: Player, ben: Player) -> None:
    code = invite(ana)
    ben.post("/sign-out/")
    bring(ben, code)
    page = ben.get("/join/welcome/").content.decode()
    assert 'href="/sign-in/?next=/join/welcome/"' in page
    assert ben.sign_in(next="/join/welcome/")["Location"] == "/join/welcome/"
    page = text_of(ben.get("/join/welcome/"))
    assert "Ana invites you" in page
    assert "Signed in as ben" in page


def test_whoever_signs_up_elsewhere_meanwhile_is_led_back(ana: Player, eve: Player) -> None:
    bring(eve, invite(ana))
    assert eve.sign_up()["Location"] == "/join/welcome/"


def test_the_same_form_sent_twice_joins_once(ana: Player, ben: Player) -> None:
    code = invite(ana)
    bring(ben, code)
    facts = {"called": "Ben", "token": field_of(ben.get("/join/welcome/"), "token")}
    held = ben.client.cookies["join"].value
    for _ in range(2):
        ben.client.cookies["join"] = held
        assert ben.post("/join/welcome/", facts)["Location"] == "/us/words/"
    assert Joining.objects.count() == 1
    assert ben.get("/join/welcome/")["Location"] == "/us/words/"


def test_a_locked_browser_opens_first_and_then_joins(ana: Player, ben: Player) -> None:
    bring(ben, invite(ana))
    ben.lose_the_key()
    assert "Your words are locked" in text_of(ben.get("/join/welcome/"))
    answer = ben.post("/join/welcome/", {"called": "Ben", "unlock_password": ben.password})
    assert answer["Location"] == "/us/words/"


@pytest.mark.parametrize("who", ["ben", "eve"])
def test_not_now_writes_nothing_and_the_invitation_looks_unused(
    ana: Player, who: str, request: Any
) -> None:
    player: Player = request.getfixturevalue(who)
    code = invite(ana)
    page, before = without_tokens(ana.get("/us/invite/")), everything_stored()
    bring(player, code)
    player.get("/join/welcome/")
    answer = player.post("/join/not-now/")
    assert (answer["Location"], answer.cookies["join"].value) == ("/", "")
    assert everything_stored() == before
    assert without_tokens(ana.get("/us/invite/")) == page
    assert bring(player, code).status_code == 302


@pytest.mark.parametrize("way", ["/exit/", "/sign-out/"])
def test_the_way_out_drops_the_code(ana: Player, ben: Player, way: str) -> None:
    bring(ben, invite(ana))
    answer = ben.post(way)
    assert answer.cookies["join"].value == ""
    assert answer.cookies["join"]["max-age"] == 0
    assert "join" not in ana.post("/exit/").cookies


def test_ones_own_invitation_is_said_kindly(ana: Player) -> None:
    bring(ana, invite(ana))
    before = everything_stored()
    for answer in (ana.get("/join/welcome/"), ana.post("/join/welcome/", {"called": "Ana"})):
        assert "This is your own invitation" in text_of(answer)
    assert everything_stored() == before


def test_with_a_partner_nobody_else_is_joined(couple: tuple[Player, Player], cleo: Player) -> None:
    ana, _ben = couple
    bring(ana, invite(cleo))
    before = everything_stored()
    for answer in (ana.get("/join/welcome/"), ana.post("/join/welcome/", {"called": "Ana"})):
        assert "One partner at a time" in text_of(answer)
    assert everything_stored() == before


def test_two_who_invite_each_other_meet_once(ana: Player, ben: Player) -> None:
    to_ben, to_ana = invite(ana), invite(ben)
    bring(ben, to_ben)
    assert "it is taken back" in text_of(ben.get("/join/welcome/"))
    join(ben, to_ben)
    assert bring(ana, to_ana).status_code == 422
    assert Invitation.objects.get().person_id == ana.person.id
    assert "Ben" in text_of(ana.get("/us/words/"))


def test_joining_somebody_else_steps_back_from_the_first(
    ana: Player, cleo: Player, ben: Player
) -> None:
    first, second = invite(ana), invite(cleo)
    join(ben, first)
    bring(ben, second)
    assert "you step back there" in text_of(ben.get("/join/welcome/"))
    join(ben, second)
    assert code_on(ana.get("/us/invite/")) == first
    assert "Cleo" in text_of(ben.get("/us/words/"))
    assert Member.objects.count() == Space.objects.count() == 3
