"""Today: what leads, what is due, what waits, what comes later, and when that's all."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.content.habits import habits

pytestmark = pytest.mark.on_any_database

# In Berlin it is ten in the morning.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ALL = "That’s all for today."
WENT_BY = "Some days went by."


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


@pytest.fixture
def staying(ana: Player) -> Player:
    """Ana, whose browser stays signed in while the clock moves on."""
    ana.stay()
    return ana


def main_of(player: Player) -> str:
    page = player.get("/today/")
    assert page.status_code == 200
    found = re.search(r"<main[\s\S]*</main>", page.content.decode())
    assert found is not None
    return found[0]


def says(player: Player, *parts: str) -> bool:
    """Whether Today shows these in this order."""
    text = text_of(player.get("/today/"))
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def test_a_new_persons_today_is_calm(ana: Player) -> None:
    assert says(ana, "What would you like to practise first?", "Make a small promise", ALL)


def test_the_habit_leads_with_its_line_and_a_small_thing(ana: Player) -> None:
    ana.post("/focus/", {"habit": "give-space"})
    habit = habits()["give-space"]
    main = main_of(ana)
    assert main.index(habit.name) < main.index("Make a small promise")
    assert sum(thing in main for thing in habit.for_one) == 1
    assert "/promises/new/" in main


def test_whoever_has_said_something_for_tomorrow_isnt_asked_for_more(ana: Player) -> None:
    ana.post("/focus/", {"habit": "give-space"})
    assert "One small thing you mean to do" in main_of(ana)
    ana.say("Call the plumber", when="tomorrow")
    assert "One small thing you mean to do" not in main_of(ana)


def test_what_is_due_today_comes_before_what_comes_later(ana: Player) -> None:
    ana.say("Sing", when="wednesday")
    ana.say("Call the plumber", when="today")
    assert says(ana, "You said you would", "Call the plumber", "In the days to come", "Sing")


def test_what_is_meant_for_this_week_stands_there_all_week(
    staying: Player, time_machine: TimeMachineFixture
) -> None:
    staying.say("Sing", when="this-week")
    for days in (0, 3, 6):
        time_machine.move_to(MONDAY + timedelta(days=days))
        assert says(staying, "You said you would", "Sing", "this week")


def test_what_is_further_away_isnt_there_yet(
    staying: Player, time_machine: TimeMachineFixture
) -> None:
    staying.say("Sing", when="date", on="2026-12-24")
    assert not says(staying, "Sing")
    time_machine.move_to(datetime(2026, 12, 20, 9, 0, tzinfo=UTC))
    assert says(staying, "In the days to come", "Sing")


def test_a_time_that_has_come_waits_for_a_word(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.say("Sing", when="today", at="11:00")
    assert not says(ana, "no word yet")
    time_machine.move_to(MONDAY + timedelta(hours=1), tick=False)
    assert says(ana, "Sing", "no word yet")
    main = main_of(ana)
    for step in ("keep/in-time/", "keep/", "own/", "let-go/"):
        assert step in main


def test_what_is_older_than_three_days_folds_away(
    staying: Player, time_machine: TimeMachineFixture
) -> None:
    staying.say("Call the plumber", when="today")
    time_machine.move_to(MONDAY + timedelta(days=3))
    assert says(staying, "Call the plumber", "on Monday, no word yet")
    assert not says(staying, WENT_BY)
    time_machine.move_to(MONDAY + timedelta(days=4))
    assert not says(staying, "Call the plumber")
    assert says(staying, WENT_BY, "Have a look")
    assert "Call the plumber" in text_of(staying.get("/promises/waiting/"))


def test_being_away_for_long_never_fills_the_page(
    staying: Player, time_machine: TimeMachineFixture
) -> None:
    for number in range(12):
        staying.say(f"Promise {number}", when="today")
    time_machine.move_to(MONDAY + timedelta(days=90))
    assert "Promise" not in text_of(staying.get("/today/")).replace("Promises", "")
    assert says(staying, WENT_BY)


def test_nothing_ever_says_missed_or_overdue(
    staying: Player, time_machine: TimeMachineFixture
) -> None:
    staying.say("Call the plumber", when="today")
    for days in (1, 5):
        time_machine.move_to(MONDAY + timedelta(days=days))
        for path in ("/today/", "/promises/", "/promises/waiting/"):
            words = text_of(staying.get(path)).casefold()
            assert not re.search(
                r"failed|overdue|streak|missed(?! anything)",
                words.replace("nothing here counts as missed", ""),
            )


def test_that_is_all_once_everything_has_its_word(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    ana.say("Sing", when="wednesday")
    assert not says(ana, ALL)
    ana.post(f"/promises/mine/{promise_id}/keep/")
    assert says(ana, "Call the plumber kept, today", ALL)


def test_what_waits_keeps_the_day_from_being_done(
    staying: Player, time_machine: TimeMachineFixture
) -> None:
    staying.say("Call the plumber", when="today")
    for days in (1, 10):
        time_machine.move_to(MONDAY + timedelta(days=days))
        assert not says(staying, ALL)
    staying.post("/promises/waiting/let-go/")
    assert says(staying, ALL)


def test_one_that_cant_be_opened_is_marked_and_the_rest_stands(ana: Player) -> None:
    from troth.promises.models import Promise

    ana.say("Call the plumber", when="today")
    altered = ana.say("Sing", when="today")
    Promise.objects.filter(id=altered).update(due_on="2026-11-22")
    text = text_of(ana.get("/today/"))
    assert "Call the plumber" in text
    assert "Sing" not in text
    assert "be opened." in text


@pytest.mark.parametrize(
    ("hour", "line", "greeting"),
    [
        (3, "Sunday night", "Good evening, Ana"),
        (4, "Monday morning", "Good morning, Ana"),
        (11, "Monday morning", "Good morning, Ana"),
        (12, "Monday afternoon", "Good afternoon, Ana"),
        (17, "Monday afternoon", "Good afternoon, Ana"),
        (18, "Monday evening", "Good evening, Ana"),
        (21, "Monday evening", "Good evening, Ana"),
        (22, "Monday night", "Good evening, Ana"),
        (23, "Monday night", "Good evening, Ana"),
    ],
)
def test_the_greeting_follows_the_hour(
    db: None, time_machine: TimeMachineFixture, hour: int, line: str, greeting: str
) -> None:
    time_machine.move_to(datetime(2026, 11, 23, hour, 30, tzinfo=UTC), tick=False)
    player = Player("Ana", Client(), "UTC")
    player.sign_up()
    assert says(player, line, greeting)


@pytest.mark.parametrize(
    ("zone", "line"),
    [
        ("Europe/Berlin", "Monday morning"),
        ("America/Los_Angeles", "Sunday night"),
        ("Asia/Kolkata", "Monday afternoon"),
        ("Pacific/Auckland", "Monday night"),
        ("Pacific/Kiritimati", "Monday night"),
    ],
)
def test_the_greeting_follows_the_place(db: None, zone: str, line: str) -> None:
    player = Player("Ana", Client(), zone)
    player.sign_up()
    assert says(player, line)


def test_signed_out_it_leads_to_signing_in(eve: Player) -> None:
    assert eve.get("/today/").status_code == 302


def test_it_can_only_be_read(ana: Player) -> None:
    assert ana.post("/today/", {}).status_code == 405
    assert ana.client.head("/today/").status_code == 200
