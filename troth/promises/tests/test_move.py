"""Saying early that it will be another time: the promise moves, and what follows it is linked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, error_beside, field_of, text_of
from troth.promises.models import Ending, Promise

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def move(player: Player, promise_id: UUID, when: str = "tomorrow", **facts: str) -> Any:
    address = f"/promises/mine/{promise_id}/move/"
    usual = {"token": field_of(player.get(address), "token"), "when": when}
    return player.post(address, {**usual, **facts})


def test_a_moved_promise_ends_and_another_follows_it(ana: Player) -> None:
    first = ana.say("Call the plumber", when="today", cue="With tea")
    assert move(ana, first)["Location"] == "/today/"
    successor = Promise.objects.get(follows_id=first)
    assert Promise.objects.get(id=first).state == "moved"
    assert (successor.state, successor.due_on.isoformat()) == ("open", "2026-11-24")
    assert "moved before it was due, today" in text_of(ana.get("/promises/"))
    page = text_of(ana.get(f"/promises/mine/{successor.id}/"))
    assert "Call the plumber" in page
    assert "With tea" in page


def test_the_two_are_linked_both_ways(ana: Player) -> None:
    first = ana.say("Call the plumber", when="today")
    move(ana, first)
    second = Promise.objects.get(follows_id=first).id
    assert f"/promises/mine/{second}/" in ana.get(f"/promises/mine/{first}/").content.decode()
    assert f"/promises/mine/{first}/" in ana.get(f"/promises/mine/{second}/").content.decode()


def test_it_can_move_again_and_again(ana: Player) -> None:
    current = ana.say("Call the plumber", when="today")
    for when in ("tomorrow", "wednesday", "this-week"):
        move(ana, current, when)
        current = Promise.objects.get(follows_id=current).id
    assert Promise.objects.filter(state="moved").count() == 3
    assert "Call the plumber" in text_of(ana.get("/today/"))


def test_a_form_sent_twice_moves_once(ana: Player) -> None:
    first = ana.say("Call the plumber", when="today")
    token = field_of(ana.get(f"/promises/mine/{first}/move/"), "token")
    facts = {"when": "tomorrow", "token": token}
    for _ in range(2):
        answer = ana.post(f"/promises/mine/{first}/move/", facts)
        assert answer["Location"] == "/today/"
    assert Promise.objects.count() == 2
    assert Ending.objects.count() == 1


def test_from_two_pages_it_moves_once_and_the_second_is_told(ana: Player) -> None:
    first = ana.say("Call the plumber", when="today")
    tokens = [field_of(ana.get(f"/promises/mine/{first}/move/"), "token") for _ in range(2)]
    for token in tokens:
        answer = ana.post(f"/promises/mine/{first}/move/", {"when": "tomorrow", "token": token})
    assert "This has ended already." in text_of(ana.get(answer["Location"]))
    assert Promise.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"when": "date"}, "on"),
        ({"when": "date", "on": "2026-11-20"}, "when"),
        ({"when": "this-week", "at": "10:00"}, "at"),
        ({"when": ""}, "when"),
    ],
)
def test_a_time_that_cant_be_says_so_and_changes_nothing(
    ana: Player, facts: dict[str, str], name: str
) -> None:
    first = ana.say("Call the plumber", when="today")
    answer = move(ana, first, **facts)
    assert answer.status_code == 422
    assert error_beside(answer, name)
    assert Promise.objects.get().state == "open"


def test_once_its_time_has_come_it_cant_be_moved(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    first = ana.say("Call the plumber", when="today", at="11:00")
    address = f"/promises/mine/{first}/move/"
    token = field_of(ana.get(address), "token")
    time_machine.move_to(MONDAY + timedelta(hours=1), tick=False)
    assert "Its time has come" in text_of(ana.get(address))
    answer = ana.post(address, {"when": "tomorrow", "token": token})
    assert "What is left is to say how it went." in text_of(ana.get(answer["Location"]))
    assert Promise.objects.get().state == "open"


def test_a_token_of_the_promise_itself_moves_it_all_the_same(ana: Player) -> None:
    first = ana.say("Call the plumber", when="today")
    move(ana, first, token=str(first))
    assert Promise.objects.filter(follows_id=first).count() == 1


def test_its_time_of_day_goes_along_with_one_tap(ana: Player) -> None:
    first = ana.say("Call the plumber", when="today", at="18:30")
    address = f"/promises/mine/{first}/move/"
    form = ana.get(address)
    assert field_of(form, "at") == "18:30"
    ana.post(address, {"when": "tomorrow", "token": field_of(form, "token"), "at": "18:30"})
    second = Promise.objects.get(follows_id=first)
    assert (second.due_on.isoformat(), str(second.due_time)) == ("2026-11-24", "18:30:00")
    # Also where a form has no field for it.
    ana.post(f"/promises/mine/{second.id}/move/", {"when": "friday"})
    third = Promise.objects.get(follows_id=second.id)
    assert (third.due_on.isoformat(), str(third.due_time)) == ("2026-11-27", "18:30:00")


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({"when": "tomorrow", "at": ""}, "day 2026-11-24"),
        ({"when": "tomorrow", "at": "09:00"}, "moment 2026-11-24 09:00:00"),
        ({"when": "this-week", "at": "18:30"}, "week 2026-11-23"),
        ({"when": "this-week"}, "week 2026-11-23"),
        ({"when": "date", "on": "2026-12-24", "at": "18:30"}, "moment 2026-12-24 18:30:00"),
    ],
)
def test_the_time_can_be_changed_left_out_or_given_up_for_a_week(
    ana: Player, facts: dict[str, str], due: str
) -> None:
    first = ana.say("Call the plumber", when="today", at="18:30")
    assert move(ana, first, **facts)["Location"] == "/today/"
    row = Promise.objects.get(follows_id=first)
    assert f"{row.due_kind} {row.due_on} {row.due_time or ''}".strip() == due


def test_another_time_with_a_week_is_still_asked_about(ana: Player) -> None:
    first = ana.say("Call the plumber", when="today", at="18:30")
    answer = move(ana, first, when="this-week", at="10:00")
    assert error_beside(answer, "at")


def test_the_time_is_the_makers_and_reads_right_for_both(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    first = ana.say("Call the plumber", when="tomorrow", at="13:00", to="ours")
    address = f"/promises/ours/{first}/move/"
    form = ana.get(address)
    at, token = field_of(form, "at"), field_of(form, "token")
    ana.post(address, {"when": "wednesday", "at": at, "token": token})
    page = f"/promises/ours/{Promise.objects.get(follows_id=first).id}/"
    assert "on Wednesday at 1 p.m." in text_of(ana.get(page))
    assert "on Wednesday at 9 p.m. (1 p.m. for Ana)" in text_of(ben.get(page))


def test_without_a_time_there_is_none_to_go_along(ana: Player) -> None:
    first = ana.say("Call the plumber", when="today")
    assert field_of_or_none(ana.get(f"/promises/mine/{first}/move/")) is None
    move(ana, first)
    assert Promise.objects.get(follows_id=first).due_time is None


def field_of_or_none(answer: Any) -> str | None:
    """The time in the form; None for an empty field."""
    try:
        return field_of(answer, "at")
    except AssertionError:
        return None
