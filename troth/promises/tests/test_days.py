"""A day turns at four in the morning where somebody is, also where clocks are changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.promises.models import Ending, Promise


def signed_up_at(time_machine: TimeMachineFixture, when: datetime, zone: str) -> Player:
    time_machine.move_to(when, tick=False)
    player = Player("Ana", Client(), zone)
    assert player.sign_up().status_code == 302
    player.stay()
    return player


@pytest.mark.parametrize(
    ("zone", "four_in_the_morning"),
    [
        ("Europe/Berlin", datetime(2026, 11, 24, 3, 0, tzinfo=UTC)),
        ("Asia/Kathmandu", datetime(2026, 11, 23, 22, 15, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 11, 24, 12, 0, tzinfo=UTC)),
        ("Pacific/Kiritimati", datetime(2026, 11, 23, 14, 0, tzinfo=UTC)),
    ],
)
def test_until_four_it_is_still_today(
    db: None, time_machine: TimeMachineFixture, zone: str, four_in_the_morning: datetime
) -> None:
    player = signed_up_at(time_machine, four_in_the_morning - timedelta(hours=5), zone)
    promise_id = player.say("Call the plumber", when="today")
    time_machine.move_to(four_in_the_morning - timedelta(seconds=1), tick=False)
    assert "today" in text_of(player.get(f"/promises/mine/{promise_id}/"))
    assert "no word yet" not in text_of(player.get("/today/"))
    time_machine.move_to(four_in_the_morning, tick=False)
    assert "yesterday, no word yet" in text_of(player.get("/today/"))
    assert Promise.objects.get().due_at == four_in_the_morning


def test_at_three_in_the_morning_tomorrow_is_the_day_that_dawns(
    db: None, time_machine: TimeMachineFixture
) -> None:
    player = signed_up_at(time_machine, datetime(2026, 11, 24, 2, 0, tzinfo=UTC), "Europe/Berlin")
    player.say("Call the plumber", when="tomorrow")
    row = Promise.objects.get()
    assert (row.made_on.isoformat(), row.due_on.isoformat()) == ("2026-11-23", "2026-11-24")


def test_two_people_have_two_days(
    ana: Player, ben: Player, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2026, 11, 23, 20, 0, tzinfo=UTC), tick=False)
    for player in (ana, ben):
        player.sign_in()
        player.say("Call the plumber", when="today")
    assert Promise.objects.get(maker_id=ana.person.id).due_on.isoformat() == "2026-11-23"
    assert Promise.objects.get(maker_id=ben.person.id).due_on.isoformat() == "2026-11-24"


def test_a_promise_keeps_the_zone_in_which_it_was_said(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), tick=False)
    ana.sign_in()
    ana.stay()
    promise_id = ana.say("Call the plumber", when="today")
    facts = {"time_zone": "Asia/Tokyo", "ask_again": "after-a-while", "exit_address": ""}
    ana.post("/open/", {"password": ana.password})
    ana.post("/me/settings/", facts)
    time_machine.move_to(datetime(2026, 11, 24, 2, 59, tzinfo=UTC), tick=False)
    assert "no word yet" not in text_of(ana.get("/promises/"))
    ana.post(f"/promises/mine/{promise_id}/keep/")
    assert Ending.objects.get().is_late is False
    assert "be opened" not in text_of(ana.get("/promises/"))


def test_the_long_night_of_autumn_is_one_day(db: None, time_machine: TimeMachineFixture) -> None:
    # Clocks go back from three to two on 25 October 2026.
    player = signed_up_at(time_machine, datetime(2026, 10, 24, 18, 0, tzinfo=UTC), "Europe/Berlin")
    by_day = player.say("Call the plumber", when="today")
    by_hour = player.say("Lights out", when="today", at="02:30")
    due = {row.id: row.due_at for row in Promise.objects.all()}
    assert due[by_day] == datetime(2026, 10, 25, 3, 0, tzinfo=UTC)
    assert due[by_hour] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    time_machine.move_to(datetime(2026, 10, 25, 1, 15, tzinfo=UTC), tick=False)
    player.post(f"/promises/mine/{by_hour}/keep/")
    player.post(f"/promises/mine/{by_day}/keep/")
    said = {row.promise_id: row.is_late for row in Ending.objects.all()}
    assert said == {by_hour: True, by_day: False}


def test_a_time_that_spring_skips_is_the_later_one(
    db: None, time_machine: TimeMachineFixture
) -> None:
    # Clocks go forward from two to three on 28 March 2027.
    player = signed_up_at(time_machine, datetime(2027, 3, 27, 18, 0, tzinfo=UTC), "Europe/Berlin")
    promise_id = player.say("Lights out", when="today", at="02:30")
    assert Promise.objects.get().due_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    time_machine.move_to(datetime(2027, 3, 28, 1, 30, tzinfo=UTC), tick=False)
    player.post(f"/promises/mine/{promise_id}/keep/")
    assert Ending.objects.get().is_late is False
    assert "be opened" not in text_of(player.get("/promises/"))


def test_a_clock_that_was_set_back_harms_nothing(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2026, 11, 23, 9, 0, tzinfo=UTC), tick=False)
    ana.sign_in()
    promise_id = ana.say("Call the plumber", when="today")
    page = f"/promises/mine/{promise_id}/"
    ana.post(f"{page}keep/")
    time_machine.move_to(datetime(2026, 11, 23, 8, 0, tzinfo=UTC), tick=False)
    ana.post(f"{page}own/", {"note": "not really"})
    assert Promise.objects.get().state == "owned"
    text = text_of(ana.get(page))
    assert "it didn’t happen; said today" in text
    assert "be opened" not in text
