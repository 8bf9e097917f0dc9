"""A new password: the same words behind it, and the old one of no more use here."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from tests.cast import PASSWORD, Player, error_beside, text_of
from troth.people.models import Bundle, Person, Session, Wrap
from troth.spaces.models import Member

PAGE = "/me/password/"
NEW = "nine calm otters at noon"
LOCKED = "Your words are locked"


def change(player: Player, old: str = PASSWORD, new: str = NEW, **more: Any) -> HttpResponse:
    return player.post(PAGE, {"oldpassword": old, "password1": new, **more})


def stored() -> list[list[Any]]:
    """All that a change of password changes."""
    return [list(model._default_manager.values()) for model in (Person, Bundle, Wrap, Session)]


def elsewhere(player: Player, password: str) -> Player:
    """The same person at another browser, signing in there."""
    other = Player(player.name, Client(), password=password)
    other.sign_in()
    return other


def is_in(player: Player) -> bool:
    return player.get("/today/").status_code == 200


def in_another_tab(player: Player) -> Player:
    tab = Player(player.name, Client())
    for name, morsel in player.client.cookies.items():
        tab.client.cookies[name] = morsel.value
    return tab


def test_the_page_says_what_it_does_and_what_it_doesnt_undo(ana: Player) -> None:
    assert PAGE in ana.get("/me/").content.decode()
    page = ana.get(PAGE)
    text = text_of(page)
    for said in (
        "Every other browser is signed out",
        "What you wrote stays as it is.",
        "A copy of the database from before still opens with the old password",
        "What was exported before is as it was",
    ):
        assert said in text
    assert "data-strength-of" in page.content.decode()
    assert 'autocomplete="username" value="ana"' in page.content.decode()


def test_the_new_one_signs_in_and_opens_the_words_and_the_old_one_doesnt(ana: Player) -> None:
    ana.say("Call the plumber", when="today")
    answer = change(ana)
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert "Your password is changed" in text_of(ana.get("/me/"))
    assert not is_in(elsewhere(ana, PASSWORD))
    assert "Call the plumber" in text_of(elsewhere(ana, NEW).get("/today/"))


@pytest.mark.parametrize("new", ["mariechen likes tea", "we call you ANNELIE here"])
def test_a_name_one_is_called_by_may_not_stand_in_it_either(
    couple: tuple[Player, Player], new: str
) -> None:
    ana, _ben = couple
    ana.post("/me/", {"called": "Mariechen"})
    ana.post("/us/between/", {"called": "Annelie"})
    before = stored()
    answer = change(ana, new=new)
    assert answer.status_code == 422
    assert error_beside(answer, "password1") == "Please choose one without your name in it."
    assert stored() == before
    assert change(ana).status_code == 302


def test_a_name_that_cant_be_opened_is_in_nobodys_way(ana: Player) -> None:
    Member.objects.update(words=b"damaged")
    assert change(ana).status_code == 302


def test_what_is_written_after_it_opens_with_it_too(ana: Player) -> None:
    change(ana)
    ana.say("Water the basil", when="today")
    assert "Water the basil" in text_of(elsewhere(ana, NEW).get("/today/"))


def test_this_browser_stays_in_and_open_under_other_cookies(ana: Player) -> None:
    ana.stay()
    before = in_another_tab(ana)
    change(ana)
    for name in (settings.SESSION_COOKIE_NAME, settings.TROTH_KEY_COOKIE):
        cookie = ana.client.cookies[name]
        assert cookie.value != before.client.cookies[name].value
        assert cookie["max-age"] == 180 * 24 * 3600
    assert LOCKED not in text_of(ana.get("/today/"))
    ana.lose_the_key()
    ana.client.cookies[settings.TROTH_KEY_COOKIE] = before.client.cookies["key"].value
    assert LOCKED in text_of(ana.get("/today/"))
    assert not is_in(before)


def test_the_old_one_opens_nothing_locked_and_the_new_one_does(ana: Player) -> None:
    change(ana)
    ana.lose_the_key()
    ana.post("/open/", {"password": PASSWORD})
    assert LOCKED in text_of(ana.get("/today/"))
    ana.post("/open/", {"password": NEW})
    assert LOCKED not in text_of(ana.get("/today/"))


def test_a_wrong_old_one_is_said_beside_the_field_and_changes_nothing(ana: Player) -> None:
    before = stored()
    answer = change(ana, old="not this one, sorry")
    assert answer.status_code == 422
    assert "That isn’t the password." in error_beside(answer, "oldpassword")
    assert stored() == before
    assert is_in(elsewhere(ana, PASSWORD))


def test_guesses_count_with_those_at_opening_again(ana: Player) -> None:
    cache.clear()
    for number in range(5):
        change(ana, old=f"wrong guess {number}")
        ana.post("/open/", {"password": f"wrong guess {number}"})
    before = stored()
    answer = change(ana)
    assert "Too many tries" in error_beside(answer, "oldpassword")
    assert stored() == before


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("", "fill this in"),
        ("nine char", "at least 10"),
        ("e\u0301" * 6, "at least 10"),
        ("1234567890", "too common"),
        ("calm otters for ana", "without your name"),
        ("calm otters for ANA", "without your name"),
        ("calm otters\0at noon", "Null characters"),
        (PASSWORD, "This is the one you have now"),
    ],
)
def test_what_is_refused_says_why_beside_its_field(ana: Player, new: str, message: str) -> None:
    before = stored()
    answer = change(ana, new=new)
    assert answer.status_code == 422
    assert message in error_beside(answer, "password1")
    assert stored() == before


def test_one_that_is_like_the_name_is_refused(eve: Player) -> None:
    eve.name, eve.password = "Ottersatnoon", "two grey stones in rain"
    eve.sign_up()
    answer = change(eve, old=eve.password, new="otters-at-noon")
    assert "similar" in error_beside(answer, "password1")


def test_no_password_comes_back_on_the_page(ana: Player) -> None:
    page = change(ana, old="not this one, sorry").content.decode()
    assert "not this one, sorry" not in page
    assert NEW not in page


@pytest.mark.parametrize(("typed", "later"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_on_another_keyboard_both_are_the_same(eve: Player, typed: Any, later: Any) -> None:
    old, new = "zwölf müde Igel", "fünf kühle Bäche"
    eve.password = unicodedata.normalize(later, old)
    eve.sign_up()
    normal = unicodedata.normalize
    assert change(eve, normal(typed, old), normal(typed, new)).status_code == 302
    assert LOCKED not in text_of(elsewhere(eve, normal(later, new)).get("/today/"))


def test_locked_it_isnt_changed_and_no_password_stands_in_the_page(ana: Player) -> None:
    ana.lose_the_key()
    before = stored()
    answer = change(ana)
    assert answer.status_code == 403
    assert LOCKED in text_of(answer)
    assert PASSWORD not in answer.content.decode()
    assert NEW not in answer.content.decode()
    assert stored() == before


def test_locked_the_password_opens_the_form_and_both_are_asked_for_anew(ana: Player) -> None:
    ana.lose_the_key()
    token = "2b1f2f0e-8a8e-4a55-9a3c-000000000001"
    answer = ana.post(PAGE, {"token": token, "unlock_password": PASSWORD})
    assert answer.status_code == 422
    assert error_beside(answer, "oldpassword")
    assert change(ana).status_code == 302


def test_nobody_elses_password_or_browser_is_touched(ana: Player, ben: Player) -> None:
    change(ana)
    assert is_in(ben)
    assert LOCKED not in text_of(elsewhere(ben, PASSWORD).get("/today/"))
