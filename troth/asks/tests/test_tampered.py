"""What somebody changed in the database is marked in its place; forged answers count for none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.cast import Player, text_of
from troth.asks.models import Answer, Ask, SetAside
from troth.asks.opening import ANSWER_TABLE, ASK_TABLE
from troth.asks.tests.acts import MONDAY, Couple, ask, promise, say_no, set_aside
from troth.asks.words import AnswerWords, AskWords
from troth.promises.models import Promise
from troth.sealing import seal_words
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership

pytestmark = pytest.mark.on_any_database

CANT = "This can’t be opened."


def forge(by: Player, ask_id: UUID, **facts: Any) -> None:
    """An answer, sealed and signed by `by` with their own keys, put into the database."""
    ours = by.membership("ours")
    row_id, today = new_id(date(2026, 11, 23)), date(2026, 11, 23)
    usual = {
        "ask": str(ask_id),
        "revision": 1,
        "kind": "no",
        "line": "Forged",
        "promise": "",
        "answered_on": today.isoformat(),
    }
    words = AnswerWords(**{**usual, **facts})
    Answer.objects.create(
        space_id=ours.space_id,
        id=row_id,
        ask_id=ask_id,
        person_id=ours.person_id,
        answered_on=today,
        words=seal_words(ours.ring(), ours.context(ANSWER_TABLE, row_id), words),
    )


@pytest.mark.parametrize(
    "change",
    [
        {"words": b"not an envelope"},
        {"words": b""},
        {"asked_on": date(2026, 11, 22)},
        {"fades_at": MONDAY + timedelta(days=90)},
        {"is_taken_back": True},
    ],
)
def test_a_changed_ask_is_marked_and_the_rest_of_the_page_goes_on(
    two: Couple, change: dict[str, Any]
) -> None:
    ana, ben = two
    ask_id, other = ask(ana, "Bring the bread"), ask(ana, "Bring the salt")
    Ask.objects.filter(id=ask_id).update(**change)
    for player in two:
        page = text_of(player.get("/asks/"))
        assert "Bring the bread" not in page
        assert "Bring the salt" in page
        assert CANT in text_of(player.get(f"/asks/{ask_id}/"))
    assert ben.get("/today/").status_code == 200
    assert promise(ben, other).status_code == 302


def test_words_put_into_the_others_mouth_are_not_shown(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    Ask.objects.update(asker_id=ben.person.id)
    page = text_of(ana.get(f"/asks/{ask_id}/"))
    assert CANT in page
    assert "Read me a page" not in page


def test_what_cant_be_opened_isnt_answered_changed_or_taken_back(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    Ask.objects.update(words=b"not an envelope")
    for step in ("yes", "smaller", "no"):
        facts = {"text": "I do", "line": "No", "when": "tomorrow", "revision": "0"}
        assert ben.post(f"/asks/{ask_id}/{step}/", facts).status_code == 422
    assert ana.post(f"/asks/{ask_id}/change/", {"text": "Sing"}).status_code == 422
    assert ana.post(f"/asks/{ask_id}/take-back/").status_code == 302
    assert Answer.objects.count() == Promise.objects.count() == 0
    assert bytes(Ask.objects.get().words) == b"not an envelope"


def test_what_cant_be_opened_can_be_set_aside(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    Ask.objects.update(words=b"not an envelope")
    today = ben.get("/today/")
    assert CANT in text_of(today)
    assert f'formaction="/asks/{ask_id}/set-aside/"' in today.content.decode()
    assert f"/asks/{ask_id}/yes/" not in today.content.decode()
    set_aside(ben, ask_id)
    assert CANT not in text_of(ben.get("/today/"))


@pytest.mark.parametrize(
    "change",
    [{"words": b"not an envelope"}, {"answered_on": date(2026, 11, 22)}],
)
def test_a_changed_answer_is_marked_in_its_place(two: Couple, change: dict[str, Any]) -> None:
    ana, ben = two
    ask_id = ask(ana)
    say_no(ben, ask_id, "Too tired")
    Answer.objects.update(**change)
    for player in two:
        for path in ("/asks/", f"/asks/{ask_id}/"):
            page = text_of(player.get(path))
            assert CANT in page
            assert "Too tired" not in page
            assert "Read me a page" in page


def test_an_answer_put_under_another_ask_is_marked(two: Couple) -> None:
    ana, ben = two
    first, second = ask(ana, "One"), ask(ana, "Two")
    say_no(ben, first, "Too tired")
    Answer.objects.update(ask_id=second)
    assert "Too tired" not in text_of(ana.get("/asks/"))
    assert CANT in text_of(ana.get(f"/asks/{second}/"))


def test_an_answer_that_the_asker_signed_is_passed_over(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    forge(ana, ask_id)
    for player in two:
        page = text_of(player.get("/asks/"))
        assert "Forged" not in page
        assert "Read me a page" in page
    assert "Read me a page" in text_of(ben.get("/today/"))
    say_no(ben, ask_id, "My own word")
    assert "My own word" in text_of(ana.get("/asks/"))


def test_a_yes_that_names_the_promise_of_somebody_else_is_passed_over(two: Couple) -> None:
    ana, ben = two
    token = ana.say("I cook tonight", to="ours")
    ask_id = ask(ana)
    forge(ben, ask_id, kind="yes", line="", promise=str(Promise.objects.get(id=token).id))
    for player in two:
        page = text_of(player.get("/asks/"))
        assert "said yes" not in page
        assert "You said" not in page
    promise(ben, ask_id, "I read you one")
    assert "Ben said yes, today. I read you one" in text_of(ana.get("/asks/"))


@pytest.mark.parametrize("kind", ["perhaps", "yes"])
def test_an_answer_of_no_known_kind_or_without_its_promise_breaks_no_page(
    two: Couple, kind: str
) -> None:
    ana, ben = two
    ask_id = ask(ana)
    words = AnswerWords(str(ask_id), 1, "no", "", "", "2026-11-23")
    object.__setattr__(words, "kind", kind)
    ours = ben.membership("ours")
    say_no(ben, ask_id)
    row = Answer.objects.get()
    Answer.objects.update(
        words=seal_words(ours.ring(), ours.context(ANSWER_TABLE, row.id), words, 2)
    )
    for path in ("/asks/", f"/asks/{ask_id}/"):
        assert CANT in text_of(ana.get(path))


def test_words_that_the_asker_bent_behind_an_answer_are_marked(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana, "Bring the bread")
    say_no(ben, ask_id, "Closed today")
    bend(ana.membership("ours"), ask_id, "Love me")
    for player in two:
        page = text_of(player.get(f"/asks/{ask_id}/"))
        assert "Love me" not in page
        assert CANT in page
        assert "Closed today" in page


def bend(ours: Membership, ask_id: UUID, text: str) -> None:
    """Seal other words over an ask, as the asker's own program could."""
    row = Ask.objects.get(id=ask_id)
    words = AskWords(text, "2026-11-23", "2026-11-30", "Europe/Berlin")
    context = ours.context(ASK_TABLE, ask_id)
    Ask.objects.filter(id=row.id).update(words=seal_words(ours.ring(), context, words, 2))


@pytest.mark.parametrize("zone", ["Nowhere/Land", "../etc/passwd", "\0", ""])
def test_a_zone_that_is_none_breaks_no_page(two: Couple, zone: str) -> None:
    ana, ben = two
    ask_id = ask(ana)
    words = AskWords("Sing", "2026-11-23", "2026-11-30", "UTC")
    object.__setattr__(words, "zone", zone)
    ours = ana.membership("ours")
    sealed = seal_words(ours.ring(), ours.context(ASK_TABLE, ask_id), words, 2)
    Ask.objects.update(words=sealed)
    for path in ("/today/", "/asks/", f"/asks/{ask_id}/"):
        assert ben.get(path).status_code == 200


def test_what_was_set_aside_and_cant_be_opened_is_asked_again(two: Couple) -> None:
    ana, ben = two
    set_aside(ben, ask(ana))
    SetAside.objects.update(words=b"not an envelope")
    assert "Read me a page" in text_of(ben.get("/today/"))
    assert ben.get("/asks/").status_code == 200
