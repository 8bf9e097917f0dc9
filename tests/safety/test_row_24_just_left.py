"""Row 24: the other leaves while somebody’s form is on its way; no word of it is lost."""

from __future__ import annotations

from contextlib import AbstractContextManager

import pytest

from tests.cast import Player, field_of, text_of
from tests.meanwhile import meanwhile
from tests.safety.shared_rows import MONDAY, Shared
from troth.asks.models import Answer, Ask
from troth.asks.tests.acts import form_of
from troth.journeys.leaving.actions import leave
from troth.promises.models import Ending, Landing, Promise
from troth.record.models import Due

Couple = tuple[Player, Player]
TYPED = "It rained the whole evening"

pytestmark = pytest.mark.usefixtures("on_monday")


def while_ben_leaves(two: Shared) -> AbstractContextManager[None]:
    his = two.ben.membership("ours")
    return meanwhile(lambda: leave(his, MONDAY, takes_words_back=False))


def test_a_promise_to_him_isnt_made_and_says_that_he_is_gone(two: Shared) -> None:
    facts = {"text": TYPED, "when": "tomorrow", "to": "ours"}
    facts["token"] = field_of(two.ana.get("/promises/new/"), "token")
    before = Promise.objects.count()
    with while_ben_leaves(two):
        answer = two.ana.post("/promises/new/", facts)
    assert answer.status_code == 422
    assert "There is nobody here to say it to now." in text_of(answer)
    assert field_of(answer, "text") == TYPED
    assert Promise.objects.count() == before
    assert two.ana.post("/promises/new/", {**facts, "to": ""}).status_code == 302
    assert Promise.objects.get(id=facts["token"]).space_id == two.ana.membership().space_id


def test_an_ask_isnt_made_and_its_words_are_there(two: Shared) -> None:
    token = field_of(two.ana.get("/asks/new/"), "token")
    before = Ask.objects.count()
    with while_ben_leaves(two):
        answer = two.ana.post("/asks/new/", {"text": TYPED, "token": token, "as_it_is": "yes"})
    assert answer.status_code == 422
    assert TYPED in text_of(answer)
    assert Ask.objects.count() == before
    assert not Due.objects.exclude(space_id=two.ana.membership().space_id).exists()


@pytest.mark.parametrize("how", ["yes", "smaller", "no"])
def test_an_answer_isnt_given_and_its_words_are_there(two: Shared, how: str) -> None:
    facts = form_of(two.ana, two.ids["witness_ask"], how)
    facts["line" if how == "no" else "text"] = TYPED
    promises = Promise.objects.count()
    with while_ben_leaves(two):
        answer = two.ana.post(f"{two.page('witness_ask')}{how}/", facts)
    assert answer.status_code == 422
    assert TYPED in text_of(answer)
    assert not Answer.objects.filter(ask_id=two.ids["witness_ask"]).exists()
    assert Promise.objects.count() == promises


@pytest.mark.parametrize(
    ("step", "facts"),
    [
        ("keep", {}),
        ("own", {"note": TYPED}),
        ("withdraw", {"note": TYPED}),
        ("move", {"when": "this-week"}),
    ],
)
def test_a_promise_stays_as_it_was(two: Shared, step: str, facts: dict[str, str]) -> None:
    page = two.page("said")
    token = field_of(two.ana.get(page), "token")
    with while_ben_leaves(two):
        answer = two.ana.post(f"{page}{step}/", {**facts, "token": token})
    assert answer.status_code == 422
    assert ("note" not in facts) or TYPED in text_of(answer)
    assert not Ending.objects.filter(promise_id=two.ids["said"]).exists()
    assert Promise.objects.get(id=two.ids["said"]).state == "open"


def test_how_it_landed_isnt_said_and_its_words_are_there(two: Shared) -> None:
    page = f"{two.page('witness_kept')}landed/"
    token = field_of(two.ana.get(page), "token")
    before = Landing.objects.count()
    with while_ben_leaves(two):
        answer = two.ana.post(page, {"kind": "noticed", "line": TYPED, "token": token})
    assert answer.status_code == 422
    assert TYPED in text_of(answer)
    assert Landing.objects.count() == before


def test_what_was_to_be_shared_stays_private_and_open(two: Shared) -> None:
    promise_id = two.ana.say("Call the plumber", when="wednesday")
    page = f"/promises/mine/{promise_id}/"
    before = Promise.objects.count()
    with while_ben_leaves(two):
        answer = two.ana.post(f"{page}share/")
    assert "What was said stays as it is." in text_of(two.ana.get(answer["Location"]))
    assert Promise.objects.count() == before
    assert Promise.objects.get(id=promise_id).state == "open"
