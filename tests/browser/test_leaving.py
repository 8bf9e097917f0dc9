"""Leaving and stepping away: Ana's phone in her zone, Ben's nine hours on, both open at once."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from tests.browser.conftest import Visit
from tests.cast import Player
from tests.look.people import Diary
from troth.spaces.models import Space

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WITHOUT = {"java_script_enabled": False}
TOKYO = {"timezone_id": "Asia/Tokyo"}
Couple = tuple[Player, Player]


@pytest.fixture
def living(couple: Couple) -> Couple:
    for player in couple:
        diary = Diary(player.membership("ours"), timezone.now())
        diary.kept(diary.said(f"{player.name} cooks", -1), -1)
        diary.said(f"{player.name} reads aloud", 0)
    return couple


@pytest.mark.parametrize("options", [{}, WITHOUT], ids=["with-javascript", "without"])
def test_ana_leaves_while_ben_reads(
    visit: Visit, living: Couple, options: dict[str, object]
) -> None:
    ana, ben = living
    hers, his = visit(ana, **options), visit(ben, **options, **TOKYO)
    his.go("/us/")
    assert "Ana cooks" in his.text()
    hers.go("/us/")
    hers.tap("link", re.compile("^Leave"))
    hers.page.wait_for_url("**/us/leave/")
    assert "What Ben will see" in hers.text()
    hers.tap("button", "Leave now")
    hers.page.wait_for_url("**/us/left/")
    hers.go("/us/")
    assert "For the two of you" in hers.text()
    assert "cooks" not in hers.text()
    his.page.reload()
    assert "Ana cooks" not in his.text()
    his.tap("link", re.compile("With Ana, until"))
    assert "Ana cooks" in his.text()
    his.go("/today/")
    assert "Ana left what you shared" in his.text()
    his.tap("link", "Read it")
    assert "Ben reads aloud" in his.page.content()


def test_words_taken_back_are_gone_for_both(visit: Visit, living: Couple) -> None:
    ana, ben = living
    hers, his = visit(ana), visit(ben, **TOKYO)
    hers.go("/us/leave/")
    hers.page.get_by_label("Take my own words back").check()
    hers.tap("button", "Leave now")
    hers.page.wait_for_url("**/us/left/")
    his.go("/us/")
    his.tap("link", re.compile("With your partner, until"))
    assert "Ben cooks" in his.text()
    assert "Ana" not in his.text()
    his.tap("link", "Put it away for good")
    his.tap("button", "Erase all of it")
    his.page.wait_for_url("**/us/")
    assert not Space.objects.filter(kind="shared").exists()


def test_locked_phone_can_leave(visit: Visit, living: Couple) -> None:
    ana, ben = living
    ana.lose_the_key()
    hers, his = visit(ana), visit(ben, **TOKYO)
    page = hers.go("/today/")
    hers.tap_on(page.locator("summary", has_text="What works without the password"))
    hers.tap("link", "Leave")
    assert "What your partner will see" in hers.text()
    hers.tap("button", "Leave now")
    page.wait_for_url("**/us/left/")
    assert "You have left" in hers.text()
    his.go("/today/")
    assert "Ana left what you shared" in his.text()


def test_stepping_away_and_coming_back(visit: Visit, living: Couple) -> None:
    ana, ben = living
    hers, his = visit(ana), visit(ben, **TOKYO)
    his.go("/us/")
    before = his.text()
    hers.go("/us/")
    hers.tap("link", re.compile("^Step away"))
    hers.tap("button", "Step away")
    hers.go("/today/")
    assert "reads aloud" not in hers.text()
    his.page.reload()
    assert his.text() == before
    hers.go("/us/")
    hers.tap("button", "Come back")
    hers.page.wait_for_url("**/us/")
    assert "Ben cooks" in hers.text()
