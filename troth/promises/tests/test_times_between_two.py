"""Between two, what is signed of an ending tells the day and no clock time."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.promises.due import Choice, due_from_choice
from troth.promises.endings.times import after_all, by_the_day
from troth.promises.models import Ending, Promise
from troth.promises.opening import ending_view
from troth.promises.words import EndingWords
from troth.spaces.days import day_begins_at, local_day

# In Berlin it is ten in the morning, in Tokyo six in the evening.
MONDAY = datetime(2026, 11, 23, 9, 7, 31, 123456, tzinfo=UTC)
ZONES = ("Europe/Berlin", "Asia/Tokyo", "America/St_Johns", "Pacific/Kiritimati", "Etc/GMT+12")
NEAR = st.timedeltas(timedelta(0), timedelta(days=9))


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def signed(player: Player, where: str = "ours") -> list[EndingWords]:
    membership = player.membership(where)
    found = [
        ending_view(membership, row).words
        for row in Ending.objects.filter(space_id=membership.space_id).order_by("number")
    ]
    assert all(isinstance(words, EndingWords) for words in found)
    return found  # type: ignore[return-value]


def test_the_hour_of_an_ending_is_nowhere_in_what_is_signed(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    kept, released = (ana.say(text, when="tomorrow", to="ours") for text in ("Sing", "Swim"))
    ana.post(f"/promises/ours/{kept}/keep/")
    ben.post(f"/promises/ours/{released}/release/")
    by_berlin, by_tokyo = signed(ben)
    begins = day_begins_at(MONDAY.date(), ZoneInfo("Europe/Berlin")).isoformat()
    assert (by_berlin.happened, by_berlin.recorded) == (begins, begins)
    # In Tokyo the day began before the promise could have been made.
    assert (by_tokyo.happened, by_tokyo.recorded) == (begins, begins)


def test_to_oneself_the_time_stays_exact(
    couple: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    ana, _ben = couple
    ana.post(f"/promises/mine/{ana.say('Sing', when='tomorrow')}/keep/")
    assert signed(ana, "mine")[0].happened == MONDAY.isoformat()


def test_what_was_late_stays_late_and_what_was_in_time_in_time(
    couple: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    ana, ben = couple
    ana.stay()
    ben.stay()
    late, in_time = (ana.say(text, when="today", at="12:30", to="ours") for text in ("A", "B"))
    time_machine.move_to(MONDAY + timedelta(hours=5))
    ana.post(f"/promises/ours/{late}/keep/")
    ana.post(f"/promises/ours/{in_time}/keep/in-time/")
    for promise_id, phrase in ((late, "kept, a little later, today"), (in_time, "kept, today")):
        for player in couple:
            assert phrase in text_of(player.get(f"/promises/ours/{promise_id}/"))
    due_at = Promise.objects.get(id=late).due_at
    least = timedelta(microseconds=1)
    facts = [(words.happened, words.recorded) for words in signed(ben)]
    begins = day_begins_at(MONDAY.date(), ZoneInfo("Europe/Berlin"))
    assert ((due_at + least).isoformat(), (due_at + least).isoformat()) in facts
    assert (begins.isoformat(), due_at.isoformat()) in facts


def test_corrections_on_one_day_keep_their_order(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    promise_id = ana.say("Sing", when="tomorrow", to="ours")
    page = f"/promises/ours/{promise_id}/"
    for step in ("keep/", "reopen/", "own/", "reopen/", "keep/", "own/"):
        assert ana.post(f"{page}{step}", {"note": ""}).status_code == 302
    recorded = [words.recorded for words in signed(ben)]
    assert recorded == sorted(recorded)
    assert len(set(recorded)) == 6
    for player in couple:
        assert "it didn’t happen; said today" in text_of(player.get(page))


@given(
    made=st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)),
    zones=st.tuples(st.sampled_from(ZONES), st.sampled_from(ZONES)),
    choice=st.sampled_from(sorted(set(Choice) - {Choice.DATE})),
    at=st.none() | st.times().map(lambda each: each.replace(second=0, microsecond=0)),
    until_it_happened=NEAR,
    until_it_was_said=NEAR,
)
def test_whatever_the_hours_only_the_days_are_told_and_every_relation_holds(
    made: datetime,
    zones: tuple[str, str],
    choice: Choice,
    at: time | None,
    until_it_happened: timedelta,
    until_it_was_said: timedelta,
) -> None:
    makers, actors = ZoneInfo(zones[0]), ZoneInfo(zones[1])
    try:
        due = due_from_choice(choice, on=None, at=at, now=made, zone=makers)
    except ValueError:
        return
    due_at, made_at = due.instant(), day_begins_at(local_day(made, makers), makers)
    happened_at = made + until_it_happened
    now = happened_at + until_it_was_said
    happened, recorded = by_the_day(happened_at, now, made_at=made_at, due_at=due_at, zone=actors)
    assert made_at <= happened <= recorded
    assert happened <= happened_at
    assert recorded <= now
    assert (happened > due_at) is (happened_at > due_at)
    assert (recorded >= due_at) is (now >= due_at)
    least = timedelta(microseconds=1)
    told = {made_at, due_at, due_at + least}
    assert happened in told | {day_begins_at(local_day(happened_at, actors), actors)}
    assert recorded in told | {day_begins_at(local_day(now, actors), actors)}


def test_the_same_day_tells_the_same_whatever_the_hour() -> None:
    zone = ZoneInfo("Europe/Berlin")
    made_at = day_begins_at(MONDAY.date(), zone)
    due_at = made_at + timedelta(days=3)
    told = {
        by_the_day(at, at, made_at=made_at, due_at=due_at, zone=zone)
        for at in (made_at + timedelta(days=1, minutes=7 * step) for step in range(200))
    }
    assert len(told) == 1


def test_each_word_comes_after_those_before_it() -> None:
    now = MONDAY.replace(microsecond=0)
    assert after_all(now, []) == now
    ahead = now + timedelta(days=1)
    assert after_all(now, [now, ahead]) == ahead + timedelta(microseconds=1)


@pytest.mark.parametrize("zone", ZONES)
def test_a_promise_shared_after_moving_house_can_be_kept_at_once(
    couple: tuple[Player, Player], zone: str
) -> None:
    ana, ben = couple
    promise_id = ana.say("Sing", when="date", on="2026-12-24")
    facts = {"time_zone": zone, "ask_again": "never", "exit_address": ""}
    assert ana.post("/me/settings/", facts).status_code == 302
    ana.post(f"/promises/mine/{promise_id}/share/")
    copy = Promise.objects.get(space_id=ana.membership("ours").space_id)
    ana.post(f"/promises/ours/{copy.id}/keep/")
    assert Promise.objects.get(id=copy.id).state == "kept"
    assert "kept, " in text_of(ben.get(f"/promises/ours/{copy.id}/"))


def test_whoever_moved_reads_their_own_by_the_clock_there(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    ana.say("Ring my sister", when="wednesday", at="20:00")
    ana.say("Sweep the stairs", when="wednesday", at="02:00")
    facts = {"time_zone": "America/New_York", "ask_again": "never", "exit_address": ""}
    assert ana.post("/me/settings/", facts).status_code == 302
    text = text_of(ana.get("/promises/"))
    assert "Ring my sister on Wednesday at 2 p.m. (8 p.m. where you said it)" in text
    assert "Sweep the stairs on Wednesday at 8 p.m. (Thursday at 2 a.m. where you said it)" in text
