"""The checks find each kind of row that points nowhere, and nothing where all is well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from tests.cast import Player, field_of
from troth.promises.checks import find_faults
from troth.promises.models import Ending, Promise
from troth.record.models import Due, Event
from troth.spaces.actions import leave_space


@pytest.fixture
def busy(ana: Player) -> Player:
    """Ana with an open promise, a kept one, a moved one and what followed it."""
    ana.say("Call the plumber", when="this-week")
    kept, moved = ana.say("Sing"), ana.say("Water the plants")
    ana.post(f"/promises/mine/{kept}/keep/")
    page = f"/promises/mine/{moved}/move/"
    ana.post(page, {"when": "wednesday", "token": field_of(ana.get(page), "token")})
    return ana


def plain_sql(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_where_all_is_well_nothing_is_found(busy: Player) -> None:
    assert list(find_faults()) == []


FAULTS: list[tuple[Callable[[], object], list[str]]] = [
    (
        lambda: plain_sql("DELETE FROM promises_promise WHERE state = 'kept'"),
        ["an event of no promise"],
    ),
    (
        lambda: Promise.objects.filter(state="moved").update(follows_id=uuid4()),
        ["a promise that follows none"],
    ),
    (
        lambda: Promise.objects.filter(state="kept").update(state="owned"),
        ["a promise whose state is not its last ending"],
    ),
    (
        lambda: Promise.objects.filter(state="kept").update(state="open"),
        ["an open promise with an ending", "an open promise that isn’t due"],
    ),
    (
        lambda: Ending.objects.filter(state="kept").delete(),
        ["a promise whose state is not its last ending", "an event of no ending"],
    ),
    (lambda: Due.objects.all().delete(), ["an open promise that isn’t due"]),
    (
        lambda: Due.objects.update(at=Due.objects.all()[0].at + timedelta(days=3)),
        ["an open promise that isn’t due"],
    ),
    (
        lambda: Due.objects.update(person_id=uuid4()),
        ["an open promise that isn’t due"],
    ),
    (lambda: Event.objects.update(target_id=uuid4()), ["an event of no promise"]),
    (lambda: Promise.objects.update(maker_id=uuid4()), ["a promise of no member"]),
    (lambda: Ending.objects.update(person_id=uuid4()), ["an ending of no member"]),
]


@pytest.mark.parametrize(("break_it", "expected"), FAULTS)
def test_each_fault_is_found(
    busy: Player, break_it: Callable[[], object], expected: list[str]
) -> None:
    break_it()
    found = list(find_faults())
    for said in expected:
        assert any(fault.startswith(said) for fault in found), (said, found)
    assert not any("plumber" in fault for fault in found)


def test_what_is_due_without_an_open_promise_is_found(busy: Player) -> None:
    row = Due.objects.all()[0]
    Due.objects.create(
        space_id=row.space_id,
        id=uuid4(),
        person_id=row.person_id,
        at=row.at,
        kind=row.kind,
        target_id=uuid4(),
    )
    assert any(fault.startswith("due, and no open promise") for fault in find_faults())


def test_the_number_of_queries_doesnt_grow_with_the_rows(
    busy: Player, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        list(find_faults())


def test_of_what_was_taken_back_silently_no_event_may_be_left(
    couple: tuple[Player, Player],
) -> None:
    ana, _ben = couple
    silent, with_a_line = ana.say("Sing", to="ours"), ana.say("Swim", to="ours")
    ana.post(f"/promises/ours/{silent}/withdraw/")
    ana.post(f"/promises/ours/{with_a_line}/withdraw/", {"note": "Too cold"})
    assert list(find_faults()) == []
    ending = Ending.objects.get(promise_id=silent)
    for source_id in (silent, ending.id):
        event = Event.objects.create(
            space_id=ending.space_id,
            id=source_id,
            person_id=ana.person.id,
            day=ending.recorded_on,
            kind="promise",
            target_id=silent,
        )
        if source_id == silent:
            assert [fault for fault in find_faults() if "without a line" in fault]
        event.delete()


def test_in_a_space_that_ended_nothing_has_to_be_due(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    ana.say("Sing", to="ours")
    Due.objects.all().delete()
    assert any(fault.startswith("an open promise that isn’t due") for fault in find_faults())
    leave_space(ana.membership("ours"), timezone.now())
    assert list(find_faults()) == []
