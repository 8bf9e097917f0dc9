"""Choosing one habit, which leads Today until another is chosen."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import Player, field_of, text_of
from troth.content.habits import habits
from troth.grounds.actions import choose_focus
from troth.grounds.models import Focus
from troth.spaces.ids import new_id

pytestmark = pytest.mark.on_any_database


def choose(player: Player, habit: str, token: str | None = None) -> Any:
    token = token or field_of(player.get("/focus/"), "token")
    return player.post("/focus/", {"habit": habit, "token": token})


def the_lead(player: Player) -> str:
    """The habit that leads Today, by its id; empty where none does."""
    text = html.unescape(text_of(player.get("/today/")))
    found = [habit.id for habit in habits().values() if habit.line in text]
    assert len(found) <= 1
    return found[0] if found else ""


@pytest.mark.parametrize("habit", list(habits()))
def test_the_chosen_habit_leads_today(ana: Player, habit: str) -> None:
    answer = choose(ana, habit)
    assert (answer.status_code, answer["Location"]) == (302, "/today/")
    assert the_lead(ana) == habit


def test_before_one_is_chosen_today_offers_the_choice(ana: Player) -> None:
    assert "What would you like to practise first?" in text_of(ana.get("/today/"))
    assert the_lead(ana) == ""


def test_any_of_the_ten_is_a_choice_too(ana: Player) -> None:
    choose(ana, "any")
    assert the_lead(ana) in habits()


@pytest.mark.parametrize("habit", ["stay-curious", "any"])
def test_a_form_sent_twice_chooses_once(ana: Player, habit: str) -> None:
    token = field_of(ana.get("/focus/"), "token")
    leads = []
    for _ in range(2):
        assert choose(ana, habit, token).status_code == 302
        leads.append(the_lead(ana))
    assert leads[0] == leads[1]
    assert Focus.objects.count() == 1


def test_a_form_that_comes_again_with_another_choice_chooses_that(ana: Player) -> None:
    token = field_of(ana.get("/focus/"), "token")
    for habit in ("stay-curious", "give-space", "stay-curious"):
        choose(ana, habit, token)
        assert the_lead(ana) == habit
    assert Focus.objects.filter(is_current=True).count() == 1


def test_another_choice_ends_the_first_and_keeps_it_as_past(ana: Player) -> None:
    choose(ana, "stay-curious")
    choose(ana, "repair-soon")
    assert the_lead(ana) == "repair-soon"
    assert sorted(Focus.objects.values_list("is_current", flat=True)) == [False, True]


def test_the_current_one_is_marked_on_the_page(ana: Player) -> None:
    choose(ana, "be-seen")
    page = " ".join(ana.get("/focus/").content.decode().split())
    assert 'value="be-seen" checked' in page
    assert page.count(" checked") == 1


def test_it_can_be_set_aside(ana: Player) -> None:
    choose(ana, "stay-curious")
    assert ana.post("/focus/set-aside/")["Location"] == "/today/"
    assert "Set aside." in text_of(ana.get("/today/"))
    assert the_lead(ana) == ""
    assert ana.post("/focus/set-aside/").status_code == 302
    choose(ana, "stay-curious")
    assert the_lead(ana) == "stay-curious"


@pytest.mark.parametrize("habit", ["", "keep-score", "stay-curious\0"])
def test_what_is_no_habit_is_refused_in_place(ana: Player, habit: str) -> None:
    answer = choose(ana, habit)
    assert answer.status_code == 422
    assert "Please choose one." in text_of(answer)
    assert Focus.objects.count() == 0


@pytest.mark.parametrize("token", ["02db1f0e-5a3c-8d21-9b7e-3f2a10c4d5e6", "no id"])
def test_a_token_that_cannot_be_one_is_replaced(ana: Player, token: str) -> None:
    assert choose(ana, "stay-curious", token).status_code == 302
    assert str(Focus.objects.get().id) != token


def test_which_habit_lies_sealed(ana: Player) -> None:
    choose(ana, "repair-soon")
    row = Focus.objects.get()
    assert b"repair" not in bytes(row.words)
    assert "repair" not in str(vars(row))


def test_nobody_sees_anothers(ana: Player, ben: Player) -> None:
    choose(ana, "repair-soon")
    assert the_lead(ben) == ""
    ben.post("/focus/set-aside/")
    assert the_lead(ana) == "repair-soon"


def test_one_that_cant_be_opened_is_marked_and_another_can_be_chosen(ana: Player) -> None:
    choose(ana, "repair-soon")
    Focus.objects.update(words=b"not an envelope")
    page = ana.get("/today/")
    assert page.status_code == ana.get("/focus/").status_code == 200
    assert "be opened." in text_of(page)
    choose(ana, "give-space")
    assert the_lead(ana) == "give-space"


def test_one_that_no_content_file_knows_any_more_breaks_no_page(ana: Player) -> None:
    now = timezone.now()
    choose_focus(ana.membership(), "an-older-habit", now, new_id(now.date()))
    for path in ("/today/", "/focus/", "/begin/first/"):
        assert ana.get(path).status_code == 200


def test_there_is_never_more_than_one_even_by_force(ana: Player) -> None:
    choose(ana, "stay-curious")
    choose(ana, "give-space")
    with pytest.raises(IntegrityError), transaction.atomic():
        Focus.objects.update(is_current=True)
