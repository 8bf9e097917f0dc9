"""In a break they are silent, and come back with the day after it."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from time_machine import TimeMachineFixture

from tests.cast import Player
from troth.gestures.tests.acts import MONDAY, on_list, on_today, remember, said
from troth.spaces.breaks.actions import take_break
from troth.spaces.ids import new_id


def test_today_is_silent_in_a_break_and_nothing_has_piled_up(
    staying: Player, time_machine: TimeMachineFixture
) -> None:
    remember(staying, "Hug")
    remember(staying, "Errand", "once", on="2026-11-25")
    now = timezone.now()
    days = date(2026, 11, 24), date(2026, 11, 26)
    take_break(staying.membership(), *days, now, new_id(now.date()))
    assert on_today(staying) == ["Hug"]
    for after in (1, 2, 3):
        time_machine.move_to(MONDAY + timedelta(days=after), tick=False)
        assert "Small gestures" not in said(staying, "/today/")
        assert "Hug" in on_list(staying)[0]
    time_machine.move_to(MONDAY + timedelta(days=4), tick=False)
    assert on_today(staying) == ["Hug"]
    assert on_list(staying) == (["Hug"], [])
