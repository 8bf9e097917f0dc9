"""Row 2, for two: rows that they share are changed by SQL; both see the mark, and the rest."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from tests.cast import Player, pair, text_of
from tests.safety.shared_rows import (
    ANSWERED,
    ASKED,
    KEPT,
    LINE,
    NOTE,
    NOTED,
    SAID,
    WITNESS,
    WITNESS_ASK,
    Shared,
    assert_the_rest_renders,
    marks,
)
from troth.asks.models import SetAside
from troth.promises.models import Promise
from troth.record.models import Due, Event

ELSEWHERE = uuid.UUID(int=7)
Couple = tuple[Player, Player]

pytestmark = [pytest.mark.on_any_database, pytest.mark.usefixtures("on_monday")]


def assert_marked(two: Shared, name: str, *gone: str) -> None:
    """On its own page to both, in place of what stood there; and everything else renders."""
    for player in two.both:
        answer = player.get(two.page(name))
        assert marks(answer) >= 1, player.name
        text = text_of(answer)
        assert [each for each in gone if each in text] == [], player.name
    assert_the_rest_renders(two)


PROMISE: dict[str, dict[str, Any]] = {
    "the due instant": {"due_at": datetime(2031, 1, 1, tzinfo=UTC)},
    "the due day": {"due_on": date(2031, 1, 1)},
    "a due time where there was none": {"due_kind": "moment", "due_time": time(9)},
    "a zone that there isn't": {"due_zone": "Mars/Olympus"},
    "the day it was made": {"made_on": date(2020, 2, 2)},
    "what it follows": {"follows_id": ELSEWHERE},
    "kept, which nobody said": {"state": "kept"},
    "released, which nobody said": {"state": "released"},
    "taken back, which nobody said": {"state": "withdrawn"},
    "shared, which a shared one can't be": {"state": "shared"},
    "a state that there isn't": {"state": "broken"},
    "other bytes": {"words": bytes(1000)},
    "no one we know": {"maker_id": ELSEWHERE},
}


@pytest.mark.parametrize("change", PROMISE.values(), ids=PROMISE.keys())
def test_a_changed_promise_is_marked_to_both(two: Shared, change: dict[str, Any]) -> None:
    two.rows("promise").update(**change)
    assert_marked(two, "said", SAID)


def test_hers_made_his_is_marked_to_both(two: Shared) -> None:
    """He can't pass off her promise as his own, nor as one that he asked of her."""
    two.rows("promise").update(maker_id=two.ben.person.id)
    assert_marked(two, "said", SAID)
    assert two.ben.post(f"{two.page('said')}keep/").status_code == 302
    assert two.rows("promise").get().state == "open"


def test_swapped_words_of_two_people_are_marked_at_both_places(two: Shared) -> None:
    witness = Promise.objects.filter(id=two.ids["witness"])
    hers, his = two.rows("promise").get().words, witness.get().words
    two.rows("promise").update(words=his)
    witness.update(words=hers)
    for player in two.both:
        for name in ("said", "witness"):
            answer = player.get(two.page(name))
            assert marks(answer) >= 1
            assert SAID not in text_of(answer)
            assert WITNESS not in text_of(answer)
    assert_the_rest_renders(two, WITNESS_ASK)


def test_another_couples_row_opens_to_nobody(two: Shared, cleo: Player, dan: Player) -> None:
    pair(cleo, dan)
    theirs = cleo.membership("ours")
    two.rows("promise").update(space_id=theirs.space_id, maker_id=cleo.person.id)
    for player in (cleo, dan):
        answer = player.get(two.page("said"))
        assert marks(answer) >= 1
        assert SAID not in text_of(answer)
        assert player.get("/today/").status_code == 200
    for player in two.both:
        assert player.get(two.page("said")).status_code == 404


def test_her_private_row_put_into_the_shared_space_opens_to_nobody(two: Shared) -> None:
    private = two.ana.say("Call my sister")
    Promise.objects.filter(id=private).update(space_id=two.space_id)
    for player in two.both:
        answer = player.get(f"/promises/ours/{private}/")
        assert marks(answer) >= 1
        assert "Call my sister" not in text_of(answer)
    assert_the_rest_renders(two)


ENDING: dict[str, dict[str, Any]] = {
    "its state": {"state": "kept"},
    "a state that there isn't": {"state": "broken"},
    "whether it was late": {"is_late": True},
    "the day it happened": {"happened_on": date(2020, 2, 2)},
    "the day it was recorded": {"recorded_on": date(2020, 2, 2)},
    "its person": {"person_id": ELSEWHERE},
    "its id": {"id": ELSEWHERE},
    "its words": {"words": bytes(1000)},
    "its promise": {"promise_id": ELSEWHERE},
}


@pytest.mark.parametrize("change", ENDING.values(), ids=ENDING.keys())
def test_a_changed_ending_is_marked_to_both(two: Shared, change: dict[str, Any]) -> None:
    two.rows("ending").update(**change)
    assert_marked(two, "noted", NOTED, NOTE)


def test_an_ending_put_into_the_others_name_is_marked(two: Shared) -> None:
    two.rows("ending").update(person_id=two.ben.person.id)
    assert_marked(two, "noted", NOTED, NOTE)


def test_an_ended_one_made_to_look_open_is_marked_and_cant_be_ended_anew(two: Shared) -> None:
    two.rows("kept").update(state="open")
    assert_marked(two, "kept", KEPT)
    two.ben.post(f"{two.page('kept')}release/")
    two.ana.post(f"{two.page('kept')}own/", {"note": "x"})
    assert two.rows("kept").get().state == "open"


LANDING: dict[str, dict[str, Any]] = {
    "its promise": {},
    "its person": {"person_id": ELSEWHERE},
    "its day": {"recorded_on": date(2020, 2, 2)},
    "its words": {"words": bytes(1000)},
}


@pytest.mark.parametrize("change", LANDING.values(), ids=LANDING.keys())
def test_a_changed_landing_is_marked_to_both(two: Shared, change: dict[str, Any]) -> None:
    two.rows("landing").update(**change or {"promise_id": two.ids["noted"]})
    assert_marked(two, "kept" if change else "noted", LINE)
    for player in two.both:
        assert (KEPT if change else NOTED) in text_of(player.get("/promises/?in=ours"))


def test_a_landing_put_into_the_makers_name_is_marked(two: Shared) -> None:
    two.rows("landing").update(person_id=two.ana.person.id)
    assert_marked(two, "kept", LINE)


ASK: dict[str, dict[str, Any]] = {
    "its asker": {"asker_id": ELSEWHERE},
    "its day": {"asked_on": date(2026, 11, 22)},
    "when it fades": {"fades_at": datetime(2027, 11, 23, tzinfo=UTC)},
    "that it was taken back": {"is_taken_back": True},
    "its words": {"words": bytes(1000)},
}


@pytest.mark.parametrize("change", ASK.values(), ids=ASK.keys())
def test_a_changed_ask_is_marked_to_both(two: Shared, change: dict[str, Any]) -> None:
    two.rows("ask").update(**change)
    assert_marked(two, "ask", ASKED)


def test_an_ask_put_into_the_others_mouth_is_marked(two: Shared) -> None:
    two.rows("ask").update(asker_id=two.ben.person.id)
    assert_marked(two, "ask", ASKED)


ANSWER: dict[str, dict[str, Any]] = {
    "its person": {"person_id": ELSEWHERE},
    "its day": {"answered_on": date(2026, 11, 20)},
    "its words": {"words": bytes(1000)},
}


@pytest.mark.parametrize("change", ANSWER.values(), ids=ANSWER.keys())
def test_a_changed_answer_is_marked_to_both(two: Shared, change: dict[str, Any]) -> None:
    two.rows("answer").update(**change)
    assert_marked(two, "ask", ANSWERED)


def test_what_was_set_aside_moved_about_tells_nothing_and_breaks_nothing(two: Shared) -> None:
    two.ana.post(f"{two.page('witness_ask')}set-aside/")
    row = SetAside.objects.filter(person_id=two.ana.person.id)
    for change in (
        {"until": date(2020, 2, 2)},
        {"person_id": two.ben.person.id},
        {"space_id": two.space_id, "person_id": two.ana.person.id},
        {"space_id": two.ben.membership().space_id, "person_id": two.ben.person.id},
    ):
        SetAside.objects.update(**change)
        assert_the_rest_renders(two)
        assert "set it aside" not in text_of(two.ben.get(two.page("witness_ask")))
    assert not row.exists()


def test_the_record_moved_about_breaks_nothing(two: Shared) -> None:
    ana, ben = (player.person.id for player in two.both)
    Due.objects.filter(person_id=ana).update(person_id=ELSEWHERE)
    Event.objects.update(person_id=ben, day=date(2020, 2, 2))
    assert_the_rest_renders(two, WITNESS, WITNESS_ASK)
    Event.objects.update(target_id=two.ids["said"])
    for row in Due.objects.all():
        Due.objects.filter(pk=row.pk).update(target_id=uuid4())
    for player in two.both:
        for page in two.pages:
            assert player.get(page).status_code == 200, page


@pytest.mark.parametrize(
    "table", ["promises_promise", "promises_ending", "promises_landing", "asks_ask", "asks_answer"]
)
def test_text_in_place_of_sealed_bytes_breaks_no_page_of_either(two: Shared, table: str) -> None:
    value = "'clear'" if connection.vendor == "sqlite" else "'clear'::bytea"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET words = {value}")
    for player in two.both:
        assert sum(marks(player.get(page)) for page in two.pages) >= 1
        assert {player.get(page).status_code for page in two.pages} == {200}
