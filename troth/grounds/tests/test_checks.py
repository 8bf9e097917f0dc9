"""The checks find rows of nobody and without days, and nothing where all is well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from tests.cast import Player
from troth.grounds.checks import find_faults
from troth.grounds.models import Need, Plan
from troth.grounds.tests.acts import MONDAY, Couple, say_need, say_plan
from troth.journeys.leaving.actions import leave


@pytest.fixture
def busy(two: Couple) -> Couple:
    for player in two:
        for to in ("mine", "ours"):
            say_need(player, "An hour alone", to)
            say_plan(player, "Out till late", to=to)
    return two


def test_where_all_is_well_nothing_is_found(busy: Couple) -> None:
    assert list(find_faults()) == []
    leave(busy[0].membership("ours"), MONDAY, takes_words_back=False)
    assert list(find_faults()) == []


FAULTS: list[tuple[Callable[[Player], object], str]] = [
    (lambda ana: Need.objects.update(person_id=uuid4()), "a need of no member"),
    (lambda ana: Plan.objects.update(person_id=uuid4()), "a plan of no member"),
    (
        lambda ana: Plan.objects.update(on=date(2026, 12, 1)),
        "a plan that is over before it begins",
    ),
]


@pytest.mark.parametrize(("spoil", "told"), FAULTS)
def test_each_fault_is_told_by_ids_alone(
    busy: Couple, spoil: Callable[[Player], object], told: str
) -> None:
    spoil(busy[0])
    faults = list(find_faults())
    assert {fault.partition(":")[0] for fault in faults} == {told}
    assert len(faults) == 4
    assert not any(word in fault for fault in faults for word in ("hour", "late"))
