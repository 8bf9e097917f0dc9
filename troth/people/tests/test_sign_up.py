"""Signing up: what is asked, what is refused and how, and what then stands there."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import Client

from tests.cast import Player, error_beside, field_of, text_of
from troth.people.models import Bundle, Person, Session, Wrap
from troth.spaces.models import Member, Space

# Not the cast’s own, in which "seven" holds her name.
PASSWORD = "nine calm otters at noon"
WITHOUT_NAME = "Please choose one without your name in it."


def fill_in(eve: Player, **facts: str) -> HttpResponse:
    usual = {
        "username": "eve",
        "password1": PASSWORD,
        "called": "Eve",
        "time_zone": "Europe/Lisbon",
    }
    return eve.post("/sign-up/", {**usual, **facts})


def test_the_page_says_who_runs_this_before_it_asks_for_a_password(eve: Player) -> None:
    page = eve.get("/sign-up/").content.decode()
    assert page.index("Robin, at home in Utrecht") < page.index('name="password1"')
    assert page.index("Choose it alone.") < page.index('name="password1"')


def test_closed_to_new_people_the_page_says_so_and_takes_nobody(eve: Player, settings: Any) -> None:
    settings.TROTH_SIGN_UP_IS_OPEN = False
    for answer in (eve.get("/sign-up/"), fill_in(eve)):
        assert answer.status_code == 200
        assert "Nobody new can start here" in text_of(answer)
    assert Person.objects.count() == 0


def test_signing_up_makes_one_person_with_keys_and_a_private_space(eve: Player) -> None:
    answer = fill_in(eve)
    assert (answer.status_code, answer["Location"]) == (302, "/begin/")
    person, bundle = Person.objects.get(), Bundle.objects.get()
    assert (person.username, person.time_zone, person.email) == ("eve", "Europe/Lisbon", "")
    assert (bundle.person_id, bundle.generation) == (person.id, 1)
    assert Wrap.objects.get().bundle_id == bundle.id
    assert Space.objects.get().id == bundle.private_space_id
    assert Member.objects.get().person_id == person.id
    assert "Eve" in text_of(eve.get("/today/"))


@pytest.mark.parametrize(
    ("facts", "name", "message"),
    [
        ({"username": ""}, "username", "fill this in"),
        ({"username": "e"}, "username", "at least 2"),
        ({"username": "e" * 41}, "username", "at most 40"),
        ({"username": "e\0ve"}, "username", "Null characters"),
        ({"password1": ""}, "password1", "fill this in"),
        ({"password1": "nine char"}, "password1", "at least 10"),
        ({"password1": "1234567890"}, "password1", "too common"),
        ({"username": "otter"}, "password1", WITHOUT_NAME),
        ({"username": "Otters"}, "password1", WITHOUT_NAME),
        ({"called": "OTTERS"}, "password1", WITHOUT_NAME),
        ({"username": "nine calm otter at noon"}, "password1", "similar"),
        ({"called": "E" * 41}, "called", "at most 40"),
        ({"called": "E\0ve"}, "called", "Null characters"),
    ],
)
def test_what_is_refused_says_why_beside_its_field(
    eve: Player, facts: dict[str, str], name: str, message: str
) -> None:
    answer = fill_in(eve, **facts)
    assert message in error_beside(answer, name)
    assert Person.objects.count() == 0


def test_ten_characters_are_enough_and_a_name_of_two_letters_may_stand_in_them(eve: Player) -> None:
    assert fill_in(eve, username="ev", called="E", password1="evx-wq!7zk").status_code == 302


def test_what_was_typed_stays_but_for_the_password(eve: Player) -> None:
    answer = fill_in(eve, password1="herons7qz")
    assert field_of(answer, "username") == "eve"
    assert field_of(answer, "called") == "Eve"
    assert field_of(answer, "time_zone") == "Europe/Lisbon"
    assert "herons7qz" not in answer.content.decode()


def test_a_taken_name_is_refused_in_any_letters(ana: Player, eve: Player) -> None:
    for name in ("ana", "Ana", "ANA", "ａｎａ"):
        answer = fill_in(eve, username=name)
        assert error_beside(answer, "username"), name
    assert Person.objects.count() == 1


def test_a_name_with_capitals_signs_in_in_any_letters(eve: Player) -> None:
    assert fill_in(eve, username="Eve.Marie", called="").status_code == 302
    for name in ("Eve.Marie", "eve.marie", " EVE.MARIE "):
        answer = Client().post("/sign-in/", {"login": name, "password": PASSWORD})
        assert answer.status_code == 302, name


def test_left_empty_one_is_called_by_the_name_as_it_was_typed(eve: Player) -> None:
    fill_in(eve, username="Zoë", called="  ")
    assert "Zoë" in text_of(eve.get("/today/"))


def test_a_name_typed_on_another_keyboard_is_the_same_name(eve: Player) -> None:
    fill_in(eve, username=unicodedata.normalize("NFD", "josé"))
    for form in ("NFC", "NFD"):
        facts = {"login": unicodedata.normalize(form, "José"), "password": PASSWORD}
        assert Client().post("/sign-in/", facts).status_code == 302, form


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "localtime", "Factory", "../../etc/passwd"])
def test_an_unknown_zone_is_no_obstacle_and_today_says_so(eve: Player, zone: str) -> None:
    assert fill_in(eve, time_zone=zone).status_code == 302
    assert Person.objects.get().time_zone == ""
    assert "Set your time zone" in text_of(eve.get("/today/"))
    eve.say("Water the plants", when="today")
    assert "Water the plants" in text_of(eve.get("/today/"))


def test_any_letters_and_pictures_make_a_name(eve: Player) -> None:
    fill_in(eve, username="евa 🦊", called="Ева 🦊 <b>")
    page = eve.get("/today/").content.decode()
    assert "Ева 🦊 &lt;b&gt;" in page
    assert Client().post("/sign-in/", {"login": "ЕВa 🦊", "password": PASSWORD}).status_code == 302


class OnInsert:
    """Does something of its own the first time that a row goes into one table."""

    def __init__(self, table: str, act: Any) -> None:
        self.table, self.act, self.is_done = table, act, False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not self.is_done and sql.startswith(f'INSERT INTO "{self.table}"'):
            self.is_done = True
            self.act()
        return execute(sql, params, many, context)


def test_of_two_who_choose_a_name_in_the_same_moment_the_later_is_told(eve: Player) -> None:
    def somebody_else() -> None:
        Person.objects.create(username="eve", joined_on="2026-11-23")

    with connection.execute_wrapper(OnInsert("people_person", somebody_else)):
        answer = fill_in(eve)
    assert error_beside(answer, "username") == "Somebody has just taken this name."
    assert field_of(answer, "called") == "Eve"
    assert Bundle.objects.count() == Space.objects.count() == 0
    assert eve.get("/today/").status_code == 302


def test_a_sign_up_that_breaks_off_leaves_nothing(eve: Player) -> None:
    def break_off() -> None:
        raise DatabaseError("the disk is full")

    eve.client.raise_request_exception = False
    with connection.execute_wrapper(OnInsert("spaces_member", break_off)):
        assert fill_in(eve).status_code == 500
    for model in (Person, Bundle, Wrap, Space, Member, Session):
        assert model._default_manager.count() == 0, model
    eve.client.raise_request_exception = True
    assert fill_in(eve).status_code == 302


@pytest.mark.parametrize(("typed", "later"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_password_typed_on_another_keyboard_is_the_same_password(
    eve: Player, typed: Any, later: Any
) -> None:
    password = "zwölf müde Igel"
    fill_in(eve, password1=unicodedata.normalize(typed, password))
    facts = {"login": "eve", "password": unicodedata.normalize(later, password)}
    client = Client()
    assert client.post("/sign-in/", facts).status_code == 302
    assert client.get("/today/").status_code == 200
    assert "locked" not in client.get("/today/").content.decode()


def test_who_is_signed_in_is_led_on_from_the_form(ana: Player) -> None:
    assert ana.get("/sign-up/").status_code == 302
    assert ana.get("/sign-in/").status_code == 302
