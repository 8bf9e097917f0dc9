"""What whoever a promise was made to sees of it, and what stays its maker's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, pair, text_of
from troth.promises.models import Ending, Promise
from troth.record.models import Event

pytestmark = pytest.mark.on_any_database

# In Berlin it is ten in the morning, in Tokyo six in the evening.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MAKERS_STEPS = ("keep/", "keep/in-time/", "own/", "move/", "withdraw/", "let-go/", "reopen/")


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


@pytest.fixture
def staying(couple: tuple[Player, Player]) -> tuple[Player, Player]:
    for player in couple:
        player.stay()
    return couple


def seen(player: Player, promise_id: UUID) -> str:
    answer = player.get(f"/promises/ours/{promise_id}/")
    assert answer.status_code == 200
    return text_of(answer)


def test_the_page_says_who_said_it_when_it_is_due_and_when_it_was_said(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="wednesday", to="ours")
    assert "To you, said today" in seen(ben, promise_id)
    assert "Ana said Call the plumber on Wednesday" in seen(ben, promise_id)
    ana.get("/today/")  # shows what was said of the form
    assert "To Ben, said today You said you would Call the plumber" in seen(ana, promise_id)


@pytest.mark.parametrize("step", MAKERS_STEPS)
def test_what_only_a_maker_says_isnt_there_for_the_other(
    couple: tuple[Player, Player], step: str
) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="today", to="ours")
    facts = {"when": "wednesday", "note": "mine now"}
    address = f"/promises/ours/{promise_id}/{step}"
    assert ben.post(address, facts).status_code == 404
    assert ben.get(address).status_code in {404, 405}
    assert f"{promise_id}/{step}" not in ben.get("/today/").content.decode()
    assert Promise.objects.get().state == "open"
    assert Ending.objects.count() == 0


@pytest.mark.parametrize("step", ["", *MAKERS_STEPS, "release/"])
@pytest.mark.parametrize("where", ["mine", "ours", "space"])
def test_another_couple_finds_nothing(
    couple: tuple[Player, Player], cleo: Player, dan: Player, step: str, where: str
) -> None:
    ana, _ben = couple
    pair(cleo, dan)
    promise_id = ana.say("Call the plumber", when="today", to="ours")
    where = str(ana.membership("ours").space_id) if where == "space" else where
    facts = {"when": "wednesday", "note": "mine now"}
    for promise in (promise_id, uuid4()):
        address = f"/promises/{where}/{promise}/{step}"
        for answer in (cleo.get(address), cleo.post(address, facts)):
            assert answer.status_code in {404, 405}
    assert Ending.objects.count() == 0


def test_a_space_that_goes_on_isnt_found_by_its_id(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    promise_id = ana.say("Call the plumber", when="today", to="ours")
    space_id = ana.membership("ours").space_id
    assert ana.get(f"/promises/{space_id}/{promise_id}/").status_code == 404


@pytest.mark.parametrize(
    ("step", "facts", "phrase"),
    [
        ("keep/", {}, "kept, today"),
        ("own/", {"note": "Fell asleep"}, "it didn’t happen; said today"),
        ("withdraw/", {"note": "Too much"}, "taken back before it was due, today"),
        ("move/", {"when": "wednesday"}, "moved before it was due, today"),
    ],
)
def test_how_it_ended_is_seen_by_its_day_with_its_line(
    couple: tuple[Player, Player], step: str, facts: dict[str, str], phrase: str
) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="tomorrow", to="ours")
    ana.post(f"/promises/ours/{promise_id}/{step}", facts)
    text = seen(ben, promise_id)
    assert phrase in text
    assert facts.get("note", "") in text
    assert phrase in text_of(ben.get("/promises/"))


def test_no_word_yet_is_all_that_a_gone_time_says(
    staying: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    ana, ben = staying
    promise_id = ana.say("Call the plumber", when="today", to="ours")
    time_machine.move_to(MONDAY + timedelta(days=1))
    assert "yesterday, no word yet" in seen(ben, promise_id)
    ana.post(f"/promises/ours/{promise_id}/let-go/")
    assert "let go, today" in seen(ben, promise_id)


def test_a_moved_one_leads_to_the_one_that_follows(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="today", to="ours")
    page = f"/promises/ours/{promise_id}/move/"
    token = field_of(ana.get(page), "token")
    ana.post(page, {"when": "wednesday", "token": token})
    assert f"/promises/ours/{token}/" in ben.get(f"/promises/ours/{promise_id}/").content.decode()
    assert "on Wednesday" in seen(ben, UUID(token))
    today = text_of(ben.get("/today/"))
    assert today.count("Call the plumber") == 1


DUE_TIMES = [
    # Ana in Berlin says a time; Ben in Tokyo reads it.
    ("today", "11:30", "today at 7:30 p.m. (11:30 a.m. for Ana)"),
    ("tomorrow", "15:00", "tomorrow at 11 p.m. (3 p.m. for Ana)"),
    ("today", "18:00", "tonight at 2 a.m. (Monday at 6 p.m. for Ana)"),
    ("tomorrow", "20:00", "on Wednesday at 4 a.m. (Tuesday at 8 p.m. for Ana)"),
]


@pytest.mark.parametrize(("when", "at", "phrase"), DUE_TIMES)
def test_a_moment_is_told_in_the_readers_time_with_the_makers_beside_it(
    couple: tuple[Player, Player], when: str, at: str, phrase: str
) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when=when, at=at, to="ours")
    assert phrase in seen(ben, promise_id)
    assert "for Ana" not in seen(ana, promise_id)


def test_where_the_clocks_agree_one_time_is_told(
    couple: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    ana, ben = couple
    facts = {"time_zone": "Africa/Lagos", "ask_again": "never", "exit_address": ""}
    assert ben.post("/me/settings/", facts).status_code == 302
    winter = ana.say("Sing", when="date", on="2026-12-24", at="18:30", to="ours")
    summer = ana.say("Swim", when="date", on="2027-07-01", at="18:30", to="ours")
    assert "on 24 December at 6:30 p.m." in seen(ben, winter)
    assert "for Ana" not in seen(ben, winter)
    assert "on 1 July 2027 at 5:30 p.m. (6:30 p.m. for Ana)" in seen(ben, summer)


def test_where_it_is_another_day_for_the_maker_a_day_goes_by_its_name(
    staying: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    ana, ben = staying
    promise_id = ana.say("Call the plumber", when="today", to="ours")
    # In Berlin it is nine on Monday evening, in Tokyo five on Tuesday morning.
    time_machine.move_to(datetime(2026, 11, 23, 20, 0, tzinfo=UTC))
    assert "Call the plumber on Monday" in seen(ben, promise_id)
    assert "said on Monday" in seen(ben, promise_id)
    assert "Call the plumber today" in seen(ana, promise_id)
    ana.post(f"/promises/ours/{promise_id}/keep/")
    assert "kept, on Monday" in seen(ben, promise_id)
    theirs = ben.say("Water the plants", when="today", to="ours")
    assert "Water the plants on Tuesday" in seen(ana, theirs)
    ben.post(f"/promises/ours/{theirs}/keep/")
    assert "kept, on Tuesday" in seen(ana, theirs)
    assert "tomorrow" not in seen(ana, theirs)


def test_where_it_is_another_week_for_the_maker_a_week_goes_by_its_date(
    staying: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    ana, ben = staying
    promise_id = ana.say("Sing", when="this-week", to="ours")
    assert "Sing this week" in seen(ben, promise_id)
    time_machine.move_to(datetime(2026, 11, 29, 20, 0, tzinfo=UTC))
    assert "the week of 23 November" in seen(ben, promise_id)
    assert "Sing this week" in seen(ana, promise_id)


def test_opening_a_promise_changes_nothing_for_its_maker(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="today", to="ours")
    ana.get("/today/")  # shows what was said of the form
    before = [text_of(ana.get(path)) for path in ("/today/", "/promises/")]
    stored = list(Promise.objects.values()) + list(Event.objects.values())
    for path in ("/today/", "/promises/", f"/promises/ours/{promise_id}/"):
        ben.get(path)
    assert [text_of(ana.get(path)) for path in ("/today/", "/promises/")] == before
    assert list(Promise.objects.values()) + list(Event.objects.values()) == stored
