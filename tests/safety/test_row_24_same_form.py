"""Row 24: the same form, sent twice in the same moment, does it once and says so both times."""

from __future__ import annotations

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, text_of
from tests.safety.shared_rows import MONDAY
from tests.safety.test_row_24_at_once import at_once
from troth.promises.models import Ending, Promise

Couple = tuple[Player, Player]


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)


def posted_twice(player: Player, page: str, facts: dict[str, str]) -> list[str]:
    """Where each of the two leads."""
    answers = at_once(*2 * [lambda: player.post(page, {**facts, "back": "promises"})])
    assert [answer.status_code for answer in answers] == [302, 302]
    return [answer["Location"] for answer in answers]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_it_is_shared_once(couple: Couple, turn: int) -> None:
    ana, _ben = couple
    promise_id = ana.say("Call the plumber", when="wednesday")
    page = f"/promises/mine/{promise_id}/"
    facts = {"token": field_of(ana.get(page), "token")}
    assert posted_twice(ana, f"{page}share/", facts) == ["/promises/"] * 2
    assert "ended already" not in text_of(ana.get("/promises/"))
    assert (Promise.objects.count(), Ending.objects.count()) == (2, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
@pytest.mark.parametrize("to", ["mine", "ours"])
def test_it_is_moved_once(couple: Couple, turn: int, to: str) -> None:
    ana, _ben = couple
    promise_id = ana.say("Call the plumber", when="wednesday", to=to)
    page = f"/promises/{to}/{promise_id}/move/"
    facts = {"token": field_of(ana.get(page), "token"), "when": "this-week"}
    assert posted_twice(ana, page, facts) == ["/promises/"] * 2
    assert "ended already" not in text_of(ana.get("/promises/"))
    assert (Promise.objects.count(), Ending.objects.count()) == (2, 1)
