"""Inviting: the first words, a code that is good for a week and for one person."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Player, error_beside, field_of, text_of, with_a_bit_flipped
from troth.journeys.pairing.pictures import QUIET, qr_picture
from troth.journeys.pairing.tests.steps import FIRST_WORDS, bring, code_on, invite, join
from troth.sealing import read_code
from troth.spaces.models import Invitation

FORENOON = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def test_the_form_begins_with_ones_name_and_kind_words(ana: Player) -> None:
    page = ana.get("/us/invite/")
    assert field_of(page, "called") == "Ana"
    assert "no is a good answer too" in field_of(page, "first_words")
    assert "Seen before any account is made, by whoever has the link." in text_of(page)


def test_the_page_shows_the_code_the_link_and_a_picture(ana: Player) -> None:
    code = invite(ana)
    page = ana.get("/us/invite/")
    assert len(read_code(code)) == 20
    link = re.search(r'id="invitation-link"[^>]*>(.*?)<', page.content.decode())
    assert link is not None
    assert link[1] == f"http://testserver/join/#{code}"
    assert re.search(
        r'<svg class="qr"[^>]*aria-label="[^"]+"><path d="M[^"]+"/>', page.content.decode()
    )
    assert FIRST_WORDS in html.unescape(page.content.decode())


def test_the_picture_holds_the_link_and_nothing_else() -> None:
    small, large = (
        qr_picture("https://a.example/join/"),
        qr_picture("https://a.example/join/#" + "A" * 39),
    )
    assert small.size < large.size
    assert small.path.startswith(f"M{QUIET} {QUIET}h7v1h-7z")


def test_the_page_says_until_when_on_the_inviters_clock(db: None) -> None:
    with time_machine.travel(FORENOON, tick=True):
        for name, zone, until in (
            ("Ana", "Europe/Berlin", "until Wednesday 2 December, 00:59"),
            ("Cleo", "America/New_York", "until Tuesday 1 December, 18:59"),
        ):
            player = Player(name, Client(), zone)
            player.sign_up()
            invite(player)
            assert until in text_of(player.get("/us/invite/"))


def test_the_same_form_sent_twice_is_one_invitation(ana: Player) -> None:
    facts = {"called": "Ana", "first_words": "", "token": field_of(ana.get("/us/invite/"), "token")}
    codes = set()
    for _ in range(2):
        ana.post("/us/invite/", facts)
        codes.add(code_on(ana.get("/us/invite/")))
    assert len(codes) == Invitation.objects.count() == 1


def test_a_new_one_takes_the_place_of_the_old_one(ana: Player, ben: Player) -> None:
    old, new = invite(ana), invite(ana, "Once more?")
    assert Invitation.objects.count() == 1
    assert bring(ben, old).status_code == 422
    assert bring(ben, new).status_code == 302


def test_taken_back_it_is_of_no_use(ana: Player, ben: Player) -> None:
    code = invite(ana)
    assert ana.post("/us/invite/revoke/")["Location"] == "/us/invite/"
    assert "The invitation is taken back." in text_of(ana.get("/us/invite/"))
    assert bring(ben, code).status_code == 422
    assert not Invitation.objects.exists()


def test_it_is_good_for_a_week_and_then_says_so(eve: Player) -> None:
    with time_machine.travel(FORENOON, tick=True) as clock:
        ana = Player("Ana", Client())
        ana.sign_up()
        ana.stay()
        code = invite(ana)
        clock.move_to(FORENOON + timedelta(days=7))
        assert bring(eve, code).status_code == 302
        assert "Your invitation" in text_of(ana.get("/us/invite/"))
        clock.move_to(FORENOON + timedelta(days=8))
        assert bring(eve, code).status_code == 422
        assert eve.get("/join/welcome/")["Location"] == "/join/"
        page = text_of(ana.get("/us/invite/"))
        assert "the week is over" in page
        assert code not in page
        assert invite(ana) != code


def test_somebody_has_joined_leads_to_the_four_words(ana: Player, ben: Player) -> None:
    code = invite(ana)
    join(ben, code)
    page = ana.get("/us/invite/")
    assert "Somebody has joined" in text_of(page)
    assert 'href="/us/words/"' in page.content.decode()
    assert code not in page.content.decode()


def test_with_a_partner_there_is_nobody_else_to_invite(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    for answer in (ana.get("/us/invite/"), ana.post("/us/invite/", {"called": "Ana"})):
        assert "One partner at a time" in text_of(answer)
    assert not Invitation.objects.exists()


def test_who_has_joined_somebody_compares_first(ana: Player, ben: Player) -> None:
    join(ben, invite(ana))
    assert ben.get("/us/invite/")["Location"] == "/us/words/"


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"called": ""}, "called"),
        ({"called": "A" * 41}, "called"),
        ({"first_words": "w" * 301}, "first_words"),
        ({"first_words": "a\0b"}, "first_words"),
    ],
)
def test_what_is_refused_says_why_and_keeps_what_was_typed(
    ana: Player, facts: dict[str, str], name: str
) -> None:
    answer = ana.post("/us/invite/", {"called": "Ana", "first_words": "Shall we?", **facts})
    assert answer.status_code == 422
    assert error_beside(answer, name)
    assert facts[name] in answer.content.decode()
    assert not Invitation.objects.exists()


def test_lines_count_as_the_browser_counts_them(ana: Player) -> None:
    words = "\r\n".join(["x"] * 150)
    invite(ana, words)
    assert "\n".join(["x"] * 150) in ana.get("/us/invite/").content.decode()


def test_words_changed_from_outside_are_not_shown_and_a_new_one_can_be_made(ana: Player) -> None:
    code = invite(ana)
    row = Invitation.objects.get()
    Invitation.objects.update(words=with_a_bit_flipped(row.words))
    page = ana.get("/us/invite/")
    assert "This can’t be opened." in text_of(page)
    assert invite(ana) != code


def test_a_script_in_the_first_words_stays_text(ana: Player, eve: Player) -> None:
    code = invite(ana, "<script>alert(1)</script>", called="<b>Ana</b>")
    bring(eve, code)
    for page in (ana.get("/us/invite/"), eve.get("/join/welcome/")):
        assert "<script>alert" not in page.content.decode()
        assert "<b>Ana" not in page.content.decode()


def test_the_page_takes_few_queries(ana: Player) -> None:
    invite(ana)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        ana.get("/us/invite/")
    assert len(asked) <= 8
