"""A challenge on Today: asking at most once a day, silent in a break, by the day of each place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Player
from tests.misuse.acts import Couple
from troth.config.faults import row_faults
from troth.practices.tests.acts import begin, give
from troth.practices.tests.challenge_acts import (
    ASKS,
    begin_days,
    marks,
    page_of,
    promise_of,
    read,
)
from troth.practices.tests.conftest import MoveTo
from troth.promises.tests.rhythm_acts import go_away

pytestmark = pytest.mark.on_any_database


def fly_to_new_york(player: Player) -> None:
    player.post("/open/", {"password": player.password})
    there = {"time_zone": "America/New_York", "ask_again": "after-a-while", "exit_address": ""}
    player.post("/me/settings/", there)
    assert player.person.time_zone == "America/New_York"


def test_today_asks_once_a_day_until_it_is_said(one: Player, on_day: MoveTo) -> None:
    assert ASKS not in read(one)
    run_id = begin_days(one, 7)
    assert ASKS in read(one)
    promise_of("Bring the bread", one, run_id)
    assert ASKS not in read(one)
    on_day(1)
    assert ASKS in read(one)
    assert one.post(f"{page_of(run_id)}not-today/")["Location"] == "/today/"
    assert ASKS not in read(one)
    assert "Say it" in read(one, page_of(run_id))
    on_day(2)
    assert ASKS in read(one)
    assert row_faults() == []


def test_it_asks_for_the_one_small_thing_in_place_of_the_habit(one: Player) -> None:
    one.post("/focus/", {"habit": "keep-small-promises"})
    assert "One small thing you mean to do" in read(one)
    run_id = begin_days(one, 7)
    assert "One small thing you mean to do" not in read(one)
    assert "say one thing you mean to do" in read(one)
    one.post(f"{page_of(run_id)}not-today/")
    assert "One small thing you mean to do" in read(one)


def test_beside_a_daily_ritual_it_only_lies_within_reach(one: Player) -> None:
    begin_days(one, 7)
    every = [str(day) for day in range(7)]
    one.post("/practices/rituals/evening/", {"days": every, "at": "04:00"})
    today = read(one)
    assert ASKS not in today
    assert "Also there: One small promise a day" in today
    run_id = begin(one, "evening")
    give(one, run_id, "appreciated", text="The tea")
    one.post(f"/practices/runs/{run_id}/end/")
    assert ASKS in read(one)
    one.post("/practices/rituals/weekly-plan/", {"days": "0", "at": "04:00"})
    today = read(one)
    assert "The week ahead" in today
    assert ASKS in today


def test_a_break_silences_it_and_ends_nothing(one: Player, on_day: MoveTo) -> None:
    run_id = begin_days(one, 7)
    go_away(one, "2026-11-24", "2026-11-25")
    on_day(1)
    assert "One small promise" not in read(one)
    page = read(one, page_of(run_id))
    assert "You’re on a break, so nothing asks you." in page
    assert "Say one all the same" in page
    promise_of("Bring the bread", one, run_id)
    on_day(2)
    assert "One small promise" not in read(one)
    on_day(3)
    assert ASKS in read(one)
    assert marks(one, run_id)[:4] == ["bare", "said", "bare", "blank"]


def test_over_in_a_break_nothing_is_said_of_it(one: Player, on_day: MoveTo) -> None:
    begin_days(one, 7)
    go_away(one, "2026-11-28", "2026-12-04")
    on_day(7)
    assert "days are over" not in read(one)


def test_a_day_turns_at_four_where_each_of_them_is(two: Couple, on_day: MoveTo) -> None:
    ana, ben = two
    hers, his = begin_days(ana, 7), begin_days(ben, 7)
    on_day(0, 18, 59)  # 19:59 in Berlin, 03:59 in Tokyo
    assert "Day 1" in read(ana, page_of(hers))
    assert "Day 1" in read(ben, page_of(his))
    promise_of("Sing", ben, his)
    on_day(0, 19)
    assert "Day 1" in read(ana, page_of(hers))
    assert "Day 2" in read(ben, page_of(his))
    assert ASKS in read(ben)
    on_day(1, 2, 59)
    assert "Day 1" in read(ana, page_of(hers))
    promise_of("Bring the bread", ana, hers)
    assert ASKS not in read(ana)
    on_day(1, 3)
    assert "Day 2" in read(ana, page_of(hers))
    assert ASKS in read(ana)


def test_whoever_flies_west_is_not_asked_twice_for_one_day(two: Couple, on_day: MoveTo) -> None:
    _ana, ben = two
    on_day(0, 20)  # Tuesday, 05:00 in Tokyo
    run_id = begin_days(ben, 7)
    promise_of("Sing", ben, run_id)
    fly_to_new_york(ben)
    on_day(1, 20)  # Tuesday, 15:00 in New York; Wednesday has begun in Tokyo
    assert "That’s today’s." in read(ben, page_of(run_id))
    assert ASKS not in read(ben)
    on_day(2, 10)
    assert ASKS in read(ben)
    assert "Day 2 of 7" in read(ben, page_of(run_id))


def test_back_on_the_day_before_the_first_it_is_still_the_first(
    two: Couple, on_day: MoveTo
) -> None:
    _ana, ben = two
    on_day(0, 20)
    run_id = begin_days(ben, 7)
    fly_to_new_york(ben)
    assert "Day 1 of 7" in read(ben, page_of(run_id))
    promise_of("Sing", ben, run_id)
    on_day(1, 14)
    assert "That’s today’s." in read(ben, page_of(run_id))


def test_it_costs_today_two_queries_until_it_is_said(
    one: Player, django_assert_num_queries: Callable[[int], Any]
) -> None:
    one.post("/focus/", {"habit": "give-space"})
    one.say("Ring the plumber", when="today")
    run_id = begin_days(one, 7)
    one.get("/today/")
    with django_assert_num_queries(8):
        assert ASKS in read(one)
    promise_of("Sing", one, run_id)
    one.get("/today/")
    with django_assert_num_queries(6):
        read(one)
