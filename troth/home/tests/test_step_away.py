"""Stepping away: quiet for oneself, and no difference for the other."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from tests.look.people import Diary

Couple = tuple[Player, Player]
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PAGES = ("/today/", "/promises/", "/us/", "/us/between/", "/promises/new/", "/me/")


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)


def body(player: Player, path: str) -> str:
    """A page without what is drawn anew for each: form tokens and ids of rows to come."""
    text = re.sub(r"[A-Za-z0-9]{64}", "TOKEN", player.get(path).content.decode())
    return re.sub(r"(?<=value=\")[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", text)


@pytest.fixture
def living(couple: Couple) -> Couple:
    """With something of each before them."""
    for player in couple:
        diary = Diary(player.membership("ours"), timezone.now())
        diary.kept(diary.said(f"{player.name} cooks", -1), -1)
        diary.said(f"{player.name} reads aloud", 0)
    return couple


def test_the_page_says_what_it_does_and_changes_nothing(living: Couple) -> None:
    ana, _ben = living
    assert "Nobody is told." in text_of(ana.get("/us/step-away/"))
    assert ana.membership("ours").is_away is False


def test_what_is_shared_goes_quiet_until_i_come_back(living: Couple) -> None:
    ana, _ben = living
    ana.say("Water the basil", when="today")
    assert "reads aloud" in text_of(ana.get("/today/"))
    assert ana.post("/us/step-away/")["Location"] == "/us/step-away/"
    today, us = text_of(ana.get("/today/")), text_of(ana.get("/us/"))
    assert "reads aloud" not in today
    assert "Water the basil" in today
    assert "You’ve stepped away" in us
    assert "cooks" not in us
    assert ana.post("/us/come-back/")["Location"] == "/us/"
    assert "reads aloud" in text_of(ana.get("/today/"))
    assert "Ben cooks" in text_of(ana.get("/us/"))


def test_on_promises_the_others_fold_away_too(living: Couple) -> None:
    ana, _ben = living
    ana.say("Water the basil", when="today")
    before = text_of(ana.get("/promises/"))
    assert "Ben reads aloud" in before
    assert "Ben cooks" in before
    ana.post("/us/step-away/")
    page = ana.get("/promises/")
    text = text_of(page)
    assert "What Ben said is folded away here for now. Us" in text
    assert 'href="/us/"' in page.content.decode()
    assert "Ben reads aloud" not in text
    assert "Ben cooks" not in text
    assert "Ana reads aloud" in text
    assert "Water the basil" in text
    ana.post("/us/come-back/")
    assert "Ben reads aloud" in text_of(ana.get("/promises/"))


def test_the_other_sees_the_same_pages_to_the_byte(living: Couple) -> None:
    ana, ben = living
    for path in PAGES:
        ben.get(path)
    before = [body(ben, path) for path in PAGES]
    ana.post("/us/step-away/")
    assert [body(ben, path) for path in PAGES] == before
    ana.post("/us/come-back/")
    assert [body(ben, path) for path in PAGES] == before


def test_it_works_while_locked(living: Couple) -> None:
    ana, ben = living
    ana.lose_the_key()
    assert "your partner" in text_of(ana.get("/us/step-away/"))
    assert ana.post("/us/step-away/")["Location"] == "/us/step-away/"
    assert "You’ve stepped away" in text_of(ana.get("/us/step-away/"))
    ana.post("/us/come-back/")
    assert ben.membership("ours").is_away is False
    assert "Step away for a while" in text_of(ana.get("/us/step-away/"))


def test_alone_there_is_nothing_to_step_away_from(ana: Player) -> None:
    assert ana.get("/us/step-away/")["Location"] == "/us/"
    assert ana.post("/us/step-away/")["Location"] == "/us/"
    assert ana.post("/us/come-back/")["Location"] == "/us/"


def test_who_has_stepped_away_can_leave(living: Couple) -> None:
    ana, _ben = living
    ana.post("/us/step-away/")
    assert ana.post("/us/leave/")["Location"] == "/us/left/"
    assert "For the two of you" in text_of(ana.get("/us/"))
