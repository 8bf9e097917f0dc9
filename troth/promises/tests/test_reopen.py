"""A slip of the finger can be taken back until the promise is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import time_machine

from tests.cast import Player, text_of
from troth.promises.checks import find_faults
from troth.promises.models import Ending, Promise
from troth.record.models import Due, Event

EVENING = datetime(2026, 11, 26, 19, tzinfo=UTC)


def test_a_promise_kept_by_mistake_is_open_again(ana: Player) -> None:
    ana.stay()
    with time_machine.travel(EVENING, tick=False):
        promise = ana.say("Water the basil", when="tomorrow")
        page = f"/promises/mine/{promise}/"
        ana.post(f"{page}keep/")
        assert "slip of the finger" in text_of(ana.get(page))
        answer = ana.post(f"{page}reopen/", follow=True)
        assert "It is open again." in text_of(answer)
        assert Promise.objects.get().state == "open"
        assert [each.state for each in Ending.objects.order_by("number")] == ["kept", "open"]
        assert Due.objects.get().target_id == promise
        assert [event.id for event in Event.objects.all()] == [promise]
        said = text_of(ana.get(page))
        assert "kept, today" in said.lower()
        assert "open again, today" in said.lower()
        assert list(find_faults()) == []
        ana.post(f"{page}keep/")
        assert Promise.objects.get().state == "kept"


def test_once_it_is_due_what_was_said_is_corrected_and_not_reopened(ana: Player) -> None:
    ana.stay()
    with time_machine.travel(EVENING, tick=False):
        promise = ana.say("Water the basil", when="today")
        page = f"/promises/mine/{promise}/"
        ana.post(f"{page}keep/")
    with time_machine.travel(EVENING + timedelta(hours=10), tick=False):
        assert "slip of the finger" not in text_of(ana.get(page))
        ana.post(f"{page}reopen/")
        assert Promise.objects.get().state == "kept"


def test_once_it_has_landed_it_is_not_opened_again(couple: tuple[Player, Player]) -> None:
    """Else it could be taken back without a trace, and the other's word on it with it."""
    ana, ben = couple
    promise_id = ana.say("Sing", when="tomorrow", to="ours")
    page = f"/promises/ours/{promise_id}/"
    ana.post(f"{page}keep/")
    ben.post(f"{page}landed/", {"kind": "thanks", "line": "That was lovely"})
    ana.post(f"{page}reopen/")
    assert "so it stays as it is" in text_of(ana.get(page))
    ana.post(f"{page}withdraw/")
    assert "That was lovely" in text_of(ben.get(page))
