"""What is due, in one query and bounded, without any key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.cast import Player
from troth.record import queries
from troth.record.actions import expect, settle
from troth.record.export import erase_rows, export_rows
from troth.record.models import Due, Event, Kind


def test_what_is_due_comes_soonest_first_by_kind(ana: Player) -> None:
    mine, now = ana.membership(), timezone.now()
    for days in (3, 1, 2):
        expect(mine, Kind.PROMISE, uuid4(), now + timedelta(days=days), now)
    expect(mine, Kind.RITUAL, uuid4(), now, now)
    found = queries.due_by_kind([mine], now + timedelta(days=9))
    times = [row.at for row in found[Kind.PROMISE]]
    assert times == sorted(times)
    assert (len(times), len(found[Kind.RITUAL])) == (3, 1)


def test_what_lies_further_ahead_isnt_there_yet(ana: Player) -> None:
    mine, now = ana.membership(), timezone.now()
    expect(mine, Kind.PROMISE, uuid4(), now + timedelta(days=9), now)
    assert queries.due_by_kind([mine], now + timedelta(days=9)) == {}


def test_after_a_long_absence_the_latest_are_kept(
    ana: Player, django_assert_num_queries: Callable[[int], Any]
) -> None:
    mine, now = ana.membership(), timezone.now()
    for days in range(queries.AT_MOST + 5):
        expect(mine, Kind.PROMISE, uuid4(), now - timedelta(days=days), now)
    with django_assert_num_queries(2):
        found = queries.due_by_kind([mine], now + timedelta(days=9))[Kind.PROMISE]
    assert len(found) == queries.AT_MOST + 1
    assert found[0].at == now - timedelta(days=queries.AT_MOST + 4)
    assert found[-1].at == now


def test_nobody_sees_what_is_due_from_another(ana: Player, ben: Player) -> None:
    now = timezone.now()
    expect(ana.membership(), Kind.PROMISE, uuid4(), now, now)
    assert queries.due_by_kind([ben.membership()], now + timedelta(days=9)) == {}


def test_locked_it_can_be_read_all_the_same(ana: Player) -> None:
    from dataclasses import replace

    mine, now = replace(ana.membership(), keys=None), timezone.now()
    expect(mine, Kind.PROMISE, uuid4(), now, now)
    assert queries.due_by_kind([mine], now + timedelta(days=9))


def test_what_is_settled_is_gone_and_settling_twice_does_no_harm(ana: Player) -> None:
    mine, now, target = ana.membership(), timezone.now(), uuid4()
    expect(mine, Kind.PROMISE, target, now, now)
    for _ in range(2):
        settle(mine, Kind.PROMISE, target, now)
    assert Due.objects.count() == 0


def test_nothing_of_it_leaves_and_it_is_erased_with_its_space(ana: Player, ben: Player) -> None:
    for player in (ana, ben):
        player.say("Call the plumber")
    assert list(export_rows(ana.membership())) == []
    erase_rows(ana.membership().space_id, timezone.now())
    for model in (Due, Event):
        assert [row.person_id for row in model._default_manager.all()] == [ben.person.id]
