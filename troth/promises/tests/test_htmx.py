"""With htmx a step answers with the row alone, in place; without it with a page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.promises.models import Ending

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def tap(player: Player, promise_id: UUID, step: str) -> Any:
    address = f"/promises/mine/{promise_id}/{step}/"
    return player.post(address, {"back": "today"}, headers={"hx-request": "true"})


def test_a_tick_answers_with_the_kept_row(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    answer = tap(ana, promise_id, "keep")
    body = answer.content.decode().strip()
    assert answer.status_code == 200
    assert body.startswith('<li class="row kept"')
    assert body.endswith("</li>")
    assert "<html" not in body
    assert "kept, today" in text_of(answer)


@pytest.mark.parametrize(
    ("step", "phrase"),
    [
        ("keep/in-time", "kept, yesterday"),
        ("keep", "kept, a little later, today"),
        ("let-go", "let go, today"),
    ],
)
def test_what_waits_answers_with_its_row(
    ana: Player, time_machine: TimeMachineFixture, step: str, phrase: str
) -> None:
    ana.stay()
    promise_id = ana.say("Call the plumber", when="today")
    time_machine.move_to(MONDAY + timedelta(days=1))
    assert phrase in text_of(tap(ana, promise_id, step))


def test_a_step_that_cant_be_taken_any_more_loads_the_page_that_says_so(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    tap(ana, promise_id, "keep")
    answer = tap(ana, promise_id, "keep")
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")
    assert "This has ended already. Nothing was changed." in text_of(ana.get("/today/"))
    assert Ending.objects.count() == 1


def test_signed_out_it_leads_to_signing_in(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    ana.post("/sign-out/")
    answer = tap(ana, promise_id, "keep")
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/sign-in/")
    assert Ending.objects.count() == 0
