"""The small thing beside the habit: with a partner or for one, whoever one is with just now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of
from troth.content.habits import habits

pytestmark = pytest.mark.on_any_database

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def suggested(player: Player, time_machine: TimeMachineFixture, habit: str) -> set[str]:
    """What Today suggests on the days of a week."""
    player.stay()
    player.post("/focus/", {"habit": habit})
    found = set()
    for days in range(7):
        time_machine.move_to(MONDAY + timedelta(days=days), tick=False)
        found.add(field_of(player.get("/today/"), "text"))
    time_machine.move_to(MONDAY, tick=False)
    return found


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)


def test_for_one_it_takes_no_partner(ana: Player, time_machine: TimeMachineFixture) -> None:
    found = suggested(ana, time_machine, "speak-well")
    assert found == set(habits()["speak-well"].for_one)


def test_with_a_partner_it_is_for_the_two(
    couple: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    things = habits()["speak-well"].first_things
    for player in couple:
        assert suggested(player, time_machine, "speak-well") == {thing.alone for thing in things}


def test_after_one_has_left_neither_is_asked_for_something_for_two(
    parted: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    for player in parted:
        found = suggested(player, time_machine, "stay-curious")
        assert found == set(habits()["stay-curious"].for_one)
