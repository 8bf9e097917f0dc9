"""What is due in a break: left, moved behind it, or taken back; and afterwards it is nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, text_of
from troth.journeys.breaks.tests.acts import (
    day,
    end,
    on,
    post_break,
    promises,
    say,
    take_break,
    today,
)
from troth.promises.models import Promise
from troth.promises.rules import FollowThrough, Standing, State, ending_of
from troth.spaces.models import Break

Couple = tuple[Player, Player]


def settle(player: Player, break_id: UUID, **what: str) -> Any:
    """Send the form of what is due inside; each promise by its id in hex."""
    page = f"/breaks/{break_id}/inside/"
    form, facts = player.get(page), {}
    for promise, choice in what.items():
        row_id = UUID(promise.removeprefix("p"))
        facts[f"what-{row_id}"] = choice
        facts[f"token-{row_id}"] = field_of(form, f"token-{row_id}")
    return player.post(page, facts)


def named(promise_id: UUID) -> str:
    return f"p{promise_id.hex}"


def test_all_that_is_due_inside_is_offered_and_nothing_else(two: Couple) -> None:
    ana, ben = two
    for text, ahead, to in (
        ("Before it", 1, "mine"),
        ("On its first day", 2, "mine"),
        ("Between us", 4, "ours"),
        ("On its last day", 6, "mine"),
        ("Behind it", 7, "mine"),
    ):
        say(ana, text, ahead, to=to)
    say(ben, "What Ben said", 4, to="ours")
    answer = post_break(ana, 2, 6)
    assert answer["Location"].endswith("/inside/")
    page = text_of(ana.get(answer["Location"]))
    for text in ("On its first day", "Between us", "On its last day"):
        assert text in page
    for text in ("Before it", "Behind it", "What Ben said"):
        assert text not in page
    assert "to Ben" in page


def test_with_nothing_inside_it_is_simply_taken(ana: Player) -> None:
    assert post_break(ana, 2, 6)["Location"] == "/breaks/"
    assert "Nothing is due on these days" in text_of(
        ana.get(f"/breaks/{Break.objects.get().id}/inside/")
    )


def test_each_is_left_moved_or_taken_back_in_one_form(two: Couple) -> None:
    ana, ben = two
    left = say(ana, "Leave this", 2)
    moved = say(ana, "Move this", 3, to="ours")
    gone = say(ana, "Take this back", 4)
    mine = take_break(ana, 2, 6)
    chosen = {named(left): "leave", named(moved): "move", named(gone): "withdraw"}
    assert settle(ana, mine, **chosen)["Location"] == "/breaks/"
    states = dict(Promise.objects.values_list("id", "state"))
    assert (states[left], states[moved], states[gone]) == ("open", "moved", "withdrawn")
    follower = Promise.objects.get(follows_id=moved)
    assert follower.due_on.isoformat() == day(7)
    assert "moved before it was due" in text_of(ben.get(f"/promises/ours/{moved}/"))


def test_unless_something_is_chosen_it_is_left(ana: Player) -> None:
    left = say(ana, "Leave this", 2)
    mine = take_break(ana, 2, 6)
    page = ana.get(f"/breaks/{mine}/inside/").content.decode()
    assert page.count(" checked") == 1
    assert ana.post(f"/breaks/{mine}/inside/")["Location"] == "/breaks/"
    assert Promise.objects.get(id=left).state == "open"


def test_a_form_sent_twice_does_it_once(ana: Player) -> None:
    moved = say(ana, "Move this", 3)
    mine = take_break(ana, 2, 6)
    page = f"/breaks/{mine}/inside/"
    token = field_of(ana.get(page), f"token-{moved}")
    facts = {f"what-{moved}": "move", f"token-{moved}": token}
    for _ in range(2):
        assert ana.post(page, facts).status_code == 302
    assert Promise.objects.count() == 2


def test_a_time_and_a_week_move_as_what_they_are(ana: Player) -> None:
    at_ten = say(ana, "At ten", 2, at="10:30")
    at_night = say(ana, "At one in the night", 3, at="01:00")
    weekly = ana.say("In the week", when="this-week")
    mine = take_break(ana, 2, 9)
    page = text_of(ana.get(f"/breaks/{mine}/inside/"))
    assert "Move it: on 3 December at 10:30" in page.replace("10:30 a.m.", "10:30")
    settle(ana, mine, **{named(each): "move" for each in (at_ten, at_night, weekly)})
    followers = {row.follows_id: row for row in Promise.objects.filter(follows_id__isnull=False)}
    assert followers[at_ten].due_on.isoformat() == day(10)
    # The small hours belong to the day before.
    assert followers[at_night].due_on.isoformat() == day(11)
    assert followers[weekly].due_on.isoformat() == day(7)


def test_behind_one_break_may_come_another(ana: Player) -> None:
    moved = say(ana, "Move this", 3)
    take_break(ana, 5, 8)
    mine = take_break(ana, 2, 4)
    settle(ana, mine, **{named(moved): "move"})
    assert Promise.objects.get(follows_id=moved).due_on.isoformat() == day(9)


def test_behind_one_without_an_end_nothing_can_be_moved(ana: Player) -> None:
    moved = say(ana, "Stay here", 3)
    mine = take_break(ana, 2)
    page = ana.get(f"/breaks/{mine}/inside/").content.decode()
    assert 'value="move"' not in page
    assert settle(ana, mine, **{named(moved): "move"}).status_code == 422
    assert Promise.objects.get().state == "open"


def test_what_lay_inside_counts_as_nothing_afterwards(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    inside = say(ana, "Bring the bread", 2)
    take_break(ana, 1, 3)
    time_machine.move_to(on(4), tick=False)
    page = today(ana)
    assert "Bring the bread" not in page
    assert "That’s all for today." in page
    page = promises(ana)
    assert "No word yet" not in page
    assert "In your breaks" in page
    assert "in your break" in text_of(ana.get(f"/promises/mine/{inside}/"))
    time_machine.move_to(on(20), tick=False)
    assert "Some days went by" not in today(ana)
    assert "Nothing waits" in text_of(ana.get("/promises/waiting/"))


def test_it_can_still_be_kept_owned_or_let_go(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    found = [say(ana, f"Thing {number}", 2) for number in range(3)]
    take_break(ana, 1, 3)
    time_machine.move_to(on(4), tick=False)
    for promise_id, step in zip(found, ("keep/in-time/", "own/", "let-go/"), strict=True):
        ana.post(f"/promises/mine/{promise_id}/{step}", {"note": ""})
    states = [Promise.objects.get(id=promise_id).state for promise_id in found]
    assert states == ["kept", "owned", "let-go"]


def test_what_was_due_before_and_after_still_waits(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    for text, ahead in (("Before it", 0), ("Inside", 1), ("The last day", 2), ("Behind", 3)):
        say(ana, text, ahead)
    take_break(ana, 1, 2)
    time_machine.move_to(on(4), tick=False)
    page = text_of(ana.get("/promises/waiting/"))
    assert ("Before it" in page, "Behind" in page) == (True, True)
    assert ("Inside" in page, "The last day" in page) == (False, False)
    time_machine.move_to(on(8), tick=False)
    assert "Some days went by" in today(ana)


def test_letting_all_go_leaves_what_lay_in_a_break(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    before, inside = say(ana, "Before it", 0), say(ana, "Inside", 1)
    take_break(ana, 1, 2)
    time_machine.move_to(on(9), tick=False)
    ana.post("/promises/waiting/let-go/")
    assert Promise.objects.get(id=before).state == "let-go"
    assert Promise.objects.get(id=inside).state == "open"


def test_what_is_due_after_an_early_end_counts_again(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    for text, ahead in (("Inside", 1), ("After the end", 4)):
        say(ana, text, ahead)
    take_break(ana, 1, 9)
    time_machine.move_to(on(3), tick=False)
    end(ana)
    time_machine.move_to(on(5), tick=False)
    page = text_of(ana.get("/promises/waiting/"))
    assert ("Inside" in page, "After the end" in page) == (False, True)
    assert "After the end" in today(ana)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_what_lay_inside_stays_so_after_moving_house(
    ana: Player, time_machine: TimeMachineFixture, zone: str
) -> None:
    ana.stay()
    for number, ahead in enumerate((1, 2, 3, 4)):
        say(ana, f"Thing {number}", ahead)
    take_break(ana, 2, 3)
    time_machine.move_to(on(12), tick=False)
    ana.post("/open/", {"password": ana.password})
    facts = {"time_zone": zone, "ask_again": "after-a-while", "exit_address": ""}
    assert ana.post("/me/settings/", facts).status_code == 302
    page = text_of(ana.get("/promises/waiting/"))
    assert [f"Thing {number}" in page for number in range(4)] == [True, False, False, True]
    assert "Some days went by" in today(ana)
    for number in (0, 3):
        promise_id = Promise.objects.order_by("due_at")[number].id
        ana.post(f"/promises/mine/{promise_id}/let-go/")
    assert "Some days went by" not in today(ana)


def test_the_partners_break_never_changes_what_is_ones_own(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    say(ana, "Bring the bread", 1, to="ours")
    take_break(ben, 0, 10, tell="on")
    time_machine.move_to(on(3), tick=False)
    assert "no word yet" in today(ana)
    assert "no word yet" in promises(ben)


def test_rhythms_rest_by_themselves(two: Couple, time_machine: TimeMachineFixture) -> None:
    ana, ben = two
    token = field_of(ana.get("/promises/new/"), "token")
    facts = {"text": "Sing", "when": "today", "again": "daily", "to": "ours", "token": token}
    assert ana.post("/promises/new/", facts).status_code == 302
    say(ana, "Bring the bread", 2)
    mine = take_break(ana, 1, 3, tell="on")
    page = text_of(ana.get(f"/breaks/{mine}/inside/"))
    assert "Your rhythms rest on these days by themselves." in page
    assert ("Bring the bread" in page, "Sing" in page) == (True, False)
    for days in range(4):
        time_machine.move_to(on(days), tick=False)
        today(ana)
    time_machine.move_to(on(5), tick=False)
    page = text_of(ana.get("/promises/waiting/"))
    # The day before the break, and the one after it.
    assert page.count("Sing") == 2
    assert "In your breaks" in promises(ana)
    assert promises(ana).count("in your break") == 1
    assert "away" not in today(ben)


@pytest.mark.parametrize(
    ("is_in_break", "counted"), [(False, FollowThrough.MISSING), (True, FollowThrough.LEFT_OUT)]
)
def test_for_looking_back_it_is_left_out(is_in_break: bool, counted: FollowThrough) -> None:
    found = ending_of(
        State.OPEN, due_at=on(1), happened_at=None, now=on(2), is_in_break=is_in_break
    )
    assert found.follow_through is counted
    assert Standing.SKIPPED.value not in {state.value for state in State}
