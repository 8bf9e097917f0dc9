"""The lines of an ending, taken back: the ending stays, and a mark that something was written."""

from __future__ import annotations

from typing import Any

from tests.cast import Player, text_of
from troth.promises.models import Ending, Promise
from troth.promises.wording.tests.between import Between, parted
from troth.sealing import revision_of

LINE = "I slept through it"


def address(between: Between) -> str:
    return f"{between.page}endings/{Ending.objects.latest('number').id}/words/take-back/"


def take_back(between: Between) -> None:
    answer = between.ana.post(address(between))
    assert (answer.status_code, answer["Location"]) == (302, between.page)


def test_both_see_the_ending_and_that_a_line_was_taken_back(owned: Between) -> None:
    take_back(owned)
    assert "You took back what you wrote about it." in owned.seen_by(owned.ana)
    assert "Ana took back what was written about it." in owned.seen_by(owned.ben)
    owned.both_see("it didn’t happen; said today")
    owned.neither_sees(LINE)


def test_all_of_say_more_and_what_stood_there_before_goes_too(owned: Between) -> None:
    page = address(owned).removesuffix("take-back/")
    facts = {"note": "A nap", "will_do": "Two alarms", "like_for_you": "Long", "revision": "1"}
    owned.ana.post(page, facts)
    owned.both_see("Two alarms", "Long", LINE)
    take_back(owned)
    owned.neither_sees("A nap", "Two alarms", "Long", LINE, "Changed")


def test_facts_stay_signed(owned: Between) -> None:
    row: dict[str, Any] = dict(Ending.objects.values().get())
    take_back(owned)
    now: dict[str, Any] = dict(Ending.objects.values().get())
    assert revision_of(now.pop("words")) == revision_of(row.pop("words")) + 1
    assert now == row
    assert Promise.objects.get().state == "owned"


def test_a_line_to_one_that_was_withdrawn_leaves_its_mark(between: Between) -> None:
    between.ana.post(f"{between.page}withdraw/", {"note": "Too much this week"})
    assert "Too much this week" in between.seen_by(between.ben)
    take_back(between)
    assert "Ana took back what was written about it." in between.seen_by(between.ben)
    between.neither_sees("Too much this week")


def test_the_confirmation_says_what_will_be_seen(owned: Between) -> None:
    text = text_of(owned.ana.get(address(owned)))
    assert LINE in text
    assert "In their place Ben will see: Ana took back what was written about it." in text


def test_twice_is_once(owned: Between) -> None:
    take_back(owned)
    take_back(owned)
    assert revision_of(Ending.objects.get().words) == 2


def test_only_who_wrote_it_takes_it_back(owned: Between, cleo: Player) -> None:
    for player in (owned.ben, cleo):
        assert player.get(address(owned)).status_code == 404
        assert player.post(address(owned)).status_code == 404
    owned.both_see(LINE)


def test_where_nothing_was_written_there_is_nothing_to_take_back(kept: Between) -> None:
    assert kept.ana.get(address(kept)).status_code == 404
    assert kept.ana.post(address(kept)).status_code == 404


def test_whoever_stays_takes_it_back_in_a_space_that_has_ended(owned: Between) -> None:
    ended = parted(owned, by="Ben")
    take_back(ended)
    assert LINE not in ended.seen_by(ended.ana)
    assert "it didn’t happen" in ended.seen_by(ended.ana)
