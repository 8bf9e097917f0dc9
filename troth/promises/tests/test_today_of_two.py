"""Today, for two: my own from both spaces together, and what my partner said."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.promises.models import Promise
from troth.promises.queries import MOST_ENDED
from troth.promises.tests.test_index_of_two import live_together
from troth.spaces.actions import leave_space, step_away

pytestmark = pytest.mark.on_any_database

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


@pytest.fixture
def staying(couple: tuple[Player, Player]) -> tuple[Player, Player]:
    for player in couple:
        player.stay()
    return couple


def says(player: Player, *parts: str) -> bool:
    """Whether Today shows these in this order."""
    text = text_of(player.get("/today/"))
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def test_my_own_of_both_spaces_stand_together_and_the_partners_after_them(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    ana.say("Call the plumber", when="today", at="18:00", to="ours")
    ana.say("Stretch", when="today", at="20:00")
    ben.say("Cook on Wednesday", when="wednesday", to="ours")
    ana.say("Read aloud", when="thursday", to="ours")
    assert says(
        ana,
        "You said you would",
        "Call the plumber today at 6 p.m. · to Ben",
        "Stretch today at 8 p.m.",
        "Ben said",
        "Cook on Wednesday on Wednesday",
        "In the days to come",
        "Read aloud",
    )
    page = ana.get("/today/").content.decode()
    assert page.count('class="tick open theirs"') == 1


def test_what_the_partner_said_for_later_waits_until_it_is_near(
    staying: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    ana, ben = staying
    ben.say("Sing", when="date", on="2026-11-30", to="ours")
    ben.say("Mend the lamp", when="this-week", to="ours")
    assert says(ana, "Ben said", "Mend the lamp")
    assert not says(ana, "Sing")
    time_machine.move_to(MONDAY + timedelta(days=4))
    assert says(ana, "Ben said", "Sing")


def test_the_partners_never_keep_my_day_from_being_done(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    ben.say("Cook", when="today", to="ours")
    assert says(ana, "Ben said", "Cook", "That’s all for today.")


def test_how_the_partners_ended_is_told_for_three_days(
    staying: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    ana, ben = staying
    promise_id = ben.say("Cook", when="today", to="ours")
    ben.post(f"/promises/ours/{promise_id}/keep/")
    assert says(ana, "Ben said", "Cook kept, today")
    page = ana.get("/today/").content.decode()
    assert 'class="tick kept theirs"' in page
    time_machine.move_to(MONDAY + timedelta(days=3))
    assert says(ana, "Ben said", "Cook kept, on Monday")
    time_machine.move_to(MONDAY + timedelta(days=4))
    assert not says(ana, "Cook")


@pytest.mark.parametrize("to", ["mine", "ours"])
@pytest.mark.parametrize(
    ("step", "phrase"),
    [("keep/", "kept, today"), ("own/", "it didn’t happen; said today")],
)
def test_what_i_ended_today_stays_until_tomorrow(
    staying: tuple[Player, Player],
    time_machine: TimeMachineFixture,
    to: str,
    step: str,
    phrase: str,
) -> None:
    ana, _ben = staying
    promise_id = ana.say("Call the plumber", when="thursday", to=to)
    ana.post(f"/promises/{to}/{promise_id}/{step}", {"note": ""})
    assert says(ana, "You said you would", "Call the plumber " + phrase)
    time_machine.move_to(MONDAY + timedelta(days=1))
    assert "plumber" not in text_of(ana.get("/today/"))


def test_of_many_that_ended_today_shows_a_few_of_each_and_promises_all(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    for number in range(MOST_ENDED + 2):
        promise_id = ana.say(f"Water plant {number}", when="thursday", to="ours")
        ana.post(f"/promises/ours/{promise_id}/keep/")
    for player, path, shown in (
        (ana, "/today/", MOST_ENDED),
        (ben, "/today/", MOST_ENDED),
        (ana, "/promises/?in=ours", MOST_ENDED + 2),
        (ben, "/promises/", MOST_ENDED + 2),
    ):
        assert player.get(path).content.decode().count('<li class="row kept') == shown


@pytest.mark.parametrize("to", ["mine", "ours"])
@pytest.mark.parametrize("step", ["withdraw/", "move/"])
def test_what_i_moved_or_took_back_is_gone_from_today(
    couple: tuple[Player, Player], to: str, step: str
) -> None:
    ana, _ben = couple
    promise_id = ana.say("Call the plumber", when="today", to=to)
    ana.post(f"/promises/{to}/{promise_id}/{step}", {"when": "tomorrow"})
    text = text_of(ana.get("/today/"))
    assert text.count("Call the plumber") == (2 if step == "move/" else 0) / 2


def test_filling_in_what_is_long_past_fills_no_page(
    staying: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    ana, _ben = staying
    promise_id = ana.say("Call the plumber", when="today")
    time_machine.move_to(MONDAY + timedelta(days=9))
    ana.post(f"/promises/mine/{promise_id}/keep/in-time/")
    assert "plumber" not in text_of(ana.get("/today/"))


def test_stepping_away_leaves_nothing_of_the_two_and_tells_the_other_nothing(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    ana.say("Call the plumber", when="today", to="ours")
    ana.say("Stretch", when="today")
    ben.say("Cook", when="today", to="ours")
    ben.get("/today/")
    before = text_of(ben.get("/today/"))
    step_away(ana.membership("ours"), True, MONDAY)
    text = text_of(ana.get("/today/"))
    assert "Stretch" in text
    assert "plumber" not in text
    assert "Cook" not in text
    assert text_of(ben.get("/today/")) == before


def test_nothing_of_a_space_that_ended(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    ana.say("Call the plumber", when="today", to="ours")
    ben.say("Cook", when="today", to="ours")
    leave_space(ana.membership("ours"), MONDAY)
    for player in couple:
        text = text_of(player.get("/today/"))
        assert "plumber" not in text
        assert "Cook" not in text
        assert "Some days went by" not in text


def test_a_long_absence_folds_both_spaces_away(
    staying: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    ana, _ben = staying
    ana.say("Call the plumber", when="today", to="ours")
    ana.say("Stretch", when="today")
    time_machine.move_to(MONDAY + timedelta(days=20))
    assert says(ana, "Some days went by.")
    waiting = text_of(ana.get("/promises/waiting/"))
    assert "Call the plumber on 23 November, no word yet · to Ben" in waiting
    assert "Stretch" in waiting
    ana.post("/promises/waiting/let-go/")
    assert set(Promise.objects.values_list("state", flat=True)) == {"let-go"}


def test_a_ring_ticks_off_what_was_said_to_the_other(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="today", to="ours")
    page = ana.get("/today/").content.decode()
    assert f'hx-post="/promises/ours/{promise_id}/keep/"' in page
    assert f"{promise_id}/keep/" not in ben.get("/today/").content.decode()
    address = f"/promises/ours/{promise_id}/keep/"
    answer = ana.post(address, {"back": "today"}, headers={"hx-request": "true"})
    assert answer.content.decode().strip().startswith('<li class="row kept"')


@pytest.mark.parametrize("away", [False, True])
def test_it_takes_few_queries(
    staying: tuple[Player, Player],
    time_machine: TimeMachineFixture,
    django_assert_max_num_queries: Callable[[int], Any],
    away: bool,
) -> None:
    live_together(staying, time_machine)
    ana, _ben = staying
    ana.post("/focus/", {"habit": "give-space"})
    step_away(ana.membership("ours"), away, MONDAY)
    # Session, person, memberships, due, promises, endings, focus; and what asks take.
    with django_assert_max_num_queries(8):
        page = ana.get("/today/")
    assert len(re.findall('<li class="row', page.content.decode())) >= 3
