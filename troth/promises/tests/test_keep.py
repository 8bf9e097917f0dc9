"""Saying that a promise was kept: at once, in time, a little later, on a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, text_of
from troth.promises.models import Ending, Promise
from troth.spaces.ids import new_id

# In Berlin it is ten in the morning.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
THURSDAY = MONDAY + timedelta(days=3)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def keep(player: Player, promise_id: UUID, path: str = "keep/", **facts: str) -> Any:
    return player.post(f"/promises/mine/{promise_id}/{path}", facts)


def the_ending() -> tuple[str, str, bool]:
    row = Ending.objects.get()
    return row.state, row.happened_on.isoformat(), row.is_late


def test_a_tick_keeps_it_now(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    answer = keep(ana, promise_id, back="today")
    assert (answer.status_code, answer["Location"]) == (302, "/today/")
    assert the_ending() == ("kept", "2026-11-23", False)
    assert Promise.objects.get().state == "kept"
    for path in ("/today/", "/promises/"):
        assert "Call the plumber kept, today" in text_of(ana.get(path))


def test_kept_long_before_it_is_due_it_shows_on_today_for_the_day(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    keep(ana, ana.say("Book the tickets", when="date", on="2026-12-20"))
    assert "Book the tickets kept, today" in text_of(ana.get("/today/"))
    ana.stay()
    time_machine.move_to(TUESDAY)
    assert "Book the tickets" not in text_of(ana.get("/today/"))


@pytest.mark.parametrize(
    ("back", "to"),
    [
        ("today", "/today/"),
        ("waiting", "/promises/waiting/"),
        ("promises", "/promises/"),
        ("https://example.org/", "/today/"),
    ],
)
def test_it_leads_back_to_where_one_was(ana: Player, back: str, to: str) -> None:
    assert keep(ana, ana.say("Call the plumber"), back=back)["Location"] == to


def test_afterwards_one_tap_says_that_it_was_kept_in_time(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    promise_id = ana.say("Call the plumber", when="today")
    time_machine.move_to(THURSDAY)
    keep(ana, promise_id, "keep/in-time/")
    assert the_ending() == ("kept", "2026-11-23", False)


def test_a_moment_is_kept_in_time_until_it_is_there(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    promise_id = ana.say("Sing", when="today", at="11:00")
    time_machine.move_to(MONDAY + timedelta(hours=1), tick=False)
    keep(ana, promise_id)
    assert the_ending() == ("kept", "2026-11-23", False)


def test_a_week_is_kept_in_time_until_it_is_over(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    promise_id = ana.say("Sing", when="this-week")
    time_machine.move_to(datetime(2026, 11, 30, 2, 59, tzinfo=UTC))
    keep(ana, promise_id)
    assert the_ending() == ("kept", "2026-11-29", False)


def test_a_tick_after_the_due_time_is_a_little_later(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    promise_id = ana.say("Call the plumber", when="today")
    time_machine.move_to(TUESDAY)
    keep(ana, promise_id)
    assert the_ending() == ("kept", "2026-11-24", True)
    assert "kept, a little later, today" in text_of(ana.get("/promises/"))


def test_a_day_can_be_given(ana: Player, time_machine: TimeMachineFixture) -> None:
    ana.stay()
    promise_id = ana.say("Call the plumber", when="today")
    time_machine.move_to(THURSDAY)
    keep(ana, promise_id, kept="later", on="2026-11-25")
    assert the_ending() == ("kept", "2026-11-25", True)


def test_later_on_the_very_day_is_later(ana: Player, time_machine: TimeMachineFixture) -> None:
    ana.stay()
    promise_id = ana.say("Sing", when="today", at="15:00")
    time_machine.move_to(THURSDAY)
    keep(ana, promise_id, kept="later", on="2026-11-23")
    assert the_ending() == ("kept", "2026-11-23", True)


def test_without_a_day_later_is_now(ana: Player, time_machine: TimeMachineFixture) -> None:
    ana.stay()
    promise_id = ana.say("Call the plumber", when="today")
    time_machine.move_to(THURSDAY)
    keep(ana, promise_id, kept="later")
    assert the_ending() == ("kept", "2026-11-26", True)


@pytest.mark.parametrize(
    ("on", "message"),
    [
        ("2026-11-27", "That day is still to come."),
        ("9999-12-31", "That day is still to come."),
        ("2026-11-22", "That is before the promise was made."),
        ("0001-01-01", "That is before the promise was made."),
        ("2026-02-30", "That day couldn’t be read. Nothing was changed."),
    ],
)
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Juneau", "Etc/GMT+12"])
def test_a_day_that_cant_be_says_so_and_changes_nothing(
    eve: Player, time_machine: TimeMachineFixture, on: str, message: str, zone: str
) -> None:
    eve.password, eve.zone = "nine calm otters at noon", zone
    time_machine.move_to(MONDAY + timedelta(hours=9))
    eve.sign_up()
    eve.stay()
    promise_id = eve.say("Call the plumber", when="today")
    time_machine.move_to(THURSDAY + timedelta(hours=9))
    answer = keep(eve, promise_id, kept="later", on=on)
    assert answer["Location"] == f"/promises/mine/{promise_id}/"
    assert message in text_of(eve.get(answer["Location"]))
    assert Promise.objects.get().state == "open"
    assert Ending.objects.count() == 0


def test_a_tap_sent_twice_is_said_once(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    token = field_of(ana.get(f"/promises/mine/{promise_id}/"), "token")
    for _ in range(2):
        assert keep(ana, promise_id, token=token)["Location"] == "/today/"
    assert Ending.objects.count() == 1


def test_a_second_tap_from_a_stale_page_says_so_and_changes_nothing(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    keep(ana, promise_id)
    answer = keep(ana, promise_id)
    assert answer["Location"] == f"/promises/mine/{promise_id}/"
    assert "This has ended already. Nothing was changed." in text_of(ana.get(answer["Location"]))
    assert Ending.objects.count() == 1


@pytest.mark.parametrize("token", ["", "nonsense", "f7c7a3e0-33f2-4f4c-8a34-0d4c4c0f9b11"])
def test_a_forged_token_is_replaced(ana: Player, token: str) -> None:
    keep(ana, ana.say("Call the plumber", when="today"), token=token)
    assert str(Ending.objects.get().id) != token


def test_the_token_of_another_row_harms_neither(ana: Player) -> None:
    first = ana.say("Call the plumber", when="today")
    second = ana.say("Water the plants", when="today")
    third = ana.say("Sing", when="today")
    keep(ana, first)
    keep(ana, second, token=str(Ending.objects.get().id))
    keep(ana, third, token=str(third))
    assert set(Promise.objects.values_list("state", flat=True)) == {"kept"}
    assert Ending.objects.count() == 3


def test_moving_house_makes_nothing_late(ana: Player, time_machine: TimeMachineFixture) -> None:
    ana.stay()
    promise_id = ana.say("Sing", when="today", at="11:00")
    facts = {"time_zone": "Pacific/Honolulu", "ask_again": "after-a-while", "exit_address": ""}
    ana.post("/me/settings/", facts)
    time_machine.move_to(TUESDAY)
    keep(ana, promise_id, "keep/in-time/")
    assert the_ending()[2] is False
    assert "kept, " in text_of(ana.get("/promises/"))


@pytest.mark.parametrize(
    "path", ["", "keep/", "keep/in-time/", "own/", "move/", "withdraw/", "let-go/"]
)
def test_a_promise_that_isnt_mine_is_never_found(ana: Player, ben: Player, path: str) -> None:
    promise_id = ana.say("Call the plumber")
    for unknown in (promise_id, uuid4(), new_id(MONDAY.date())):
        address = f"/promises/mine/{unknown}/{path}"
        facts = {"when": "today", "note": "mine now"}
        answer = ben.get(address) if path == "" else ben.post(address, facts)
        assert answer.status_code == 404
    assert Promise.objects.get().state == "open"


@pytest.mark.parametrize("path", ["keep/", "keep/in-time/", "withdraw/", "let-go/"])
def test_asking_for_a_step_takes_none(ana: Player, path: str) -> None:
    assert ana.get(f"/promises/mine/{ana.say('Sing')}/{path}").status_code == 405
    assert Promise.objects.get().state == "open"
