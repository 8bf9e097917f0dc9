"""Remembering something small: one line, how often, from which day on."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from tests.cast import Player, error_beside, field_of, text_of
from troth.gestures.actions import make_gesture
from troth.gestures.models import Gesture
from troth.gestures.rules import MOST
from troth.gestures.tests.acts import on_list, on_today, remember, said
from troth.record.models import Due, Event
from troth.spaces.ids import new_id
from troth.spaces.recurrence import Pattern, Recurrence


@pytest.mark.parametrize(
    ("how_often", "more", "occasion", "phrase"),
    [
        ("once", {}, "once 2026-11-23", "today, once"),
        ("once", {"on": "2026-11-27"}, "once 2026-11-27", "once, on Friday, 27 November"),
        ("daily", {}, "daily from 2026-11-23", "every day"),
        (
            "daily",
            {"on": "2026-11-25"},
            "daily from 2026-11-25",
            "every day, from 25 November",
        ),
        ("weekdays", {}, "weekdays from 2026-11-23", "Monday to Friday"),
        ("days", {"days": ["3", "0"]}, "days 0 3 from 2026-11-23", "every Monday and Thursday"),
        ("weekly", {"on": "2026-11-24"}, "weekly from 2026-11-24", "every Tuesday"),
        ("fortnightly", {}, "fortnightly from 2026-11-23", "every other Monday"),
        (
            "fortnightly",
            {"on": "2026-11-16"},
            "fortnightly from 2026-11-16",
            "every other Monday, next on 30 November",
        ),
    ],
)
def test_it_is_there_on_its_days(
    ana: Player, how_often: str, more: dict[str, str], occasion: str, phrase: str
) -> None:
    remember(ana, "A hug at the door", how_often, **more)
    assert Gesture.objects.get().occasion == occasion
    assert f"A hug at the door {phrase}" in said(ana, "/gestures/")


def test_what_falls_on_today_is_on_today_and_the_rest_waits_for_its_day(ana: Player) -> None:
    remember(ana, "Hug")
    remember(ana, "Errand", "weekly", on="2026-11-26")
    assert on_today(ana) == ["Hug"]
    assert on_list(ana) == (["Hug"], ["Errand"])


def test_it_is_calm_and_never_keeps_the_day_from_being_done(ana: Player) -> None:
    remember(ana, "Hug")
    assert "That’s all for today." in said(ana, "/today/")


def test_nothing_of_it_is_an_event(ana: Player) -> None:
    remember(ana, "Hug")
    assert not Event.objects.exists()
    assert [due.kind for due in Due.objects.all()] == ["gesture"]


def test_without_any_the_list_says_what_it_is_and_how_to_begin(ana: Player) -> None:
    page = ana.get("/gestures/")
    assert "Nothing to remember yet" in text_of(page)
    for number in range(4):
        idea = field_of(ana.get(f"/gestures/new/?idea={number}"), "text")
        assert idea in text_of(page)
    assert field_of(ana.get("/gestures/new/?idea=<b>"), "text") == ""


def test_a_form_sent_twice_makes_one(ana: Player) -> None:
    token = field_of(ana.get("/gestures/new/"), "token")
    facts = {"text": "Hug", "how_often": "daily", "token": token}
    for _time in range(2):
        assert ana.post("/gestures/new/", facts)["Location"] == "/gestures/"
    assert str(Gesture.objects.get().id) == token
    ana.post("/gestures/new/", {**facts, "text": "Tea"})
    assert on_list(ana) == (["Hug", "Tea"], [])
    assert Due.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "field", "problem"),
    [
        ({"text": " "}, "text", "One line is enough."),
        ({"text": "x" * 201}, "text", "at most 200"),
        ({"how_often": ""}, "how_often", "Please choose how often."),
        ({"how_often": "yearly"}, "how_often", "Please choose how often."),
        ({"how_often": "days"}, "days", "Please choose one day or more."),
        ({"how_often": "days", "text": ""}, "days", "Please choose one day or more."),
        ({"how_often": "days", "days": "7"}, "days", "Please choose from these days."),
        ({"how_often": "once", "on": "2026-11-22"}, "on", "That day has gone by."),
        ({"on": "2028-11-22"}, "on", "That is very far away."),
        ({"on": "1066-10-14"}, "on", "That is very long ago."),
        ({"on": "soon"}, "on", "Enter a valid date."),
    ],
)
def test_what_doesnt_fit_is_said_beside_the_field_and_the_words_are_kept(
    ana: Player, facts: dict[str, str], field: str, problem: str
) -> None:
    answer = ana.post("/gestures/new/", {"text": "Hug at the door", "how_often": "daily", **facts})
    assert answer.status_code == 422
    assert problem in error_beside(answer, field)
    assert "text" in facts or field_of(answer, "text") == "Hug at the door"
    assert not Gesture.objects.exists()


def test_fifty_are_enough_and_the_words_are_kept(ana: Player) -> None:
    mine, now = ana.membership(), timezone.now()
    daily = Recurrence(Pattern.DAILY, date(2026, 11, 23))
    for number in range(MOST):
        make_gesture(mine, f"Hug {number}", daily, now, new_id(now.date()))
    assert "You have fifty of them." in said(ana, "/gestures/new/")
    answer = ana.post("/gestures/new/", {"text": "Tea", "how_often": "daily"})
    assert answer.status_code == 422
    assert "You have fifty of them." in text_of(answer)
    assert Gesture.objects.count() == MOST


def test_words_and_days_are_sealed_or_signed(ana: Player) -> None:
    remember(ana, "Quincewater for tea")
    row = Gesture.objects.get()
    assert b"Quince" not in bytes(row.words)
    assert "Quince" not in str(vars(row))
