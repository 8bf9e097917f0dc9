"""The record keeps in step with every action: what is due, and what happened on which day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of
from troth.promises.checks import find_faults
from troth.promises.models import Ending, Promise
from troth.record.models import Due, Event

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def events(promise_id: UUID) -> list[tuple[UUID, date]]:
    rows = Event.objects.filter(target_id=promise_id).order_by("day")
    assert {row.kind for row in rows} <= {"promise"}
    return list(rows.values_list("id", "day"))


def test_a_promise_made_is_due_once_and_happened_once(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    due, promise = Due.objects.get(), Promise.objects.get()
    assert (due.target_id, due.kind, due.at) == (promise_id, "promise", promise.due_at)
    assert (due.space_id, due.person_id) == (promise.space_id, ana.person.id)
    assert events(promise_id) == [(promise_id, TODAY)]


@pytest.mark.parametrize("step", ["keep/", "keep/in-time/", "own/", "withdraw/"])
def test_after_an_ending_nothing_is_due_and_one_more_thing_happened(ana: Player, step: str) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    ana.post(f"/promises/mine/{promise_id}/{step}", {"note": ""})
    assert Due.objects.count() == 0
    assert dict(events(promise_id)) == {promise_id: TODAY, Ending.objects.get().id: TODAY}
    assert list(find_faults()) == []


def test_a_moved_one_is_no_longer_due_and_its_successor_is(ana: Player) -> None:
    first = ana.say("Call the plumber", when="today")
    page = f"/promises/mine/{first}/move/"
    ana.post(page, {"when": "tomorrow", "token": field_of(ana.get(page), "token")})
    second = Promise.objects.get(follows_id=first)
    assert Due.objects.get().target_id == second.id
    assert len(events(first)) == 2
    assert events(second.id) == [(second.id, TODAY)]
    assert list(find_faults()) == []


def test_it_happened_on_the_day_it_happened_not_when_it_was_said(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    promise_id = ana.say("Call the plumber", when="today")
    time_machine.move_to(MONDAY + timedelta(days=4))
    page = f"/promises/mine/{promise_id}/"
    ana.post(f"{page}keep/", {"kept": "later", "on": "2026-11-25"})
    assert [day for _, day in events(promise_id)] == [TODAY, date(2026, 11, 25)]


def test_a_correction_takes_the_place_of_what_it_corrects(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    promise_id = ana.say("Call the plumber", when="today")
    time_machine.move_to(MONDAY + timedelta(days=2))
    page = f"/promises/mine/{promise_id}/"
    for step in ("let-go/", "keep/in-time/", "own/", "keep/"):
        ana.post(f"{page}{step}", {"note": ""})
        last = Ending.objects.order_by("-number")[0]
        assert dict(events(promise_id)) == {promise_id: TODAY, last.id: last.happened_on}
    assert Due.objects.count() == 0
    assert list(find_faults()) == []


def test_letting_all_go_settles_all(ana: Player, time_machine: TimeMachineFixture) -> None:
    ana.stay()
    for text in ("Call the plumber", "Water the plants"):
        ana.say(text, when="today")
    time_machine.move_to(MONDAY + timedelta(days=2))
    ana.say("Sing", when="today")
    ana.post("/promises/waiting/let-go/")
    assert Due.objects.count() == 1
    assert Event.objects.count() == 5
    assert list(find_faults()) == []


def test_a_form_sent_twice_leaves_one_line(ana: Player) -> None:
    token = str(ana.say("Call the plumber", when="today"))
    ana.post("/promises/new/", {"text": "Call the plumber", "when": "today", "token": token})
    assert (Due.objects.count(), Event.objects.count()) == (1, 1)


def test_the_record_holds_no_clock_time_of_what_happened() -> None:
    kinds = {field.name: field.get_internal_type() for field in Event._meta.fields}
    assert kinds["day"] == "DateField"
    assert "DateTimeField" not in kinds.values()


@pytest.mark.parametrize("table", ["record_event", "record_due"])
def test_what_breaks_off_midway_leaves_all_as_it_was(ana: Player, table: str) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    page = ana.get(f"/promises/mine/{promise_id}/")
    before = [list(model._default_manager.values()) for model in (Promise, Ending, Due, Event)]

    def full(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if table in sql and sql.startswith(("INSERT", "DELETE")):
            raise DatabaseError("the disk is full")
        return execute(sql, params, many, context)

    ana.client.raise_request_exception = False
    with connection.execute_wrapper(full):
        token = field_of(page, "token")
        answer = ana.post(f"/promises/mine/{promise_id}/keep/", {"token": token})
        assert answer.status_code == 500
    after = [list(model._default_manager.values()) for model in (Promise, Ending, Due, Event)]
    assert after == before
