"""A tick at most: for today alone, taken away again at will, forgotten afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.config.housekeeping import keep_house
from troth.gestures.models import Gesture
from troth.gestures.tests.acts import (
    HTMX,
    MONDAY,
    on_list,
    on_today,
    remember,
    said,
    tick,
    ticked,
)
from troth.record.models import Due, Event


def the_due(gesture: UUID) -> str:
    """The instant of its one line in the record, where a day begins at 03:00 UTC."""
    return Due.objects.get(kind="gesture", target_id=gesture).at.isoformat(" ", "minutes")


def test_ticked_it_leaves_today_and_is_due_for_its_next_day(ana: Player) -> None:
    gesture = remember(ana, "Hug")
    assert the_due(gesture) == "2026-11-23 03:00+00:00"
    assert tick(ana, gesture)["Location"] == "/today/"
    assert "Ticked for today." in said(ana, "/gestures/")
    assert on_today(ana) == []
    assert (on_list(ana), ticked(ana)) == ((["Hug"], []), ["Hug"])
    assert the_due(gesture) == "2026-11-24 03:00+00:00"
    assert not Event.objects.exists()


def test_a_tick_taken_away_leaves_no_trace(ana: Player) -> None:
    gesture = remember(ana, "Hug", "weekly")
    tick(ana, gesture)
    assert the_due(gesture) == "2026-11-30 03:00+00:00"
    tick(ana, gesture, "untick")
    assert (on_today(ana), ticked(ana)) == (["Hug"], [])
    assert the_due(gesture) == "2026-11-23 03:00+00:00"
    assert Gesture.objects.get().ticked_on is None


@pytest.mark.parametrize("step", ["tick", "untick"])
def test_twice_is_once(ana: Player, step: str) -> None:
    gesture = remember(ana, "Hug")
    if step == "untick":
        tick(ana, gesture)
    tick(ana, gesture, step)
    once = list(Due.objects.values_list())
    assert tick(ana, gesture, step).status_code == 302
    assert list(Due.objects.values_list()) == once


def test_with_htmx_the_row_alone_comes_back_and_can_be_unticked_in_place(ana: Player) -> None:
    gesture = remember(ana, "Hug")
    for step, pressed in (("tick", "true"), ("untick", "false")):
        answer: Any = ana.post(f"/gestures/{gesture}/{step}/", {"back": "today"}, headers=HTMX)
        row = answer.content.decode().strip()
        assert answer.status_code == 200
        assert row.startswith('<li class="row"')
        assert row.endswith("</li>")
        assert f'aria-pressed="{pressed}"' in row
        assert ("untick/" in row) is (step == "tick")


def test_on_another_day_it_cant_be_ticked(ana: Player) -> None:
    gesture = remember(ana, "Errand", "weekly", on="2026-11-26")
    tick(ana, gesture)
    assert "It isn’t on today. Nothing was changed." in said(ana, "/gestures/")
    answer: Any = ana.post(f"/gestures/{gesture}/tick/", headers=HTMX)
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")
    assert Gesture.objects.get().ticked_on is None


def test_a_page_left_open_overnight_ticks_nothing(
    staying: Player, time_machine: TimeMachineFixture
) -> None:
    gesture = remember(staying, "Hug")
    time_machine.move_to(MONDAY + timedelta(days=1))
    tick(staying, gesture, day="2026-11-23")
    assert "It isn’t on today." in said(staying, "/gestures/")
    tick(staying, gesture, day="2026-11-24")
    assert ticked(staying) == ["Hug"]


def test_its_day_turns_at_four(staying: Player, time_machine: TimeMachineFixture) -> None:
    gesture = remember(staying, "Hug")
    time_machine.move_to(MONDAY + timedelta(hours=17, minutes=59), tick=False)
    tick(staying, gesture)
    assert Gesture.objects.get().ticked_on == date(2026, 11, 23)
    time_machine.move_to(MONDAY + timedelta(hours=18), tick=False)
    assert on_today(staying) == ["Hug"]


@pytest.mark.parametrize("is_kept_house", [True, False])
def test_a_year_away_nothing_has_piled_up(
    staying: Player, time_machine: TimeMachineFixture, *, is_kept_house: bool
) -> None:
    """Whether the record has gone along all the time, or never."""
    gesture = remember(staying, "Hug")
    remember(staying, "Errand", "fortnightly")
    remember(staying, "Tea, this once", "once")
    later = MONDAY + timedelta(days=364)
    for days in range(1, 365) if is_kept_house else ():
        if days % 30 == 0 or days > 361:
            keep_house(MONDAY + timedelta(days=days))
    time_machine.move_to(later, tick=False)
    staying.sign_in()
    assert on_today(staying) == ["Errand", "Hug"]
    assert on_list(staying) == (["Errand", "Hug"], [])
    assert "went by" not in said(staying, "/today/")
    tick(staying, gesture)
    assert on_today(staying) == ["Errand"]
    keep_house(later)
    assert the_due(gesture) == "2027-11-23 03:00+00:00"
    assert Due.objects.filter(kind="gesture").count() == Gesture.objects.count() == 2


def test_what_is_for_once_is_gone_after_its_day(
    staying: Player, time_machine: TimeMachineFixture
) -> None:
    gesture = remember(staying, "Hug", "once", on="2026-11-24")
    assert on_today(staying) == []
    time_machine.move_to(MONDAY + timedelta(days=1), tick=False)
    tick(staying, gesture)
    assert (on_today(staying), ticked(staying)) == ([], ["Hug"])
    keep_house(timezone.now())
    assert ticked(staying) == ["Hug"]
    time_machine.move_to(MONDAY + timedelta(days=2), tick=False)
    assert "Nothing to remember yet" in said(staying, "/gestures/")
    for path in ("", "tick/", "untick/", "stop/"):
        assert staying.post(f"/gestures/{gesture}/{path}").status_code == 404
    keep_house(timezone.now())
    assert not Gesture.objects.exists()
    assert not Due.objects.exists()


def test_ticks_are_forgotten_once_their_day_has_gone_by(
    staying: Player, time_machine: TimeMachineFixture
) -> None:
    gesture = remember(staying, "Hug", "weekly")
    tick(staying, gesture)
    keep_house(MONDAY + timedelta(hours=12))
    assert Gesture.objects.get().ticked_on == date(2026, 11, 23)
    keep_house(MONDAY + timedelta(days=2))
    assert Gesture.objects.get().ticked_on is None
    assert the_due(gesture) == "2026-11-30 03:00+00:00"


def test_it_goes_along_to_wherever_its_person_is(
    staying: Player, time_machine: TimeMachineFixture
) -> None:
    gesture = remember(staying, "Hug")
    facts = {"time_zone": "Pacific/Auckland", "ask_again": "never", "exit_address": ""}
    staying.post("/me/settings/", facts)
    # Tuesday has begun there, and the record still says Monday in Berlin.
    time_machine.move_to(MONDAY + timedelta(hours=9), tick=False)
    assert on_today(staying) == ["Hug"]
    tick(staying, gesture)
    assert Gesture.objects.get().ticked_on == date(2026, 11, 24)
    keep_house(MONDAY + timedelta(days=1, hours=9))
    assert the_due(gesture) == "2026-11-24 15:00+00:00"


def test_reading_writes_nothing(ana: Player) -> None:
    gesture = remember(ana, "Hug")
    before = list(Gesture.objects.values_list()), list(Due.objects.values_list())
    for path in ("/today/", "/gestures/", "/gestures/new/", f"/gestures/{gesture}/"):
        assert ana.get(path).status_code == 200
    for step in ("tick", "untick", "stop"):
        assert ana.get(f"/gestures/{gesture}/{step}/").status_code == 405
    assert (list(Gesture.objects.values_list()), list(Due.objects.values_list())) == before


def test_what_isnt_there_isnt_found(ana: Player, ben: Player) -> None:
    gesture = remember(ana, "Hug")
    for path in ("", "tick/", "untick/", "stop/"):
        facts = {"text": "Tea", "how_often": "daily", "revision": "1"}
        for wrong in (gesture, uuid4()):
            answer = ben.post(f"/gestures/{wrong}/{path}", facts)
            assert answer.status_code == 404
            assert "Hug" not in text_of(answer)
    assert on_today(ana) == ["Hug"]
