"""All promises, for two: what I said and what my partner said stand apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.promises.models import Promise

pytestmark = pytest.mark.on_any_database

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


@pytest.fixture
def staying(couple: tuple[Player, Player]) -> tuple[Player, Player]:
    for player in couple:
        player.stay()
    return couple


def sections(player: Player, path: str = "/promises/") -> dict[str, str]:
    """What stands under each heading of the page."""
    page = player.get(path).content.decode()
    page = re.sub(r"<summary><span>(Lately)</span>.*?</summary>", r"<h2>\1</h2>", page)
    parts = re.split(r"<h2>(.*?)</h2>", page)
    return {
        title: " ".join(re.sub(r"<[^>]+>", " ", body).split())
        for title, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def test_what_each_said_to_whom_stands_apart(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    ana.say("Call the plumber", when="tomorrow", to="ours")
    ana.say("Stretch", when="tomorrow")
    ben.say("Cook on Thursday", when="thursday", to="ours")
    ben.say("Buy the present", when="tomorrow")
    found = sections(ana)
    assert "Call the plumber" in found["You said to Ben"]
    assert "Stretch" in found["You said to yourself"]
    assert "Cook on Thursday" in found["Ben said"]
    assert "Stretch" not in found["You said to Ben"]
    assert "Buy the present" not in str(found)


def test_without_any_the_page_says_what_to_do(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    text = text_of(ana.get("/promises/"))
    assert "Nothing is promised between you just now." in text
    assert "Make a small promise" in text


def test_what_waits_for_my_word_of_both_spaces_comes_first(
    staying: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    ana, _ben = staying
    ana.say("Call the plumber", when="today", to="ours")
    ana.say("Stretch", when="today")
    time_machine.move_to(MONDAY + timedelta(days=1))
    waiting = sections(ana)["No word yet"]
    assert "Call the plumber" in waiting
    assert "Stretch" in waiting


@pytest.mark.parametrize("step", ["keep/", "own/", "", "release"])
def test_what_the_partner_ended_or_let_go_by_folds_away_after_three_days(
    staying: tuple[Player, Player], time_machine: TimeMachineFixture, step: str
) -> None:
    ana, ben = staying
    promise_id = ana.say("Call the plumber", when="today", to="ours")
    if step == "release":
        ben.post(f"/promises/ours/{promise_id}/release/")
    elif step:
        ana.post(f"/promises/ours/{promise_id}/{step}")
    time_machine.move_to(MONDAY + timedelta(days=2))
    assert "Call the plumber" in sections(ben)["Lately"]
    assert "Call the plumber" in text_of(ben.get("/today/"))
    time_machine.move_to(MONDAY + timedelta(days=5))
    for path in ("/promises/", "/promises/?in=ours", "/today/"):
        assert "Call the plumber" not in text_of(ben.get(path))
    # By its address it is still there.
    assert "Call the plumber" in text_of(ben.get(f"/promises/ours/{promise_id}/"))


def test_mine_waits_for_my_word_however_long_and_the_partners_does_not(
    staying: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    ana, ben = staying
    ana.say("Call the plumber", when="tomorrow", to="ours")
    ben.say("Cook on Tuesday", when="tomorrow", to="ours")
    time_machine.move_to(MONDAY + timedelta(days=9))
    assert "Call the plumber" in str(sections(ana))
    assert "Cook on Tuesday" not in str(sections(ana))
    assert "Cook on Tuesday" in str(sections(ben))


def test_a_slip_owned_late_is_seen_for_three_days_more(
    staying: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    ana, ben = staying
    promise_id = ana.say("Call the plumber", when="today", to="ours")
    time_machine.move_to(MONDAY + timedelta(days=9))
    assert "Call the plumber" not in text_of(ben.get("/promises/"))
    ana.post(f"/promises/ours/{promise_id}/own/", {"note": "I put it off"})
    assert "it didn’t happen; said today" in sections(ben)["Lately"]


def test_my_own_past_is_looked_at_one_space_at_a_time(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    for text, to in (("Stretch", "mine"), ("Call the plumber", "ours")):
        ana.post(f"/promises/{to}/{ana.say(text, when='today', to=to)}/keep/")
    ben.post(f"/promises/ours/{ben.say('Cook', when='today', to='ours')}/keep/")
    before = sections(ana)["Before"]
    assert "Stretch" in before
    assert "plumber" not in before
    before = sections(ana, "/promises/?in=ours")["Before"]
    assert "Call the plumber" in before
    assert "Stretch" not in before
    assert "Cook" not in before


def test_the_further_pages_stay_in_their_space(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    for number in range(21):
        ana.post(f"/promises/ours/{ana.say(f'Number {number}.', when='today', to='ours')}/let-go/")
    for promise in Promise.objects.all():
        ana.post(f"/promises/ours/{promise.id}/keep/")
    assert 'href="/promises/before/?in=ours"' in ana.get("/promises/?in=ours").content.decode()
    page = ana.get("/promises/before/?in=ours").content.decode()
    link = re.search(r'href="(/promises/before/\?[^"]*before=[^"]+)"', page)
    assert link is not None
    assert "in=ours" in link[1]
    further = ana.get(link[1].replace("&amp;", "&")).content.decode()
    shown = set(re.findall(r"Number \d+\.", page)) | set(re.findall(r"Number \d+\.", further))
    assert len(shown) == 21


@pytest.mark.parametrize("where", ["theirs", "nonsense", "", "space"])
def test_another_space_has_no_past_here(couple: tuple[Player, Player], where: str) -> None:
    ana, ben = couple
    where = str(ben.membership().space_id) if where == "space" else where
    assert ana.get("/promises/", data={"in": where}).status_code == 404


def test_alone_there_is_no_other_space_to_look_at(ana: Player) -> None:
    assert ana.get("/promises/", data={"in": "ours"}).status_code == 404


def test_the_partners_endings_have_no_total_filter_or_search(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    for number in range(23):
        promise_id = ben.say(f"Cook it, the {number}th", when="today", to="ours")
        ben.post(f"/promises/ours/{promise_id}/own/")
    page = ana.get("/promises/").content.decode()
    assert not re.search(r"\b23\b", text_of(ana.get("/promises/")))
    assert not re.findall(r'type="search"|name="state"|name="q"', page)
    for extra in ("?state=owned", "?q=Cook"):
        assert text_of(ana.get(f"/promises/{extra}")) == text_of(ana.get("/promises/"))


def test_it_takes_at_most_eight_queries(
    staying: tuple[Player, Player],
    time_machine: TimeMachineFixture,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    live_together(staying, time_machine)
    for path in ("/promises/", "/promises/?in=ours", "/promises/new/", "/promises/waiting/"):
        with django_assert_max_num_queries(8):
            assert staying[0].get(path).status_code == 200


def test_one_promise_takes_at_most_eight_queries(
    staying: tuple[Player, Player],
    time_machine: TimeMachineFixture,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    live_together(staying, time_machine)
    ana, ben = staying
    for promise in Promise.objects.filter(space_id=ana.membership("ours").space_id):
        for player in (ana, ben):
            with django_assert_max_num_queries(8):
                player.get(f"/promises/ours/{promise.id}/")


def live_together(couple: tuple[Player, Player], time_machine: TimeMachineFixture) -> None:
    """Something of every kind, from both, ended in every way."""
    for player in couple:
        for to in ("mine", "ours"):
            player.say("Open", when="date", on="2026-12-24", to=to)
            player.say("Waiting", when="today", to=to)
            for step in ("keep/", "own/", "withdraw/", "move/"):
                promise_id = player.say(f"Ended by {step}", when="tomorrow", to=to)
                facts = {"when": "wednesday", "note": "" if step == "withdraw/" else "A line"}
                player.post(f"/promises/{to}/{promise_id}/{step}", facts)
            again = player.say("Opened again", when="wednesday", to=to)
            for step in ("keep/", "reopen/"):
                player.post(f"/promises/{to}/{again}/{step}")
        moved = player.say("Moved, then taken back", when="tomorrow", to="ours")
        player.post(f"/promises/ours/{moved}/move/", {"when": "wednesday"})
        follower = Promise.objects.get(follows_id=moved)
        facts = {"note": "With a line" if player is couple[0] else ""}
        player.post(f"/promises/ours/{follower.id}/withdraw/", facts)
    time_machine.move_to(MONDAY + timedelta(days=1))
    for player in couple:
        player.get("/today/")  # shows what was said of the forms; a session is touched once a day
