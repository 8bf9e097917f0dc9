"""A gentle word when a promise sounds bigger than one can keep: never a refusal."""

from __future__ import annotations

import pytest

from tests.cast import Player, field_of, text_of
from troth.promises.models import Promise


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Always be on time", "“Always” is hard to keep."),
        ("Never shout", "“Never” is hard to keep."),
        ("Cook every evening", "Every time is a lot."),
        ("Cook and clean and sing", "This sounds like several promises."),
    ],
)
def test_something_big_is_met_with_a_gentle_word(ana: Player, text: str, word: str) -> None:
    answer = ana.post("/promises/new/", {"text": text, "when": "today", "cue": "At six"})
    assert answer.status_code == 422
    assert word in text_of(answer)
    assert field_of(answer, "text") == text
    assert field_of(answer, "cue") == "At six"
    assert Promise.objects.count() == 0


def test_it_can_be_said_as_it_is(ana: Player) -> None:
    token = field_of(ana.get("/promises/new/"), "token")
    answer = ana.post("/promises/new/", {"text": "Never shout", "when": "today", "token": token})
    facts = {name: field_of(answer, name) for name in ("text", "token", "as_it_is")}
    assert facts["as_it_is"] == "yes"
    assert ana.post("/promises/new/", {**facts, "when": "today"}).status_code == 302
    assert "Never shout" in text_of(ana.get("/today/"))


def test_a_smaller_one_goes_straight_through(ana: Player) -> None:
    token = field_of(ana.get("/promises/new/"), "token")
    answer = ana.post("/promises/new/", {"text": "Never shout", "when": "today", "token": token})
    assert field_of(answer, "token") == token
    facts = {"text": "Lower my voice at breakfast", "when": "today", "token": token}
    assert ana.post("/promises/new/", facts).status_code == 302


def test_something_wrong_is_said_before_the_gentle_word(ana: Player) -> None:
    answer = ana.post("/promises/new/", {"text": "Never shout", "when": "date"})
    assert "hard to keep" not in text_of(answer)
    assert "Please pick the day." in text_of(answer)


def test_the_gentle_word_is_not_said_again_for_the_same_words(ana: Player) -> None:
    facts = {"text": "I will never be late", "when": "today"}
    first = ana.post("/promises/new/", facts)
    assert "is hard to keep" in text_of(first)
    again = ana.post("/promises/new/", {**facts, "heard": field_of(first, "heard")})
    assert again.status_code == 302
