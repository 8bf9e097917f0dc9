"""One of the two answers together, the other once they are ready: both open in the end."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player
from troth.practices.tests.acts import said, token

pytestmark = pytest.mark.on_any_database

Couple = tuple[Player, Player]
EVENING = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_noon(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(EVENING, tick=False)


def answer(player: Player, text: str, reveal: str) -> UUID:
    """Answer tonight's question by a rule; the run's id."""
    page = player.get("/practices/tonight/").content.decode()
    names = ("occasion", "question")
    facts = {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in names}  # type: ignore[index]
    begun = player.post("/practices/tonight/answer/", {**facts, "token": token()})
    run_id = re.search(r"/runs/([0-9a-f-]{36})/", begun.url)[1]  # type: ignore[attr-defined,index]
    step = f"/practices/runs/{run_id}/steps/answer/"
    given = player.post(step, {"text": text, "reveal": reveal, "token": token()})
    assert given.status_code == 302
    return UUID(run_id)


def open_up(player: Player, run_id: UUID) -> None:
    assert player.post(f"/practices/runs/{run_id}/open/").status_code == 302


def reads(player: Player, text: str) -> bool:
    return text in said(player, "/practices/said/")


def test_what_waits_opens_once_the_other_opens_theirs(couple: Couple) -> None:
    ana, ben = couple
    answer(ana, "On the balcony", "together")
    run_id = answer(ben, "By the river", "when-ready")
    assert not reads(ben, "On the balcony")
    assert not reads(ana, "By the river")
    open_up(ben, run_id)
    assert reads(ben, "On the balcony")
    assert reads(ana, "By the river")


def test_what_was_opened_first_opens_an_answer_that_would_wait(couple: Couple) -> None:
    ana, ben = couple
    open_up(ben, answer(ben, "By the river", "when-ready"))
    answer(ana, "On the balcony", "together")
    assert reads(ben, "On the balcony")
    assert reads(ana, "By the river")


def test_words_that_were_taken_back_open_nothing(couple: Couple) -> None:
    ana, ben = couple
    open_up(ben, answer(ben, "By the river", "when-ready"))
    page = ben.get("/practices/said/").content.decode()
    own = re.search(r"/practices/said/[0-9a-f-]{36}/", page)
    assert own is not None
    assert ben.post(f"{own[0]}take-back/").status_code == 302
    answer(ana, "On the balcony", "together")
    assert not reads(ben, "On the balcony")
