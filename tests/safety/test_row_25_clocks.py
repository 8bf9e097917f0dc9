"""Row 25: clocks that go back, skip an hour or move away: each thing once, for both alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.asks.tests.acts import ask, say_no
from troth.config.faults import row_faults
from troth.config.housekeeping import keep_house
from troth.people.models import Session
from troth.promises.models import Ending, Promise
from troth.record.models import Due
from troth.spaces.ids import day_of

Couple = tuple[Player, Player]
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def start(couple: Couple, time_machine: TimeMachineFixture, when: datetime) -> Couple:
    """Both signed in on their own phones, at some time."""
    time_machine.move_to(when, tick=False)
    for player in couple:
        player.sign_in()
        player.stay()
    return couple


def times_on_today(player: Player, text: str) -> int:
    return text_of(player.get("/today/")).count(text)


@pytest.mark.parametrize(
    ("evening", "due"),
    [
        # Half past two comes twice; the first of the two counts.
        (datetime(2026, 10, 24, 18, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        # Half past two doesn't come at all.
        (datetime(2027, 3, 27, 18, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
    ],
)
def test_in_the_night_of_a_clock_change_a_promise_is_due_once_for_both(
    couple: Couple, time_machine: TimeMachineFixture, evening: datetime, due: datetime
) -> None:
    ana, ben = start(couple, time_machine, evening)
    ana.say("Lights out", when="today", at="02:30", to="ours")
    assert Promise.objects.get().due_at == due
    assert Due.objects.filter(space_id=ana.membership("ours").space_id).count() == 1
    for after in (timedelta(minutes=1), timedelta(minutes=61), timedelta(minutes=121)):
        time_machine.move_to(due + after, tick=False)
        for player in (ana, ben):
            assert times_on_today(player, "Lights out") == 1
    assert row_faults() == []


def test_who_moves_to_another_zone_has_as_long_as_was_said(
    couple: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = start(couple, time_machine, MONDAY)
    promise_id = ana.say("Ring the plumber", when="today", at="20:00", to="ours")
    due = Promise.objects.get().due_at
    ana.post("/open/", {"password": ana.password})
    facts = {"time_zone": "America/New_York", "ask_again": "after-a-while", "exit_address": ""}
    assert ana.post("/me/settings/", facts).status_code == 302
    # Three in the afternoon where she is now; nine minutes before it is due.
    time_machine.move_to(due - timedelta(minutes=9), tick=False)
    assert "no word yet" not in text_of(ana.get("/today/"))
    assert ana.post(f"/promises/ours/{promise_id}/keep/").status_code == 302
    assert Ending.objects.get().is_late is False
    for player in (ana, ben):
        page = text_of(player.get(f"/promises/ours/{promise_id}/"))
        assert "Ring the plumber" in page
        assert "be opened" not in page


def test_a_clock_set_back_by_days_says_so_and_loses_nothing(
    couple: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = start(couple, time_machine, MONDAY)
    kept, said = (ana.say(text, to="ours") for text in ("Sing", "Swim"))
    asked = ask(ben, "Water the plants")
    assert ana.post(f"/promises/ours/{kept}/keep/").status_code == 302
    time_machine.move_to(MONDAY - timedelta(days=3), tick=False)
    keep_house(MONDAY - timedelta(days=3))
    page = f"/promises/ours/{said}/"
    assert "before the promise was made" in text_of(ana.post(f"{page}keep/", follow=True))
    assert say_no(ana, asked).status_code == 302
    later = ana.say("Row", to="ours")
    assert day_of(later) == (MONDAY - timedelta(days=3)).date()
    for now in (MONDAY - timedelta(days=3), MONDAY + timedelta(hours=1)):
        time_machine.move_to(now, tick=False)
        for player in (ana, ben):
            for path in ("/today/", "/promises/", "/us/", "/asks/", f"/promises/ours/{kept}/"):
                answer = player.get(path)
                assert answer.status_code == 200, path
                assert "be opened" not in text_of(answer), path
    assert ana.post(f"{page}keep/").status_code == 302
    assert {row.promise_id for row in Ending.objects.all()} == {kept, said}
    assert Promise.objects.count() == 3
    assert row_faults() == []


def test_a_clock_that_was_a_year_ahead_leaves_promises_where_they_were(
    couple: Couple, time_machine: TimeMachineFixture
) -> None:
    """A machine that starts without a battery: it signs people out, and nothing else."""
    ana, _ben = start(couple, time_machine, MONDAY)
    promise_id = ana.say("Sing", when="tomorrow", to="ours")
    ahead = MONDAY + timedelta(days=365)
    time_machine.move_to(ahead, tick=False)
    keep_house(ahead)
    assert not Session.objects.exists()
    time_machine.move_to(MONDAY + timedelta(minutes=5), tick=False)
    ana.sign_in()
    assert "no word yet" not in text_of(ana.get("/today/"))
    assert ana.post(f"/promises/ours/{promise_id}/keep/").status_code == 302
    assert Ending.objects.get().is_late is False
