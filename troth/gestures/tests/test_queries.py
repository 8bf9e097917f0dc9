"""What gestures cost: one query more on Today, and none for whoever has none."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from tests.cast import Player
from troth.gestures.housekeeping import keep_house
from troth.gestures.models import Gesture
from troth.gestures.tests.acts import MONDAY, on_today, remember
from troth.record.models import Due
from troth.record.queries import AT_MOST
from troth.spaces.ids import new_id


def queries_of(player: Player, path: str) -> list[str]:
    player.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert player.get(path).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def test_today_takes_none_without_and_one_with_any(ana: Player) -> None:
    without = queries_of(ana, "/today/")
    assert not any("gestures_gesture" in sql for sql in without)
    for number in range(10):
        remember(ana, f"Hug {number}")
    for text in ("Errand", "Tea"):
        remember(ana, text, "weekly", on="2026-11-25")
    assert len(queries_of(ana, "/today/")) == len(without) + 1


def test_what_comes_on_other_days_costs_today_nothing(ana: Player) -> None:
    remember(ana, "Errand", "weekly", on="2026-11-26")
    assert not any("gestures_gesture" in sql for sql in queries_of(ana, "/today/"))


@pytest.mark.parametrize("path", ["/gestures/", "/gestures/new/"])
def test_the_list_takes_no_more_for_many(
    ana: Player, path: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for number in range(20):
        remember(ana, f"Hug {number}")
    ana.get("/today/")
    with django_assert_max_num_queries(5):
        ana.get(path)


def test_among_many_things_that_are_due_those_of_today_are_still_found(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    """The record is read so far and no further: what it leaves out may be a gesture."""
    ana.stay()
    remember(ana, "Hug")
    mine = ana.membership()
    later = MONDAY + timedelta(days=3)
    Due.objects.bulk_create(
        Due(
            space_id=mine.space_id,
            id=new_id(later.date()),
            person_id=mine.person_id,
            at=later + timedelta(hours=number),
            kind="ritual",
            target_id=new_id(later.date()),
        )
        for number in range(AT_MOST)
    )
    time_machine.move_to(later, tick=False)
    assert on_today(ana) == ["Hug"]


@pytest.mark.slow
def test_the_housekeeping_takes_few_queries_for_many(
    ana: Player, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    mine, count = ana.membership(), 2000
    ids = [new_id(date(2026, 11, 23)) for _number in range(count)]
    whose = {"space_id": mine.space_id, "person_id": mine.person_id}
    daily = {"made_on": date(2026, 11, 23), "occasion": "daily from 2026-11-23", "words": b""}
    Gesture.objects.bulk_create(Gesture(**whose, id=each, **daily) for each in ids)
    Due.objects.bulk_create(
        Due(**whose, id=new_id(date(2026, 11, 23)), at=MONDAY, kind="gesture", target_id=each)
        for each in ids
    )
    began = time.perf_counter()
    with django_assert_max_num_queries(40):
        keep_house(MONDAY + timedelta(days=2))
    assert time.perf_counter() - began < 5
    assert set(Due.objects.values_list("at", flat=True)) == {
        (MONDAY + timedelta(days=2)).replace(hour=3)
    }
    with django_assert_max_num_queries(4):
        keep_house(MONDAY + timedelta(days=2))
