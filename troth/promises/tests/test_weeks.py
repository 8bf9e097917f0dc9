"""A whole week, chosen at its edges: on a Sunday it is the coming one, and the choice says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, text_of
from troth.promises.models import Promise

ONE_MINUTE = timedelta(minutes=1)
# Sunday, 22 November 2026, begins at 04:00 where one is.
SUNDAY = {
    "ana": datetime(2026, 11, 22, 3, 0, tzinfo=UTC),
    "ben": datetime(2026, 11, 21, 19, 0, tzinfo=UTC),
}
EDGES = [
    (-ONE_MINUTE, "This week", "2026-11-16"),
    (timedelta(0), "Next week", "2026-11-23"),
    (timedelta(days=1) - ONE_MINUTE, "Next week", "2026-11-23"),
    (timedelta(days=1), "This week", "2026-11-23"),
]


@pytest.fixture(autouse=True)
def _on_friday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2026, 11, 20, 9, 0, tzinfo=UTC), tick=False)


@pytest.mark.parametrize("name", ["ana", "ben"])
@pytest.mark.parametrize(("after", "label", "monday"), EDGES)
def test_the_choice_is_called_what_it_means(
    request: pytest.FixtureRequest,
    time_machine: TimeMachineFixture,
    name: str,
    after: timedelta,
    label: str,
    monday: str,
) -> None:
    time_machine.move_to(SUNDAY[name] + after, tick=False)
    player: Player = request.getfixturevalue(name)
    player.post("/focus/", {"habit": "give-space"})
    other = {"This week", "Next week"} - {label}
    for path in ("/promises/new/", "/today/", "/begin/first/"):
        text = text_of(player.get(path))
        assert label in text, path
        assert not any(each in text for each in other), path
    player.say("Mend the gate", when="this-week")
    assert Promise.objects.get().due_on.isoformat() == monday
    assert label.lower() in text_of(player.get("/promises/"))


def test_said_on_a_sunday_it_waits_for_its_week(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    time_machine.move_to(SUNDAY["ana"] + timedelta(hours=8), tick=False)
    ana.say("Mend the gate", when="this-week")
    today = text_of(ana.get("/today/"))
    assert "In the days to come Mend the gate next week" in today
    assert "You said you would" not in today
    time_machine.move_to(SUNDAY["ana"] + timedelta(days=1), tick=False)
    assert "You said you would Mend the gate this week" in text_of(ana.get("/today/"))


def test_it_reads_right_where_it_is_monday_already(
    couple: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    ana, ben = couple
    for player in couple:
        player.stay()
    # 22:00 on Sunday in Berlin, 06:00 on Monday in Tokyo.
    time_machine.move_to(datetime(2026, 11, 22, 21, 0, tzinfo=UTC), tick=False)
    ana.say("Mend the gate", when="this-week", to="ours")
    assert "next week" in text_of(ana.get("/promises/"))
    assert "the week of 23 November" in text_of(ben.get("/promises/"))
    assert "the week of 23 November" in text_of(ben.get("/today/"))


def test_a_form_from_saturday_keeps_its_week_and_says_so(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    time_machine.move_to(SUNDAY["ana"] - ONE_MINUTE, tick=False)
    shown_on = field_of(ana.get("/promises/new/"), "shown_on")
    time_machine.move_to(SUNDAY["ana"] + ONE_MINUTE, tick=False)
    facts = {"when": "this-week", "shown_on": shown_on}
    again = ana.post("/promises/new/", {"text": "", **facts})
    assert again.status_code == 422
    assert "This week" in text_of(again)
    ana.post("/promises/new/", {"text": "Mend the gate", **facts})
    assert Promise.objects.get().due_on.isoformat() == "2026-11-16"
