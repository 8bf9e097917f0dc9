"""Promises in a rhythm: begun, kept day by day, changed, let rest."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, text_of
from troth.promises.housekeeping import keep_house
from troth.promises.models import Promise, Rhythm
from troth.promises.tests.rhythm_acts import (
    MONDAY,
    ONE_DAY,
    begin,
    days_of,
    no_faults,
    of_day,
    page,
)
from troth.record.models import Due, Event, Kind

Couple = tuple[Player, Player]


pytestmark = pytest.mark.usefixtures("on_monday")


def test_words_are_written_once_and_four_weeks_of_days_without_any(ana: Player) -> None:
    rhythm_id = begin(ana, "Water the plants", at="18:00")
    assert days_of(rhythm_id) == [MONDAY.date() + number * ONE_DAY for number in range(28)]
    assert {bytes(row.words) for row in Promise.objects.all()} == {b""}
    assert Due.objects.filter(kind=Kind.PROMISE).count() == 28
    assert Event.objects.filter(person_id=ana.person.id).count() == 1
    assert no_faults()


def test_today_shows_one_tick_for_today_and_no_heap_of_what_is_to_come(ana: Player) -> None:
    begin(ana, "Water the plants")
    for path in ("/today/", "/promises/"):
        text = text_of(ana.get(path))
        assert text.count("Water the plants today") == 1
        assert "Water the plants tomorrow" not in text
    assert "every day · next tomorrow · until 20 December" in text_of(ana.get("/promises/"))


@pytest.mark.parametrize(
    ("facts", "phrase", "first"),
    [
        ({"again": "weekdays"}, "Monday to Friday", ["23", "24", "25", "26", "27", "30"]),
        ({"again": "days", "days": [1, 4]}, "every Tuesday and Friday", ["24", "27", "01"]),
        ({"again": "weekly"}, "every Monday", ["23", "30", "07"]),
        ({"again": "fortnightly", "when": "tomorrow"}, "every other Tuesday", ["24", "08"]),
    ],
)
def test_it_falls_on_the_days_that_were_chosen(
    ana: Player, facts: dict[str, Any], phrase: str, first: list[str]
) -> None:
    rhythm_id = begin(ana, **facts)
    assert [f"{day:%d}" for day in days_of(rhythm_id)][: len(first)] == first
    assert phrase in text_of(ana.get(page(rhythm_id)))


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"again": "days"}, "Please choose at least one day."),
        ({"again": "daily", "when": "this-week"}, "Choose the day on which it begins."),
        ({"again": "daily", "until": "2027-02-15"}, "Twelve weeks at most."),
        ({"again": "daily", "until": "2026-11-22"}, "No such day comes before it ends."),
        ({"again": "hourly"}, "Please choose how often."),
        ({"again": "days", "days": ["9"]}, "Please choose the days."),
        ({"again": "daily", "until": "soon"}, "Enter a valid date."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_what_was_typed_stays(
    ana: Player, facts: dict[str, Any], why: str
) -> None:
    answer = ana.post("/promises/new/", {"text": "Sing to you", "when": "today", **facts})
    assert answer.status_code == 422
    assert why in text_of(answer)
    assert "Sing to you" in answer.content.decode()
    assert not Rhythm.objects.exists()


def test_the_same_form_twice_begins_one(ana: Player) -> None:
    token = field_of(ana.get("/promises/new/"), "token")
    for _ in range(2):
        facts = {"text": "Sing", "when": "today", "again": "daily", "token": token}
        assert ana.post("/promises/new/", facts).status_code == 302
    assert Rhythm.objects.count() == 1
    assert Promise.objects.count() == 28


def test_each_day_has_an_ending_of_its_own(ana: Player, time_machine: TimeMachineFixture) -> None:
    ana.stay()
    rhythm_id = begin(ana)
    ana.post(f"{of_day(rhythm_id, 0)}keep/")
    assert "Sing kept, today" in text_of(ana.get("/today/"))
    time_machine.move_to(MONDAY + ONE_DAY, tick=False)
    ana.post(f"{of_day(rhythm_id, 1)}own/", {"note": "I fell asleep"})
    time_machine.move_to(MONDAY + 2 * ONE_DAY, tick=False)
    text = text_of(ana.get(page(rhythm_id)))
    assert "kept, on Monday" in text
    assert "it didn’t happen; said yesterday" in text
    assert "Sing today" in text
    assert no_faults()


def test_one_day_of_it_is_moved_and_the_others_stay(ana: Player) -> None:
    rhythm_id = begin(ana, at="18:00")
    answer = ana.post(f"{of_day(rhythm_id, 0)}move/", {"when": "tomorrow", "at": "19:30"})
    assert answer.status_code == 302
    moved = Promise.objects.get(rhythm_id=None)
    assert (moved.due_on, f"{moved.due_time:%H:%M}") == ((MONDAY + ONE_DAY).date(), "19:30")
    assert "Sing tomorrow at 7:30 p.m." in text_of(ana.get(f"/promises/mine/{moved.id}/"))
    assert len(days_of(rhythm_id)) == 28
    assert no_faults()


def test_one_day_of_it_gets_words_of_its_own(ana: Player) -> None:
    rhythm_id = begin(ana)
    address = f"{of_day(rhythm_id, 0)}words/"
    revision = field_of(ana.get(address), "revision")
    answer = ana.post(address, {"text": "Hum, I am hoarse", "cue": "", "revision": revision})
    assert answer.status_code == 302, text_of(answer)
    assert "Hum, I am hoarse" in text_of(ana.get(of_day(rhythm_id, 0)))
    assert "Sing" in text_of(ana.get(of_day(rhythm_id, 1)))
    assert page(rhythm_id) in ana.get(of_day(rhythm_id, 1)).content.decode()
    assert no_faults()


def test_let_rest_what_is_to_come_goes_and_what_was_stays(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    rhythm_id = begin(ana)
    ana.post(f"{of_day(rhythm_id, 0)}keep/")
    time_machine.move_to(MONDAY + ONE_DAY, tick=False)
    assert "It rests now." in text_of(ana.post(f"{page(rhythm_id)}stop/", follow=True))
    assert days_of(rhythm_id) == [MONDAY.date()]
    assert not Due.objects.exists()
    text = text_of(ana.get(page(rhythm_id)))
    assert "it rests" in text
    assert "kept, yesterday" in text
    keep_house(MONDAY + 30 * ONE_DAY)
    assert days_of(rhythm_id) == [MONDAY.date()]
    assert no_faults()


def test_kept_a_day_early_and_then_let_rest_it_stays_kept(ana: Player) -> None:
    rhythm_id = begin(ana)
    ana.post(f"{of_day(rhythm_id, 1)}keep/")
    ana.post(f"{page(rhythm_id)}stop/")
    assert "kept, today" in text_of(ana.get(of_day(rhythm_id, 1)))


def test_what_is_due_already_stays_for_a_word(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    rhythm_id = begin(ana, at="10:30")
    time_machine.move_to(MONDAY + timedelta(hours=1), tick=False)
    ana.post(f"{page(rhythm_id)}stop/")
    assert days_of(rhythm_id) == [MONDAY.date()]
    assert "no word yet" in text_of(ana.get(of_day(rhythm_id, 0)))


def test_from_now_on_it_is_another_one_and_what_was_keeps_its_words(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    rhythm_id = begin(ana)
    ana.post(f"{of_day(rhythm_id, 0)}keep/")
    time_machine.move_to(MONDAY + ONE_DAY, tick=False)
    form = ana.get(f"{page(rhythm_id)}change/")
    assert field_of(form, "text") == "Sing"
    facts = {"text": "Hum", "when": "tomorrow", "again": "weekly", "token": field_of(form, "token")}
    for _ in range(2):
        assert ana.post(f"{page(rhythm_id)}change/", facts).status_code == 302
    new = Rhythm.objects.get(follows_id=rhythm_id)
    assert days_of(rhythm_id) == [MONDAY.date(), MONDAY.date() + ONE_DAY]
    assert days_of(new.id)[0] == (MONDAY + 2 * ONE_DAY).date()
    assert "Sing kept" in text_of(ana.get(of_day(rhythm_id, 0)))
    assert no_faults()
