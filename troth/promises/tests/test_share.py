"""Sharing what one had said to oneself: a copy for the two, and the original ends as shared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, text_of
from troth.promises import actions
from troth.promises.checks import find_faults
from troth.promises.models import Ending, Promise
from troth.promises.rules import FollowThrough, NotPossible, State, ending_of
from troth.record.models import Due, Event
from troth.spaces.actions import leave_space
from troth.spaces.ids import new_id
from troth.spaces.models import Space

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def test_a_shared_promise_is_the_others_to_see_and_ends_for_oneself(
    couple: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    ana, ben = couple
    ana.stay()
    ben.stay()
    promise_id = ana.say("Call the plumber", when="wednesday", cue="With tea")
    time_machine.move_to(MONDAY + timedelta(days=1))
    page = f"/promises/mine/{promise_id}/"
    text = text_of(ana.get(page))
    assert "Share it with Ben" in text
    answer = ana.post(f"{page}share/", {"back": "promises"})
    assert answer["Location"] == "/promises/"
    assert "Shared with your partner." in text_of(ana.get("/promises/"))
    assert "shared with Ben, today" in text_of(ana.get(page))
    assert "shared with Ben, today" in text_of(ana.get("/promises/"))
    copy = Promise.objects.exclude(id=promise_id).get()
    text = text_of(ben.get(f"/promises/ours/{copy.id}/"))
    assert "Ana said Call the plumber With tea tomorrow" in text
    assert "said today" in text
    assert ben.get(f"/promises/ours/{promise_id}/").status_code == 404
    assert ana.get("/today/").content.decode().count("<span>Call the plumber</span>") == 1


def test_it_is_due_once_and_counted_once(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    promise_id = ana.say("Call the plumber", when="wednesday", at="18:30")
    ana.post(f"/promises/mine/{promise_id}/share/")
    original = Promise.objects.get(id=promise_id)
    copy = Promise.objects.exclude(id=promise_id).get()
    assert (original.state, copy.state, copy.follows_id) == ("shared", "open", None)
    assert (copy.due_at, copy.due_time) == (original.due_at, original.due_time)
    due = Due.objects.get()
    assert (due.target_id, due.space_id, due.at) == (copy.id, copy.space_id, copy.due_at)
    counted = ending_of(State.SHARED, due_at=original.due_at, happened_at=None, now=MONDAY)
    assert counted.follow_through is FollowThrough.LEFT_OUT
    assert list(find_faults()) == []


def test_nothing_in_the_space_of_the_two_tells_of_the_original(
    couple: tuple[Player, Player],
) -> None:
    ana, _ben = couple
    promise_id = ana.say("Call the plumber", when="wednesday")
    ana.post(f"/promises/mine/{promise_id}/share/")
    copy = Promise.objects.exclude(id=promise_id).get()
    shared = [*Promise.objects.filter(space_id=copy.space_id).values_list("id", "follows_id")]
    assert shared == [(copy.id, None)]
    told = set(Event.objects.filter(space_id=copy.space_id).values_list("id", "target_id"))
    assert told == {(copy.id, copy.id)}
    private = set(Ending.objects.values_list("id", flat=True)) | {promise_id}
    assert copy.id not in private


def test_sent_twice_it_is_shared_once(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    promise_id = ana.say("Call the plumber", when="wednesday")
    page = f"/promises/mine/{promise_id}/"
    token = field_of(ana.get(page), "token")
    for _ in range(2):
        answer = ana.post(f"{page}share/", {"token": token, "back": "promises"})
        assert answer["Location"] == "/promises/"
    answer = ana.post(f"{page}share/", {"back": "promises"})
    assert "This has ended already. Nothing was changed." in text_of(ana.get(answer["Location"]))
    assert (Promise.objects.count(), Ending.objects.count()) == (2, 1)


def test_alone_nothing_is_offered_and_nothing_is_there(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="wednesday")
    assert "Share it" not in text_of(ana.get(f"/promises/mine/{promise_id}/"))
    assert ana.post(f"/promises/mine/{promise_id}/share/").status_code == 404
    assert Promise.objects.get().state == "open"


def test_what_two_have_is_shared_already(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    promise_id = ana.say("Call the plumber", when="wednesday", to="ours")
    for player in couple:
        assert "Share it" not in text_of(player.get(f"/promises/ours/{promise_id}/"))
        for where in ("mine", "ours"):
            answer = player.post(f"/promises/{where}/{promise_id}/share/")
            assert answer.status_code == 404
    assert Promise.objects.get().state == "open"


def test_the_others_private_promise_isnt_there_to_share(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="wednesday")
    assert ben.post(f"/promises/mine/{promise_id}/share/").status_code == 404
    assert Promise.objects.get().state == "open"


def test_what_is_due_or_has_ended_stays_private(
    couple: tuple[Player, Player], time_machine: TimeMachineFixture
) -> None:
    ana, _ben = couple
    due, ended = ana.say("Sing", when="today", at="11:00"), ana.say("Swim", when="today")
    ana.post(f"/promises/mine/{ended}/keep/")
    time_machine.move_to(MONDAY + timedelta(hours=1))
    for promise_id in (due, ended):
        page = f"/promises/mine/{promise_id}/"
        assert "Share it" not in text_of(ana.get(page))
        assert ana.post(f"{page}share/")["Location"] == page
    assert Promise.objects.count() == 2


def test_where_the_copy_cant_be_made_the_original_stays_open(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="wednesday")
    mine, token = ana.membership(), new_id(MONDAY.date())
    leave_space(ben.membership("ours"), MONDAY)
    ended = ana.membership(str(Space.objects.get(kind="shared").id))
    with pytest.raises(NotPossible):
        actions.share_promise(mine, ended, promise_id, MONDAY, token)
    assert Promise.objects.get().state == "open"
    assert Ending.objects.count() == 0
