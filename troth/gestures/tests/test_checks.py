"""The checks find each kind of row that points nowhere, and nothing where all is well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player
from troth.gestures.checks import find_faults
from troth.gestures.housekeeping import keep_house
from troth.gestures.models import Gesture
from troth.gestures.tests.acts import MONDAY, remember, tick
from troth.record.models import Due


@pytest.fixture
def busy(ana: Player, ben: Player) -> Player:
    for player in (ana, ben):
        tick(player, remember(player, "Hug"))
        remember(player, "Errand", "once", on="2026-11-24")
        player.post(f"/gestures/{remember(player, 'Tea')}/stop/")
    return ana


def test_where_all_is_well_nothing_is_found(busy: Player, time_machine: TimeMachineFixture) -> None:
    for days in (0, 1, 2, 400):
        time_machine.move_to(MONDAY + timedelta(days=days), tick=False)
        assert list(find_faults()) == []
        keep_house(MONDAY + timedelta(days=days))
        assert list(find_faults()) == []
    assert Due.objects.count() == Gesture.objects.count() == 2


def one(model: type[Gesture] | type[Due]) -> dict[str, object]:
    row = model.objects.order_by("space_id", "id")[0]
    return {"space_id": row.space_id, "id": row.id}


FAULTS: list[tuple[Callable[[Player], object], list[str]]] = [
    (
        lambda ana: Due.objects.filter(**one(Due)).delete(),
        ["a gesture that is due on no day"],
    ),
    (
        lambda ana: Gesture.objects.filter(**one(Gesture)).delete(),
        ["due, and no gesture"],
    ),
    (
        lambda ana: Due.objects.filter(**one(Due)).update(person_id=uuid4()),
        ["a gesture that is due on no day", "due, and no gesture"],
    ),
    (
        lambda ana: Gesture.objects.filter(**one(Gesture)).update(person_id=uuid4()),
        ["a gesture that is due on no day", "due, and no gesture", "a gesture of no member"],
    ),
    (
        lambda ana: Gesture.objects.filter(**one(Gesture)).update(occasion="never"),
        ["a gesture without a day"],
    ),
]


@pytest.mark.parametrize(("spoil", "told"), FAULTS)
def test_each_fault_is_told_by_ids_alone(
    busy: Player, spoil: Callable[[Player], object], told: list[str]
) -> None:
    spoil(busy)
    faults = list(find_faults())
    assert [fault.partition(":")[0] for fault in faults] == told
    assert not any(word in fault for fault in faults for word in ("Hug", "Errand", "Tea"))


def test_one_in_a_space_of_two_is_told(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    remember(ana, "Hug")
    shared = ana.membership("ours").space_id
    for model in (Gesture, Due):
        model.objects.update(space_id=shared)
    assert [fault.partition(":")[0] for fault in find_faults()] == [
        "a gesture outside its person’s private space"
    ]
