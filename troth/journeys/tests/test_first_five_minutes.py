"""The first five minutes: a name, a password, one question, one small thing."""

from __future__ import annotations

import html
import re

import pytest
from django.http import HttpResponse

from tests.cast import Player, field_of
from tests.cast import text_of as marked_text_of
from troth.content.habits import first_question, habits
from troth.grounds.models import Focus
from troth.promises.models import Promise


def text_of(answer: HttpResponse) -> str:
    return html.unescape(marked_text_of(answer))


def test_from_start_to_today_in_three_forms(eve: Player) -> None:
    eve.password = "nine calm otters at noon"
    assert eve.sign_up()["Location"] == "/begin/"
    asked = eve.get("/begin/")
    assert first_question().question in text_of(asked)
    assert eve.post("/begin/", {"answer": "closeness"})["Location"] == "/begin/first/"
    page = eve.get("/begin/first/")
    facts = {name: field_of(page, name) for name in ("text", "token", "shown_on")}
    assert facts["text"] == habits()["stay-curious"].first_things[0].alone
    assert re.search(r'value="tomorrow"[^>]* checked', page.content.decode())
    answer = eve.post("/promises/new/", {**facts, "when": "tomorrow"})
    assert answer["Location"] == "/today/"
    text = text_of(eve.get("/today/"))
    assert habits()["stay-curious"].line in text
    assert facts["text"] in text
    assert Promise.objects.count() == Focus.objects.count() == 1


def test_no_suggestion_of_ours_is_met_with_a_gentle_word(ana: Player) -> None:
    for habit in habits().values():
        for thing in habit.first_things:
            answer = ana.post("/promises/new/", {"text": thing.alone, "when": "tomorrow"})
            assert answer.status_code == 302, thing.alone


@pytest.mark.parametrize(
    ("answer", "habit"),
    [
        ("keeping my word", "keep-small-promises"),
        ("closeness", "stay-curious"),
        ("mending", "repair-soon"),
    ],
)
def test_each_answer_leads_to_its_habit(ana: Player, answer: str, habit: str) -> None:
    found = [each for each in first_question().answers if each.habit == habit]
    assert len(found) == 1, answer
    ana.post("/begin/", {"answer": found[0].id})
    assert habits()[habit].line in text_of(ana.get("/begin/first/"))


def test_surprise_me_leads_to_any(ana: Player) -> None:
    any_id = next(each.id for each in first_question().answers if each.habit == "any")
    ana.post("/begin/", {"answer": any_id})
    text = text_of(ana.get("/today/"))
    assert sum(habit.line in text for habit in habits().values()) == 1


@pytest.mark.parametrize("habit", ["stay-curious", "any"])
def test_an_answer_sent_twice_is_one_choice(ana: Player, habit: str) -> None:
    answer = next(each.id for each in first_question().answers if each.habit == habit)
    facts = {"answer": answer, "token": field_of(ana.get("/begin/"), "token")}
    for _ in range(2):
        assert ana.post("/begin/", facts)["Location"] == "/begin/first/"
    assert Focus.objects.count() == 1


@pytest.mark.parametrize("facts", [{"answer": "fame"}, {"answer": ""}, {"other": "x"}])
def test_what_is_no_answer_asks_again(ana: Player, facts: dict[str, str]) -> None:
    answer = ana.post("/begin/", facts)
    assert answer.status_code == 422
    assert first_question().question in text_of(answer)
    assert Focus.objects.count() == 0


def test_not_now_is_always_there_and_costs_nothing(ana: Player) -> None:
    for path in ("/begin/", "/begin/first/"):
        page = ana.get(path)
        assert "Not now" in text_of(page)
        assert 'href="/today/"' in page.content.decode()
    assert ana.get("/today/").status_code == 200


def test_without_a_habit_the_first_thing_has_no_suggestion_and_works(ana: Player) -> None:
    page = ana.get("/begin/first/")
    assert field_of(page, "text") == ""
    token = field_of(page, "token")
    facts = {"text": "Sing", "when": "today", "token": token}
    assert ana.post("/promises/new/", facts).status_code == 302


def test_something_wrong_in_the_first_promise_keeps_what_was_typed(ana: Player) -> None:
    page = ana.get("/begin/first/")
    token = field_of(page, "token")
    answer = ana.post("/promises/new/", {"text": "Sing" * 80, "when": "today", "token": token})
    assert answer.status_code == 422
    assert "Sing" * 80 in answer.content.decode()
    assert field_of(answer, "token") == token


def test_an_answer_sent_twice_leaves_one_focus_that_leads(ana: Player) -> None:
    for _ in range(2):
        ana.post("/begin/", {"answer": "closeness"})
    assert Focus.objects.filter(is_current=True).count() == 1
