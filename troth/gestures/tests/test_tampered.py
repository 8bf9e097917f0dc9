"""What somebody changed in the database is marked in its place, and breaks no page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Player
from troth.config.housekeeping import keep_house
from troth.gestures.models import Gesture
from troth.gestures.tests.acts import MONDAY, on_list, remember, said, tick
from troth.record.models import Due

pytestmark = pytest.mark.on_any_database

CANT = "This can’t be opened."
CHANGES: tuple[dict[str, Any], ...] = (
    {"words": b"not an envelope"},
    {"words": b""},
    {"made_on": date(2026, 11, 22)},
    {"occasion": "daily from 2026-11-22"},
    {"occasion": "weekly from 2026-11-24"},
    {"occasion": "once 2026-11-23"},
    {"occasion": "once 9999-12-31"},
    {"occasion": "once 0001-01-01"},
    {"occasion": "never"},
    {"occasion": ""},
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_one_is_marked_and_the_rest_goes_on(ana: Player, change: dict[str, Any]) -> None:
    gesture, other = remember(ana, "Hug"), remember(ana, "Tea")
    Gesture.objects.filter(id=gesture).update(**change)
    page = said(ana, "/gestures/")
    assert "Hug" not in page
    assert CANT in page
    assert "Tea" in page
    assert "Hug" not in said(ana, "/today/")
    assert CANT in said(ana, f"/gestures/{gesture}/")
    facts = {"text": "Soup", "how_often": "daily", "revision": "1"}
    assert ana.post(f"/gestures/{gesture}/", facts).status_code == 422
    assert tick(ana, other).status_code == tick(ana, gesture).status_code == 302
    keep_house(MONDAY + timedelta(days=3))
    assert Gesture.objects.filter(id=other).exists()


@pytest.mark.parametrize("change", CHANGES)
def test_what_cant_be_opened_can_be_let_go(ana: Player, change: dict[str, Any]) -> None:
    gesture = remember(ana, "Hug")
    Gesture.objects.update(**change)
    assert ana.post(f"/gestures/{gesture}/stop/").status_code == 302
    assert not Gesture.objects.exists()
    assert not Due.objects.exists()


def test_two_that_were_swapped_are_marked(ana: Player) -> None:
    first, second = remember(ana, "Hug"), remember(ana, "Tea")
    words = {row.id: bytes(row.words) for row in Gesture.objects.all()}
    Gesture.objects.filter(id=first).update(words=words[second])
    Gesture.objects.filter(id=second).update(words=words[first])
    page = said(ana, "/gestures/")
    assert page.count(CANT) == 2
    assert "Hug" not in page


@pytest.mark.parametrize("on", [date(1, 1, 1), date(2026, 11, 22), date(9999, 12, 31)])
def test_a_tick_from_outside_breaks_nothing(ana: Player, on: date) -> None:
    gesture = remember(ana, "Hug")
    Gesture.objects.update(ticked_on=on)
    assert on_list(ana) == (["Hug"], [])
    tick(ana, gesture)
    assert Gesture.objects.get().ticked_on == date(2026, 11, 23)


def test_a_line_in_the_record_that_was_lost_comes_back_with_the_next_tick(ana: Player) -> None:
    gesture = remember(ana, "Hug")
    Due.objects.all().delete()
    keep_house(timezone.now())
    tick(ana, gesture)
    assert Due.objects.get().target_id == gesture
