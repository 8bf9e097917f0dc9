"""The record's own checks: rows of somebody who is no member, rows of no known kind."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.cast import Player
from troth.record.checks import find_faults
from troth.record.models import Due, Event


@pytest.fixture(autouse=True)
def _something_due(ana: Player) -> None:
    ana.say("Call the plumber")


def test_where_all_is_well_nothing_is_found(ana: Player, ben: Player) -> None:
    ben.say("Water the plants")
    assert list(find_faults()) == []


@pytest.mark.parametrize(("model", "name"), [(Due, "due"), (Event, "an event")])
def test_somebody_who_is_no_member_is_found(
    ben: Player, model: type[Due] | type[Event], name: str
) -> None:
    for stranger in (uuid4(), ben.person.id):
        model._default_manager.update(person_id=stranger)
        found = list(find_faults())
        assert len(found) == 1
        assert found[0].startswith(f"{name} of somebody who is no member: ")


@pytest.mark.parametrize(("model", "name"), [(Due, "due"), (Event, "an event")])
def test_an_unknown_kind_is_found(model: type[Due] | type[Event], name: str) -> None:
    model._default_manager.update(kind="gossip")
    assert [fault.split(":")[0] for fault in find_faults()] == [f"{name} of an unknown kind"]
