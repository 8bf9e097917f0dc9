"""Leaving: said beforehand, done at once, and nothing of it needs the other or a key."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture

from tests.access.matrix import differing, everything_stored
from tests.cast import Player, pair, text_of
from tests.look.people import Diary
from troth.config.erasing import erase_account
from troth.promises.models import Ending, Promise
from troth.record.models import Due, Event
from troth.spaces.models import Invitation, Member, Space

Couple = tuple[Player, Player]
SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_sunday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(SUNDAY)


@pytest.fixture
def living(couple: Couple) -> Couple:
    """With something kept and something still to come of each."""
    for player in couple:
        player.stay()
        diary = Diary(player.membership("ours"), timezone.now())
        diary.kept(diary.said(f"{player.name} cooks", -1), -1)
        diary.said(f"{player.name} reads aloud", 2)
    return couple


def test_the_page_says_what_the_other_will_see_and_changes_nothing(living: Couple) -> None:
    ana, _ben = living
    before = everything_stored()
    page = ana.get("/us/leave/")
    text = text_of(page)
    assert (
        "Ana left what you shared, today. What the two of you kept stays readable to you." in text
    )
    assert "What Ben will see" in text
    without = text.split("If you take your own words back, below, your name goes with them", 1)[1]
    assert "Then it says: Your partner left what you shared, today." in without
    assert "Take a copy with you first" in text
    assert "can’t be unseen" in text
    body = page.content.decode()
    assert body.index("/me/take-along/") < body.index('name="take_back"')
    assert body.count("button filled") == 1
    assert "checked" not in body
    assert differing(before, everything_stored()) == []


def test_leaving_ends_the_access_and_keeps_what_is_mine_alone(living: Couple) -> None:
    ana, _ben = living
    ana.say("Water the basil", when="today")
    promise = Promise.objects.filter(maker_id=ana.person.id).exclude(state="kept").first()
    assert ana.post("/us/leave/")["Location"] == "/us/left/"
    assert "You have left" in text_of(ana.get("/us/left/"))
    assert promise is not None
    assert ana.get(f"/promises/ours/{promise.id}/").status_code == 404
    assert ana.get(f"/us/before/{promise.space_id}/").status_code == 404
    today = text_of(ana.get("/today/"))
    assert "Water the basil" in today
    assert "reads aloud" not in today
    assert "For the two of you" in text_of(ana.get("/us/"))


def test_whoever_stays_is_told_for_seven_days_and_reads_on(
    living: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = living
    ana.post("/us/leave/")
    said = "Ana left what you shared, {}. What the two of you kept stays readable to you."
    assert said.format("today") in text_of(ben.get("/today/"))
    time_machine.move_to(SUNDAY + timedelta(days=3))
    assert said.format("on Sunday") in text_of(ben.get("/today/"))
    time_machine.move_to(SUNDAY + timedelta(days=7))
    assert "Ana left" not in text_of(ben.get("/today/"))
    us = ben.get("/us/")
    assert "With Ana, until 22 November" in text_of(us)
    space = Space.objects.get(kind="shared")
    page = text_of(ben.get(f"/us/before/{space.id}/"))
    assert "Ana cooks" in page
    assert "Ben cooks" in page
    assert "Ben reads aloud" in page


def test_nobody_is_awaited_any_longer(living: Couple) -> None:
    ana, ben = living
    space_id = ana.membership("ours").space_id
    ana.post("/us/leave/")
    assert not Due.objects.filter(space_id=space_id).exists()
    assert "reads aloud" not in text_of(ben.get("/today/"))


def test_own_words_go_only_if_one_says_so(living: Couple) -> None:
    ana, ben = living
    space_id = ana.membership("ours").space_id
    ana.post("/us/leave/", {"take_back": "yes"})
    mine = {"space_id": space_id, "maker_id": ana.person.id}
    assert {bytes(row.words) for row in Promise.objects.filter(**mine)} == {b""}
    signed = Ending.objects.filter(space_id=space_id, person_id=ana.person.id)
    assert {bytes(row.words) for row in signed} == {b""}
    page = text_of(ben.get(f"/us/before/{space_id}/"))
    assert "Ana" not in page
    assert "Its words aren’t there any more." in page
    assert "Ben cooks" in page
    assert "Your partner left what you shared" in text_of(ben.get("/today/"))
    assert "With your partner, until 22 November" in text_of(ben.get("/us/"))


def test_a_second_post_changes_nothing_and_gets_the_same_answer(living: Couple) -> None:
    ana, _ben = living
    ana.post("/us/leave/")
    before = everything_stored()
    assert ana.post("/us/leave/", {"take_back": "yes"})["Location"] == "/us/left/"
    assert differing(before, everything_stored()) == []
    assert ana.get("/us/leave/")["Location"] == "/us/"


def test_it_works_while_locked(living: Couple) -> None:
    ana, ben = living
    ana.lose_the_key()
    assert "/us/leave/" in ana.get("/us/").content.decode()
    text = text_of(ana.get("/us/leave/"))
    assert "What your partner will see" in text
    assert "Leaving works without it." in text
    assert "Your name stands there in place of “Your partner”" in text
    assert ana.post("/us/leave/")["Location"] == "/us/left/"
    assert "You have left" in text_of(ana.get("/us/left/"))
    assert "Ana left what you shared" in text_of(ben.get("/today/"))


def test_the_last_one_to_go_erases_all_of_it(living: Couple) -> None:
    ana, ben = living
    space_id = ana.membership("ours").space_id
    ana.post("/us/leave/")
    page = f"/us/before/{space_id}/put-away/"
    assert "everything in it is erased" in text_of(ben.get(page))
    assert Space.objects.filter(id=space_id).exists()
    assert ben.post(page)["Location"] == "/us/"
    assert "Ana" not in text_of(ben.get("/us/"))
    for model in (Promise, Ending, Due, Event, Member):
        assert not model._default_manager.filter(space_id=space_id).exists()
    assert not Space.objects.filter(id=space_id).exists()
    assert ben.get(page).status_code == 404


def test_what_goes_on_cannot_be_put_away(living: Couple) -> None:
    ana, _ben = living
    space_id = ana.membership("ours").space_id
    for path in (f"/us/before/{space_id}/", f"/us/before/{space_id}/put-away/"):
        assert ana.get(path).status_code == 404
        assert ana.post(path).status_code in (404, 405)


def test_putting_away_what_has_ended_leaves_the_present_alone(living: Couple, cleo: Player) -> None:
    ana, ben = living
    former = ana.membership("ours").space_id
    ana.post("/us/leave/")
    pair(ben, cleo)
    assert "<h1>Ben and Cleo</h1>" in ben.get("/us/").content.decode()
    assert "With Ana, until" in text_of(ben.get("/us/"))
    ben.post(f"/us/before/{former}/put-away/")
    assert "<h1>Ben and Cleo</h1>" in ben.get("/us/").content.decode()
    assert "With Ana" not in text_of(ben.get("/us/"))


def test_the_two_can_find_each_other_again(living: Couple) -> None:
    ana, ben = living
    ana.post("/us/leave/")
    pair(ben, ana)
    assert "<h1>Ana and Ben</h1>" in ana.get("/us/").content.decode()
    assert "cooks" not in text_of(ana.get("/us/"))
    assert "With Ana, until" in text_of(ben.get("/us/"))


def test_somebody_alone_has_nothing_to_leave(ana: Player) -> None:
    assert ana.get("/us/leave/")["Location"] == "/us/"
    assert ana.post("/us/leave/")["Location"] == "/us/left/"


def test_you_have_left_is_said_only_where_it_is_so(couple: Couple) -> None:
    assert couple[0].get("/us/left/")["Location"] == "/us/"


def test_erasing_an_account_leaves_and_takes_the_words_back(living: Couple) -> None:
    ana, ben = living
    space_id = ana.membership("ours").space_id
    assert erase_account("ana", timezone.now())
    row = Member.objects.get(space_id=space_id, person_id__isnull=False, left_on__isnull=False)
    assert (bytes(row.words), bytes(row.grants)) == (b"", b"")
    assert "Your partner left what you shared" in text_of(ben.get("/today/"))
    page = text_of(ben.get(f"/us/before/{space_id}/"))
    assert "Ben cooks" in page
    assert "Ana" not in page
    assert erase_account("ben", timezone.now())
    assert not Space.objects.exists()
    assert not Promise.objects.exists()


def test_erasing_somebody_who_joined_leaves_the_invitation_as_if_unused(
    ana: Player, ben: Player
) -> None:
    from troth.home.tests.test_us import invite
    from troth.spaces.ids import new_id
    from troth.spaces.pairing import actions as pairing

    code, now = invite(ana), timezone.now()
    pairing.join(ben.membership(), ben.keys().bundle, code, "Ben", now, new_id(now.date()))
    assert erase_account("ben", now)
    row = Invitation.objects.get()
    assert (row.state, row.joined_by, bytes(row.answer)) == ("open", None, b"")
    assert erase_account("ana", now)
    assert not Invitation.objects.exists()
