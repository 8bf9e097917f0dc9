"""Looking through one's own by sealed words: posted, so many at a time, never the partner's."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from time_machine import TimeMachineFixture

from tests.cast import Player, error_beside, field_of, text_of
from troth.promises.models import Promise
from troth.promises.past import queries
from troth.promises.tests.acts_of_the_past import said_long_ago

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SEARCH = "/promises/before/search/"
Couple = tuple[Player, Player]


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def look_for(player: Player, words: str = "", **more: Any) -> HttpResponse:
    answer = player.post(SEARCH, {"words": words, "where": "mine", **more})
    assert answer.status_code == 200, text_of(answer)
    return answer


def found(answer: HttpResponse) -> list[str]:
    page = answer.content.decode()
    return [html.unescape(each) for each in re.findall(r'class="what"><span>([^<]+)</span>', page)]


def further(answer: HttpResponse) -> str:
    """The place to look on from; empty where there is none."""
    fields = re.findall(r'name="before" value="([^"]*)"', answer.content.decode())
    return next((field for field in fields if field), "")


def test_what_i_said_is_found_by_its_words_whatever_became_of_it(ana: Player) -> None:
    kept = ana.say("Water the plants at the café", when="today")
    ana.post(f"/promises/mine/{kept}/keep/")
    ana.say("Call the plumber", cue="When I've watered the garden", when="tomorrow")
    ana.say("Sing", when="tomorrow")
    answer = look_for(ana, "WATER")
    assert set(found(answer)) == {"Water the plants at the café", "Call the plumber"}
    assert "kept, today" in text_of(answer)
    assert "That was all." in text_of(answer)
    assert field_of(answer, "words") == "WATER"
    assert found(look_for(ana, "cafe plants")) == ["Water the plants at the café"]


def test_it_is_found_by_what_it_was_about_and_says_so(ana: Player) -> None:
    ana.say("Pay the rent", when="tomorrow", kind="money")
    ana.say("Pay attention", when="tomorrow", kind="being-there")
    answer = look_for(ana, kind="money")
    assert found(answer) == ["Pay the rent"]
    assert "tomorrow · Money" in text_of(answer)
    assert found(look_for(ana, "pay", kind="being-there")) == ["Pay attention"]
    assert 'value="being-there" selected' in look_for(ana, kind="being-there").content.decode()


def test_nothing_found_is_said_kindly_and_what_was_typed_stays(ana: Player) -> None:
    ana.say("Sing", when="tomorrow")
    answer = look_for(ana, "zebra <b>")
    assert "Nothing was found. Perhaps other words, or fewer, will find it." in text_of(answer)
    assert field_of(answer, "words") == "zebra <b>"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": "  "}, "words"),
        ({"words": "x" * 101}, "words"),
        ({"words": "a\x00b"}, "words"),
        ({"kind": "bogus", "words": "Sing"}, "kind"),
    ],
)
def test_what_cannot_be_looked_for_is_said_beside_the_field(
    ana: Player, facts: dict[str, str], field: str
) -> None:
    answer = ana.post(SEARCH, {"kind": "", **facts})
    assert answer.status_code == 422
    assert f'id="search_{field}_error"' in answer.content.decode()
    assert "Found" not in text_of(answer)


def test_words_in_an_address_look_for_nothing(ana: Player) -> None:
    ana.say("Sing to the plants", when="tomorrow")
    for path in (f"{SEARCH}?words=plants", "/promises/before/?words=plants&q=plants"):
        assert "plants" not in text_of(ana.get(path))


def test_between_two_only_what_one_said_oneself_is_found(couple: Couple) -> None:
    ana, ben = couple
    ana.say("Water the roses", when="tomorrow", to="ours", kind="household")
    ana.say("Water the moss", when="tomorrow", to="mine")
    ben.say("Water the lawn", when="tomorrow", to="ours", kind="household")
    ben.say("Water the cactus", when="tomorrow", to="mine", kind="household")
    assert found(look_for(ana, "water", where="ours")) == ["Water the roses"]
    assert found(look_for(ana, "water")) == ["Water the moss"]
    assert found(look_for(ben, "water", where="ours")) == ["Water the lawn"]
    assert found(look_for(ana, kind="household", where="ours")) == ["Water the roses"]
    assert ana.post(SEARCH, {"words": "water", "where": "theirs"}).status_code == 422


def test_the_partners_rows_are_not_even_opened(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else how long it takes would tell how many there are."""
    ana, ben = couple
    said_long_ago(ben, [f"His {number}" for number in range(9)], where="ours")
    said_long_ago(ana, ["Hers"], where="ours")
    theirs = Promise.objects.filter(maker_id=ben.person.id)
    theirs.update(words=b"not to be opened")
    answer = look_for(ana, "h", where="ours")
    assert found(answer) == ["Hers"]
    assert "can’t be opened" not in text_of(answer)


def test_far_back_is_looked_through_so_many_at_a_time_until_that_was_all(
    ana: Player, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    words = {30: "Find the lantern", 700: "Mend the lantern", 1199: "Buy the first lantern"}
    said_long_ago(ana, [words.get(number, f"Step {number}") for number in range(1200)])
    cursor, seen, rounds = "", [], 0
    ana.get("/today/")
    while True:
        with django_assert_max_num_queries(8):
            answer = look_for(ana, "lantern", before=cursor)
        seen.append(found(answer))
        cursor, rounds = further(answer), rounds + 1
        assert field_of(answer, "words") == "lantern"
        assert not re.search(r"\b(1200|500|3)\b", text_of(answer).replace("2026", ""))
        if not cursor:
            break
        assert "far back as what was due" in text_of(answer)
        assert "lantern" not in cursor
    assert seen == [["Find the lantern"], ["Mend the lantern"], ["Buy the first lantern"]]
    assert rounds == -(-1200 // queries.MOST_OPENED)
    assert "That was all." in text_of(answer)


def test_many_found_come_some_at_a_time_each_once(ana: Player) -> None:
    said_long_ago(ana, [f"Step {number}" for number in range(100)])
    cursor, seen = "", []
    while True:
        answer = look_for(ana, "step", before=cursor)
        assert len(found(answer)) <= queries.MOST_FOUND
        seen += found(answer)
        cursor = further(answer)
        if not cursor:
            break
    assert seen == [f"Step {number}" for number in range(100)]


@pytest.mark.parametrize("cursor", ["nonsense", "2026-11-23", "0001-01-01T00:00:00.x"])
def test_a_place_that_is_none_begins_anew(ana: Player, cursor: str) -> None:
    ana.say("Sing", when="tomorrow")
    assert found(look_for(ana, "sing", before=cursor)) == ["Sing"]


def test_those_of_a_rhythm_are_found_by_its_words_and_none_that_is_still_to_come(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    ana.say("Wind the clock", when="today", again="daily", kind="household")
    time_machine.move_to(MONDAY + timedelta(days=2))
    answer = look_for(ana, "clock", kind="household")
    assert found(answer) == ["Wind the clock"] * 3
    assert Promise.objects.count() > 20


def test_what_was_altered_or_taken_back_isnt_found(ana: Player) -> None:
    said_long_ago(ana, ["Polish the lantern", "Sell the lantern", "Light the lantern"])
    first, second, third = Promise.objects.order_by("due_at")
    Promise.objects.filter(id=first.id).update(words=second.words)
    Promise.objects.filter(id=second.id).update(state="kept")
    ana.post(f"/promises/mine/{third.id}/own/", {"note": "I forgot"})
    ana.post(f"/promises/mine/{third.id}/words/take-back/")
    answer = look_for(ana, "lantern")
    assert found(answer) == []
    assert "Something here can’t be opened" in text_of(answer)
    assert "lantern" not in text_of(look_for(ana, kind="other"))


def test_while_it_is_locked_nothing_is_looked_through(ana: Player) -> None:
    said_long_ago(ana, ["Polish the lantern"])
    ana.lose_the_key()
    answer = ana.post(SEARCH, {"words": "lantern"})
    assert answer.status_code == 403
    assert "Polish" not in answer.content.decode()


def test_it_writes_nothing_and_says_its_fault_beside_the_words(ana: Player) -> None:
    answer = ana.post(SEARCH, {"words": "", "kind": ""})
    assert "Write a word, or choose what it was about." in html.unescape(text_of(answer))
    assert error_beside(answer, "words") == ""
