"""Other words or another rhythm from now on, or no more of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, error_beside, field_of, text_of
from troth.gestures.models import Gesture
from troth.gestures.tests.acts import MONDAY, on_list, on_today, remember, said, tick, ticked
from troth.record.models import Due


def form_of(player: Player, gesture: UUID) -> dict[str, str]:
    page = player.get(f"/gestures/{gesture}/")
    return {name: field_of(page, name) for name in ("text", "on", "revision")}


def change(player: Player, gesture: UUID, **facts: str) -> None:
    answer = player.post(
        f"/gestures/{gesture}/", {**form_of(player, gesture), "how_often": "daily", **facts}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/gestures/"), answer.content.decode()


def test_the_form_shows_what_stands_there(ana: Player) -> None:
    gesture = remember(ana, "Hug", "days", days=["2", "4"], on="2026-11-20")
    page = " ".join(ana.get(f"/gestures/{gesture}/").content.decode().split())
    assert form_of(ana, gesture) == {"text": "Hug", "on": "2026-11-20", "revision": "1"}
    assert page.count(" checked") == 3
    assert 'value="days"' in page.split(" checked")[0].rpartition("<input")[2]


def test_other_words_and_another_rhythm_count_from_now_on(ana: Player) -> None:
    gesture = remember(ana, "Hug")
    change(ana, gesture, text="Tea", how_often="weekly", on="2026-11-26")
    assert (on_today(ana), on_list(ana)) == ([], ([], ["Tea"]))
    assert Due.objects.get().at.date().isoformat() == "2026-11-26"
    change(ana, gesture, how_often="once", on="2026-11-23")
    assert on_today(ana) == ["Tea"]
    assert Due.objects.get().at.date().isoformat() == "2026-11-23"


def test_a_tick_of_today_outlasts_a_change(ana: Player) -> None:
    gesture = remember(ana, "Hug")
    tick(ana, gesture)
    change(ana, gesture, text="Tea", how_often="weekdays")
    assert (on_today(ana), ticked(ana)) == ([], ["Tea"])
    assert Due.objects.get().at.date().isoformat() == "2026-11-24"


def test_unchanged_it_writes_nothing(ana: Player) -> None:
    gesture = remember(ana, "Hug")
    before = list(Gesture.objects.values_list()), list(Due.objects.values_list())
    change(ana, gesture)
    assert (list(Gesture.objects.values_list()), list(Due.objects.values_list())) == before


def test_of_two_windows_the_second_is_shown_both_and_may_save(ana: Player) -> None:
    gesture = remember(ana, "Hug")
    first, second = form_of(ana, gesture), form_of(ana, gesture)
    ana.post(f"/gestures/{gesture}/", {**first, "text": "Tea", "how_often": "daily"})
    facts = {**second, "text": "Soup", "how_often": "daily"}
    answer = ana.post(f"/gestures/{gesture}/", facts)
    assert answer.status_code == 422
    assert "It says now: Tea every day" in text_of(answer)
    assert field_of(answer, "text") == "Soup"
    assert on_today(ana) == ["Tea"]
    facts["revision"] = field_of(answer, "revision")
    assert ana.post(f"/gestures/{gesture}/", facts).status_code == 302
    assert on_today(ana) == ["Soup"]


def test_what_doesnt_fit_is_said_beside_the_field(ana: Player) -> None:
    gesture = remember(ana, "Hug")
    facts = {**form_of(ana, gesture), "text": "Tea at four", "how_often": "days"}
    answer = ana.post(f"/gestures/{gesture}/", facts)
    assert answer.status_code == 422
    assert error_beside(answer, "days") == "Please choose one day or more."
    assert field_of(answer, "text") == "Tea at four"
    assert on_today(ana) == ["Hug"]


def test_let_go_it_is_gone_words_and_all(ana: Player) -> None:
    gesture, other = remember(ana, "Hug"), remember(ana, "Tea")
    assert "can’t be brought back" in said(ana, f"/gestures/{gesture}/")
    assert ana.post(f"/gestures/{gesture}/stop/")["Location"] == "/gestures/"
    assert on_today(ana) == ["Tea"]
    assert Gesture.objects.get().id == Due.objects.get().target_id == other
    assert ana.post(f"/gestures/{gesture}/stop/").status_code == 404


@pytest.mark.parametrize("pattern", ["once", "daily"])
def test_what_was_typed_for_one_that_is_gone_is_not_lost(
    staying: Player, time_machine: TimeMachineFixture, pattern: str
) -> None:
    gesture = remember(staying, "Hug", pattern)
    facts = {**form_of(staying, gesture), "text": "Tea at four", "how_often": "daily"}
    if pattern == "daily":
        staying.post(f"/gestures/{gesture}/stop/")
    time_machine.move_to(MONDAY + timedelta(days=1))
    answer = staying.post(f"/gestures/{gesture}/", facts)
    assert answer.status_code == 404
    assert "Tea at four" in text_of(answer)
