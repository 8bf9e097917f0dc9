"""Words that were emptied without a key when somebody left, and a space that has ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, text_of
from troth.promises.actions import make_promise, take_back_rows
from troth.promises.due import DueKind, DueValue
from troth.promises.models import Ending, Promise
from troth.promises.rules import NotPossible
from troth.spaces.actions import leave_space
from troth.spaces.ids import new_id
from troth.spaces.models import Space

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
GONE = "What stood here isn’t there any more."


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def the_space() -> Any:
    return Space.objects.get(kind="shared").id


def leave(player: Player, *, takes_words: bool = False) -> Any:
    """Ends the space; its id."""
    there = player.membership("ours")
    if takes_words:
        take_back_rows(there.space_id, player.person.id, MONDAY)
    leave_space(there, MONDAY)
    return there.space_id


def test_what_was_taken_along_isnt_there_any_more(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    hers = ana.say("Call the plumber", when="tomorrow", to="ours")
    ended = ana.say("Sing", when="tomorrow", to="ours")
    ana.post(f"/promises/ours/{ended}/own/", {"note": "I forgot"})
    his = ben.say("Cook", when="tomorrow", to="ours")
    where = leave(ana, takes_words=True)
    for promise_id in (hers, ended):
        answer = ben.get(f"/promises/{where}/{promise_id}/")
        assert GONE in text_of(answer)
        assert "changed from outside" not in text_of(answer)
        assert "I forgot" not in text_of(answer)
    assert "Cook" in text_of(ben.get(f"/promises/{where}/{his}/"))
    assert {bytes(row.words) for row in Promise.objects.filter(maker_id=ana.person.id)} == {b""}
    assert {bytes(row.words) for row in Ending.objects.all()} == {b""}


def test_what_was_moved_to_one_that_vanishes_with_its_line_vanishes_as_well(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    moved = ana.say("Call the plumber", when="tomorrow", to="ours")
    page = f"/promises/ours/{moved}/move/"
    ana.post(page, {"when": "wednesday", "token": field_of(ana.get(page), "token")})
    after = Promise.objects.get(follows_id=moved).id
    ana.post(f"/promises/ours/{after}/withdraw/", {"note": "I forgot"})
    for promise_id in (moved, after):
        assert ben.get(f"/promises/ours/{promise_id}/").status_code == 200
    where = leave(ana, takes_words=True)
    for promise_id in (moved, after):
        assert ben.get(f"/promises/{where}/{promise_id}/").status_code == 404


def test_only_ones_own_words_in_that_one_space_are_emptied(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    private = ana.say("Stretch", when="tomorrow")
    his = ben.say("Cook", when="tomorrow", to="ours")
    ben.post(f"/promises/ours/{his}/keep/")
    take_back_rows(the_space(), ana.person.id, MONDAY)
    assert "Stretch" in text_of(ana.get(f"/promises/mine/{private}/"))
    assert "Cook kept, today" in text_of(ben.get(f"/promises/ours/{his}/"))


def test_a_release_whose_words_are_gone_leaves_the_promise_readable_and_claims_nothing(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    his = ben.say("Cook", when="tomorrow", to="ours")
    ana.post(f"/promises/ours/{his}/release/")
    where = leave(ana, takes_words=True)
    text = text_of(ben.get(f"/promises/{where}/{his}/"))
    assert "Cook how it ended isn’t there any more" in text
    assert "released" not in text


def test_an_empty_ending_put_in_by_the_partner_says_nothing_in_the_makers_name(
    couple: tuple[Player, Player],
) -> None:
    ana, _ben = couple
    promise_id = ana.say("Cook", when="tomorrow", to="ours")
    Ending.objects.create(
        space_id=the_space(),
        id=new_id(MONDAY.date()),
        promise_id=promise_id,
        person_id=ana.person.id,
        number=1,
        state="owned",
        happened_on=MONDAY.date(),
        is_late=False,
        recorded_on=MONDAY.date(),
        words=b"",
    )
    Promise.objects.update(state="owned")
    for player in couple:
        text = text_of(player.get(f"/promises/ours/{promise_id}/"))
        assert "how it ended isn’t there any more" in text
        assert "it didn’t happen" not in text


def test_where_it_ended_pages_are_read_and_no_step_is_offered(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    his = ben.say("Cook", when="tomorrow", to="ours")
    hers = ana.say("Sing", when="tomorrow", to="ours")
    where = leave(ana)
    for promise_id, words in ((his, "Cook"), (hers, "Sing")):
        text = text_of(ben.get(f"/promises/{where}/{promise_id}/"))
        assert words in text
        assert "This lies behind you." in text
        for step in ("Kept", "Another time", "It didn’t happen", "Take it back", "Release"):
            assert step not in text
    assert "It can’t be moved any more." in text_of(ben.get(f"/promises/{where}/{his}/move/"))
    for address in ("ours", str(where)):
        assert ana.get(f"/promises/{address}/{hers}/").status_code == 404
    assert ben.get(f"/promises/ours/{his}/").status_code == 404


STEPS = ["keep/", "keep/in-time/", "own/", "move/", "withdraw/", "reopen/"]


@pytest.mark.parametrize("step", STEPS)
def test_where_it_ended_no_step_is_taken(
    couple: tuple[Player, Player], time_machine: TimeMachineFixture, step: str
) -> None:
    ana, ben = couple
    his = ben.say("Cook", when="tomorrow", to="ours")
    token = field_of(ben.get(f"/promises/ours/{his}/"), "token")
    where = leave(ana)
    page = f"/promises/{where}/{his}/"
    facts = {"when": "wednesday", "note": "A line", "token": token}
    answer = ben.post(f"{page}{step}", facts)
    assert answer.status_code == 422
    assert "This lies behind you. What was said stays as it is." in text_of(answer)
    assert "A line" in text_of(answer)
    assert Promise.objects.get().state == "open"


def test_where_it_ended_nobody_is_released(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    hers = ana.say("Sing", when="tomorrow", to="ours")
    where = leave(ana)
    page = f"/promises/{where}/{hers}/"
    assert ben.post(f"{page}release/")["Location"] == page
    assert Promise.objects.get().state == "open"


def test_where_it_ended_nothing_new_is_made(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    where = leave(ana)
    there = ben.membership(str(where))
    due = DueValue(DueKind.DAY, MONDAY.date() + timedelta(days=1), None, "UTC")
    with pytest.raises(NotPossible):
        make_promise(there, "Cook", "", due, MONDAY, new_id(MONDAY.date()))
    assert Promise.objects.count() == 0
