"""What has ended: readable, taken along, nothing new, and each one's own words still theirs."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.cast import Player, text_of
from tests.look.people import Diary
from troth.spaces.models import Member

Couple = tuple[Player, Player]


@pytest.fixture
def ended(couple: Couple) -> str:
    """The page of what Ana and Ben shared, now Ben's alone."""
    ana, _ben = couple
    for player in couple:
        diary = Diary(player.membership("ours"), timezone.now())
        diary.kept(diary.said(f"{player.name} cooks", -1), -1)
        diary.owned(diary.said(f"{player.name} calls", -1), 0)
        diary.said(f"{player.name} reads aloud", 2)
    space_id = ana.membership("ours").space_id
    ana.post("/us/leave/")
    return f"/us/before/{space_id}/"


def test_it_tells_what_was_kept_and_what_i_had_said(couple: Couple, ended: str) -> None:
    _ana, ben = couple
    text = text_of(ben.get(ended))
    for line in ("Ana cooks", "Ben cooks", "Ben calls", "Ben reads aloud", "With Ana"):
        assert line in text
    assert "Ana calls" not in text


def test_it_can_be_taken_along_and_put_away(couple: Couple, ended: str) -> None:
    body = couple[1].get(ended).content.decode()
    assert "/me/take-along/" in body
    assert f"{ended}put-away/" in body
    assert "button filled" not in body


def test_a_promise_of_it_opens_and_cannot_be_ended_any_more(couple: Couple, ended: str) -> None:
    _ana, ben = couple
    body = ben.get(ended).content.decode()
    where = ended.split("/")[3]
    assert f"/promises/{where}/" in body
    key = Member.objects.get(space_id=where, person_id=ben.person.id)
    assert bytes(key.grants)


def test_who_has_left_and_others_find_nothing(couple: Couple, cleo: Player, ended: str) -> None:
    ana, _ben = couple
    for player in (ana, cleo):
        assert player.get(ended).status_code == 404
        assert player.get(f"{ended}put-away/").status_code == 404
        assert player.post(f"{ended}put-away/").status_code == 404


@pytest.mark.parametrize("query", ["?before=x", "?said=x"])
def test_a_place_that_is_none_is_not_found(couple: Couple, ended: str, query: str) -> None:
    assert couple[1].get(ended + query).status_code == 404
