"""Us: what it is to be two here, the two of us, and what is set up between us."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.utils import timezone

from tests.cast import Player, error_beside, field_of, text_of
from tests.look.people import Diary
from troth.people.models import Bundle
from troth.spaces.actions import take_replies
from troth.spaces.ids import new_id
from troth.spaces.models import Member
from troth.spaces.pairing import actions as pairing
from troth.spaces.pairing.queries import own_invitation

Couple = tuple[Player, Player]


def main_of(player: Player, path: str = "/us/") -> str:
    page = player.get(path)
    assert page.status_code == 200, page.content.decode()
    found = re.search(r"<main[\s\S]*</main>", page.content.decode())
    assert found is not None
    return found[0]


def diary(player: Player, where: str = "ours") -> Diary:
    return Diary(player.membership(where), timezone.now())


def test_us_stands_in_the_way_around_between_practices_and_me(ana: Player) -> None:
    page = ana.get("/us/").content.decode()
    places = re.findall(r'<li><a href="([^"]+)"( aria-current="page")?>', page)
    paths = ["/today/", "/promises/", "/practices/", "/us/", "/me/"]
    assert [path for path, _here in places] == paths
    assert [path for path, here in places if here] == ["/us/"]


def test_alone_it_says_what_two_are_here_and_what_stays_mine(ana: Player) -> None:
    main = main_of(ana)
    assert "What it is to be two here" in main
    assert "What you have written for yourself." in main
    assert "/us/invite/" in main
    assert "/us/join/" in main or "/join/" in main
    assert main.count("button filled") == 1


def invite(player: Player) -> bytes:
    """An invitation of theirs, and its code."""
    now, held = timezone.now(), player.keys()
    mine = player.membership()
    pairing.invite(mine, held.bundle, player.name, "Shall we?", now, new_id(now.date()))
    invitation = own_invitation(mine)
    assert invitation is not None
    return bytes.fromhex(invitation.words.code)  # type: ignore[union-attr]


def test_an_open_invitation_leads_the_page(ana: Player) -> None:
    invite(ana)
    main = main_of(ana)
    assert "Your invitation is open." in main
    assert "Invite your partner" not in main
    assert main.count("button filled") == 1


def test_both_are_led_to_the_four_words_once_it_is_answered(ana: Player, ben: Player) -> None:
    code, held = invite(ana), ben.keys()
    now = timezone.now()
    pairing.join(ben.membership(), held.bundle, code, "Ben", now, new_id(now.date()))
    assert "Your invitation has an answer." in main_of(ana)
    assert "You have answered Ana." in main_of(ben)
    for player in (ana, ben):
        assert "See the four words" in main_of(player)


def test_both_names_head_the_page_the_own_first(couple: Couple) -> None:
    ana, ben = couple
    assert "<h1>Ana and Ben</h1>" in main_of(ana)
    assert "<h1>Ben and Ana</h1>" in main_of(ben)
    assert "Make a promise to Ben" in main_of(ana)
    assert "/promises/new/?to=ours" in main_of(ana)
    assert "/asks/new/" in main_of(ana)
    assert main_of(ana).count("button filled") == 1


def test_a_first_promise_is_offered_until_one_has_been_made(couple: Couple) -> None:
    ana, ben = couple
    for number in range(9):
        ana.say(f"Water plant {number}")
    main = main_of(ana)
    assert "Share a first promise?" in main
    assert main.count("Water plant") == 7
    assert "Share a first promise?" not in main_of(ben)
    diary(ana).said("Cook on Friday", 2)
    assert "Share a first promise?" not in main_of(ana)


def test_what_is_due_already_is_no_first_promise_to_share(couple: Couple) -> None:
    ana, _ben = couple
    diary(ana, "mine").said("Water the basil", -1)
    assert "Share a first promise?" not in main_of(ana)
    ana.say("Sweep the stairs")
    main = main_of(ana)
    assert "Sweep the stairs" in main
    assert "Water the basil" not in main


def test_both_see_the_same_four_words(couple: Couple) -> None:
    shown = []
    for player in couple:
        found = re.search(r'class="four-words">([^<]+)<', main_of(player, "/us/between/"))
        assert found is not None
        shown.append(found[1])
    assert shown[0] == shown[1]
    assert len(shown[0].split(" · ")) == 4


def test_a_changed_public_key_of_the_partner_is_told_and_not_believed(couple: Couple) -> None:
    ana, ben = couple
    diary(ben).kept(diary(ben).said("Bring the bread", 0), 0)
    assert "changed a public key" not in main_of(ana)
    other = Bundle.objects.get(person_id=ana.person.id)
    Bundle.objects.filter(person_id=ben.person.id).update(verify_key=other.verify_key)
    for path in ("/us/", "/us/between/"):
        assert "Somebody changed a public key of your partner’s" in main_of(ana, path)
    assert "Bring the bread" in main_of(ana)
    assert len(set(re.findall(r'class="four-words">([^<]+)<', four_of(ana) + four_of(ben)))) == 1


def four_of(player: Player) -> str:
    return main_of(player, "/us/between/")


def test_a_public_key_that_is_no_bytes_breaks_nothing(couple: Couple) -> None:
    ana, ben = couple
    theirs = ben.person.id.hex
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_bundle SET sharing_key = 'x' WHERE person_id = %s", [theirs])
    assert "changed a public key" in main_of(ana)


def test_what_i_am_called_here_is_changed_for_the_two_of_us_alone(couple: Couple) -> None:
    ana, ben = couple
    form = ana.get("/us/between/")
    assert field_of(form, "called") == "Ana"
    assert "What shall Ben call you?" in text_of(form)
    assert ana.post("/us/between/", {"called": "Annelie"})["Location"] == "/us/between/"
    assert "<h1>Ben and Annelie</h1>" in main_of(ben)
    assert field_of(ana.get("/me/"), "called") == "Ana"


@pytest.mark.parametrize("called", ["", "x" * 41])
def test_what_is_no_name_is_refused_beside_the_field(couple: Couple, called: str) -> None:
    answer = couple[0].post("/us/between/", {"called": called})
    assert answer.status_code == 422
    assert error_beside(answer, "called")


def test_replies_can_be_switched_off_and_on(couple: Couple) -> None:
    ana, ben = couple
    assert "Switch it off" in main_of(ana, "/us/between/")
    assert ana.post("/us/replies/", {"takes": "no"}).status_code == 302
    assert "Switch it on" in main_of(ana, "/us/between/")
    assert ben.membership("ours").partner.takes_replies is False  # type: ignore[union-attr]
    take_replies(ana.membership("ours"), True, timezone.now())
    assert "Switch it off" in main_of(ana, "/us/between/")


@pytest.mark.parametrize("takes", ["yes", "no"])
def test_with_a_damaged_name_of_ones_own_it_is_said_anew_before_replies_are_switched(
    couple: Couple, takes: str
) -> None:
    ana, ben = couple
    Member.objects.filter(person_id=ana.person.id, space__kind="shared").update(words=b"damaged")
    answer = ana.post("/us/replies/", {"takes": takes})
    assert answer["Location"] == "/us/between/"
    page = main_of(ana, "/us/between/")
    assert "What you are called here can’t be opened. Say it anew first" in page
    assert "This is off" in page
    assert ben.membership("ours").partner.takes_replies is False  # type: ignore[union-attr]
    ana.post("/us/between/", {"called": "Ana"})
    assert ana.post("/us/replies/", {"takes": "yes"}).status_code == 302
    assert "Switch it off" in main_of(ana, "/us/between/")


def test_between_leads_somebody_alone_to_us(ana: Player) -> None:
    assert ana.get("/us/between/")["Location"] == "/us/"
    assert ana.post("/us/between/", {"called": "x"})["Location"] == "/us/"


def test_another_couple_sees_its_own(couple: Couple, cleo: Player) -> None:
    assert "Ben" not in text_of(cleo.get("/us/"))
