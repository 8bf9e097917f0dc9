"""A promise's own story: said, reworded, moved from and to, ended and put right, by day."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, text_of
from troth.promises.models import Promise

pytestmark = pytest.mark.on_any_database

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Couple = tuple[Player, Player]


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def page(promise_id: UUID, to: str = "ours") -> str:
    return f"/promises/{to}/{promise_id}/"


def story(player: Player, path: str) -> list[str]:
    """Its steps, with where each leads in brackets; empty where there is no story."""
    text = player.get(path).content.decode()
    found = re.search(r"<h2>Its story</h2>([\s\S]*?)</section>", text)
    steps = re.findall(r"<li>([\s\S]*?)</li>", found[1]) if found else []
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", each)).split()) for each in steps]


def moved(player: Player, promise_id: UUID, when: str, to: str = "ours") -> UUID:
    answer = player.post(f"{page(promise_id, to)}move/", {"when": when})
    assert answer.status_code == 302
    return Promise.objects.get(follows_id=promise_id).id


def reworded(player: Player, promise_id: UUID, text: str) -> None:
    address = f"{page(promise_id)}words/"
    revision = field_of(player.get(address), "revision")
    answer = player.post(address, {"text": text, "cue": "", "revision": revision})
    assert answer.status_code == 302


def test_one_that_was_only_said_has_no_story(ana: Player) -> None:
    assert story(ana, page(ana.say("Sing", when="tomorrow"), "mine")) == []


def test_both_read_how_it_went_from_the_first_word_to_the_last(
    couple: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = couple
    for player in couple:
        player.stay()
    promise_id = ana.say("Call the bank", when="thursday", to="ours")
    time_machine.shift(timedelta(days=1))
    reworded(ana, promise_id, "Call the bank about the card")
    time_machine.shift(timedelta(days=1))
    ana.post(f"{page(promise_id)}own/", {"note": "I put it off"})
    ana.post(f"{page(promise_id)}keep/", {"kept": "later", "on": "2026-11-25"})
    for player in (ana, ben):
        steps = story(player, page(promise_id))
        assert [step.partition(",")[0] for step in steps] == [
            "said on Monday", "in other words", "it didn’t happen; said today I put it off"
            + (" In other words Take these words back" if player is ana else ""), "kept",
        ]  # fmt: skip
        assert "due tomorrow" in steps[0]
        assert "yesterday" in steps[1]


def test_every_move_is_told_both_ways_and_leads_to_the_others(ana: Player) -> None:
    first = ana.say("Call the bank", when="tomorrow")
    second = moved(ana, first, "wednesday", "mine")
    third = moved(ana, second, "thursday", "mine")
    ana.post(f"{page(third, 'mine')}keep/")
    for promise_id, led in (
        (first, ["to", "to"]),
        (second, ["from", "to"]),
        (third, ["from", "from"]),
    ):
        steps = story(ana, page(promise_id, "mine"))
        assert steps[0] == "said today, due tomorrow"
        assert steps[1].startswith("moved before it was due, today; due on Wednesday since then")
        assert steps[2].startswith("moved before it was due, today; due on Thursday since then")
        assert steps[3] == "kept, today"
        assert [step.rsplit(" ", 1)[1] for step in steps[1:3]] == led
        shown = ana.get(page(promise_id, "mine")).content.decode()
        for other in {first, second, third} - {promise_id}:
            assert f'href="{page(other, "mine")}"' in shown


def test_what_was_taken_back_silently_leaves_no_trace_in_the_others_story(couple: Couple) -> None:
    ana, ben = couple
    first = ana.say("Call the bank", when="tomorrow", to="ours")
    second = moved(ana, first, "wednesday")
    third = moved(ana, second, "thursday")
    ana.post(f"{page(third)}withdraw/", {"note": ""})
    for promise_id in (first, second, third):
        assert ben.get(page(promise_id)).status_code == 404
        assert len(story(ana, page(promise_id))) == 4


def test_what_was_taken_back_with_a_line_is_told(couple: Couple) -> None:
    ana, ben = couple
    first = ana.say("Call the bank", when="tomorrow", to="ours")
    second = moved(ana, first, "wednesday")
    ana.post(f"{page(second)}withdraw/", {"note": "They closed it"})
    assert story(ben, page(first))[-1] == "taken back before it was due, today"
    assert story(ben, page(second))[-1] == "taken back before it was due, today They closed it"


def test_words_that_were_taken_back_take_their_changes_with_them(couple: Couple) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the bank", when="thursday", to="ours")
    reworded(ana, promise_id, "Call the other bank")
    assert "in other words, today" in story(ben, page(promise_id))
    ana.post(f"{page(promise_id)}keep/")
    ana.post(f"{page(promise_id)}words/take-back/")
    assert story(ben, page(promise_id)) == ["said today, due on Thursday", "kept, today"]


def test_a_chain_that_was_closed_to_a_ring_from_outside_hangs_nothing(couple: Couple) -> None:
    ana, ben = couple
    first = ana.say("Call the bank", when="tomorrow", to="ours")
    second = moved(ana, first, "wednesday")
    Promise.objects.filter(id=first).update(follows_id=second)
    for player in (ana, ben):
        for promise_id in (first, second):
            assert player.get(page(promise_id)).status_code in (200, 404)
    assert "be opened." in text_of(ana.get(page(first)))


def test_what_follows_only_by_the_database_is_not_told(couple: Couple) -> None:
    ana, ben = couple
    first = ana.say("Call the bank", when="tomorrow", to="ours")
    moved(ana, first, "wednesday")
    other = ana.say("Something else", when="thursday", to="ours")
    theirs = ben.say("Cook", when="thursday", to="ours")
    Promise.objects.filter(follows_id=first).update(follows_id=None)
    Promise.objects.filter(id=other).update(follows_id=first)
    Promise.objects.filter(id=theirs).update(follows_id=other)
    steps = story(ana, page(first))
    assert steps == ["said today, due tomorrow", "moved before it was due, today"]


def test_a_long_chain_is_told_within_the_pages_queries(
    couple: Couple,
    time_machine: TimeMachineFixture,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the bank", when="tomorrow", to="ours")
    chain = [promise_id]
    for _ in range(24):
        chain.append(moved(ana, chain[-1], "wednesday" if len(chain) % 2 else "thursday"))
    ben.get("/today/")
    ana.get("/today/")
    for player in (ana, ben):
        for each in (chain[0], chain[12], chain[-1]):
            with django_assert_max_num_queries(8):
                assert player.get(page(each)).status_code == 200
    assert len(story(ana, page(chain[12]))) == 25
    assert len(story(ana, page(chain[0]))) == 22


def test_what_it_is_about_stands_on_ones_own_page_and_nowhere_else(couple: Couple) -> None:
    ana, ben = couple
    promise_id = ana.say("Pay the rent", when="tomorrow", to="ours", kind="money")
    assert "About: Money" in text_of(ana.get(page(promise_id)))
    for path in (page(promise_id), "/promises/", "/today/", "/us/"):
        assert "Money" not in text_of(ben.get(path))
    assert "Money" not in text_of(ana.get("/promises/"))
