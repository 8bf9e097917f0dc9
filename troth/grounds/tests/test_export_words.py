"""How needs and plans leave, are taken back without a key, and are erased."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player
from troth.config.erasing import erase_account
from troth.grounds.export import book_entry, erase_rows, export_rows, take_back_rows
from troth.grounds.models import Need, Plan
from troth.grounds.tests.acts import MONDAY, Couple, change, say_need, say_plan
from troth.journeys.leaving.actions import leave
from troth.portability.tests.files import book_of, data_of
from troth.portability.tests.schema import schema_faults

pytestmark = pytest.mark.on_any_database


def rows_of(player: Player, where: str = "ours") -> list[dict[str, Any]]:
    return list(json.loads(json.dumps(list(export_rows(player.membership(where))))))


def test_what_both_can_read_leaves_with_both_but_no_plan_of_the_other(two: Couple) -> None:
    ana, _ben = two
    need = say_need(ana, "An hour alone", "ours")
    change(ana, f"/needs/ours/{need}/change/", text="Half an hour")
    say_plan(ana, "Out till late", "this-week", "ours")
    for player in two:
        found = {row["kind"]: row for row in rows_of(player)}
        told = found["need"]
        assert (told["is_mine"], told["text"]) == (player is ana, "Half an hour")
        assert told["earlier"] == [{"until": "2026-11-23", "text": "An hour alone"}]
        assert ("plan" in found) is (player is ana)
    (plan,) = [row for row in rows_of(ana) if row["kind"] == "plan"]
    assert (plan["text"], plan["on"], plan["until_on"]) == (
        "Out till late",
        "2026-11-23",
        "2026-11-29",
    )


def test_what_rests_leaves_with_its_author_alone(two: Couple) -> None:
    ana, ben = two
    ana.post(f"/needs/ours/{say_need(ana, 'An hour alone', 'ours')}/rest/")
    (row,) = rows_of(ana)
    assert (row["text"], row["rests_on"]) == ("An hour alone", "2026-11-23")
    assert rows_of(ben) == []


def test_what_was_taken_back_leaves_its_mark_alone(two: Couple) -> None:
    ana, _ben = two
    ana.post(f"/needs/ours/{say_need(ana, 'An hour alone', 'ours')}/take-back/")
    for player in two:
        (row,) = rows_of(player)
        assert (row["text"], row["taken_back"]) == ("", True)


def test_a_plan_that_is_over_doesnt_leave(one: Player, time_machine: TimeMachineFixture) -> None:
    say_plan(one, "Out till late", "today")
    time_machine.move_to(MONDAY + timedelta(days=1), tick=False)
    assert rows_of(one, "mine") == []


def test_what_cant_be_opened_leaves_with_the_reason(one: Player) -> None:
    say_need(one)
    say_plan(one)
    for model in (Need, Plan):
        model.objects.update(words=b"not an envelope")
    assert {row["unopened"] for row in rows_of(one, "mine")} == {"altered"}
    entries = [book_entry(one.membership(), row) for row in rows_of(one, "mine")]
    assert {entry.unopened for entry in entries} == {"altered"}


def test_the_files_hold_to_their_schema_and_tell_each_of_them(two: Couple) -> None:
    ana, ben = two
    page = f"/needs/ours/{say_need(ana, 'An hour alone', 'ours')}/"
    change(ana, f"{page}change/", text="Half an hour alone")
    ana.post(f"/needs/mine/{say_need(ana, 'More sleep')}/rest/")
    ana.post(f"/needs/ours/{say_need(ana, 'Nothing', 'ours')}/take-back/")
    say_plan(ana, "Out till late", to="ours")
    say_plan(ana, "Little time", "this-week")
    for player in two:
        assert list(schema_faults(data_of(player))) == []
    book = book_of(ana)
    for part in (
        "What I need",
        "What I needed",
        "Half an hour alone",
        "until 23 November 2026 it said:",
        "let rest on 23 November 2026",
        "the words were taken back",
        "What I planned",
        "for 24 November 2026",
        "for the week of 23 November 2026",
    ):
        assert part in book
    his = book_of(ben)
    assert "What Ana needs" in his
    assert "Out till late" not in his


def test_what_stands_in_a_space_that_has_ended_still_leaves(two: Couple) -> None:
    ana, ben = two
    say_need(ana, "An hour alone", "ours")
    say_need(ben, "A word when it gets late", "ours")
    leave(ben.membership("ours"), MONDAY, takes_words_back=False)
    data = data_of(ana)
    assert list(schema_faults(data)) == []
    told = [row["text"] for row in data["spaces"][1]["rows"] if row["kind"] == "need"]
    assert sorted(told) == ["A word when it gets late", "An hour alone"]


def test_taking_the_words_back_takes_ones_own_and_no_others(two: Couple) -> None:
    ana, ben = two
    for player in two:
        say_need(player, f"{player.name} needs", "ours")
        say_plan(player, f"{player.name} plans", to="ours")
    together = ana.membership("ours")
    take_back_rows(together.space_id, together.person_id, MONDAY)
    assert rows_of(ana) == [{**row, "is_mine": False} for row in rows_of(ben) if "made_on" in row]
    assert {row["text"] for row in rows_of(ben)} == {"Ben needs", "Ben plans"}


def test_erasing_a_space_takes_its_own_alone(two: Couple) -> None:
    ana, ben = two
    for player in two:
        say_need(player)
        say_plan(player)
    erase_rows(ana.membership().space_id, MONDAY)
    assert Need.objects.get().person_id == Plan.objects.get().person_id == ben.person.id


def test_erasing_an_account_leaves_none_of_them(two: Couple) -> None:
    ben = two[1]
    for player in two:
        for to in ("mine", "ours"):
            say_need(player, "An hour alone", to)
            say_plan(player, "Out", to=to)
    kept = ben.person.id
    erase_account("ana", MONDAY)
    for model in (Need, Plan):
        assert {row.person_id for row in model.objects.all()} == {kept}
        assert model.objects.count() == 2


def test_they_leave_in_the_order_of_their_days(
    one: Player, time_machine: TimeMachineFixture
) -> None:
    for day in range(3):
        time_machine.move_to(MONDAY + timedelta(days=day), tick=False)
        say_plan(one, f"Plan {day}", "this-week")
        say_need(one, f"Need {day}")
    said = [row["text"] for row in rows_of(one, "mine")]
    assert [text.split()[1] for text in said] == ["0", "0", "1", "1", "2", "2"]
