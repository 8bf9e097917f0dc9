"""Taken back before it was due: without a line it leaves no trace for the other."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, error_beside, field_of, text_of
from troth.promises.actions import take_back_rows
from troth.promises.checks import find_faults
from troth.promises.models import Promise
from troth.promises.queries import all_promises
from troth.record.models import Due, Event
from troth.spaces.ids import new_id

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PLACES = ("/today/", "/promises/", "/promises/?in=ours")


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def take_back(player: Player, promise_id: UUID, note: str = "") -> None:
    answer = player.post(f"/promises/ours/{promise_id}/withdraw/", {"note": note})
    assert answer.status_code == 302


def move(player: Player, promise_id: UUID, when: str = "wednesday") -> UUID:
    page = f"/promises/ours/{promise_id}/move/"
    token = field_of(player.get(page), "token")
    assert player.post(page, {"when": when, "token": token}).status_code == 302
    return UUID(token)


def test_without_a_line_it_is_simply_gone(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    before = [text_of(ben.get(place)) for place in PLACES]
    promise_id = ana.say("Call the plumber", when="tomorrow", to="ours")
    take_back(ana, promise_id)
    assert [text_of(ben.get(place)) for place in PLACES] == before
    gone = ben.get(f"/promises/ours/{promise_id}/")
    never = ben.get(f"/promises/ours/{new_id(MONDAY.date())}/")
    assert gone.status_code == never.status_code == 404
    assert text_of(gone) == text_of(never)
    assert Due.objects.count() == Event.objects.count() == 0
    assert list(find_faults()) == []


def test_its_maker_still_sees_it(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    promise_id = ana.say("Call the plumber", when="tomorrow", to="ours")
    take_back(ana, promise_id)
    assert "taken back before it was due, today" in text_of(
        ana.get(f"/promises/ours/{promise_id}/")
    )
    assert "Call the plumber taken back" in text_of(ana.get("/promises/?in=ours"))


def test_with_a_line_it_is_seen_with_the_line(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="tomorrow", to="ours")
    take_back(ana, promise_id, "My mother comes instead")
    text = text_of(ben.get(f"/promises/ours/{promise_id}/"))
    assert "taken back before it was due, today" in text
    assert "My mother comes instead" in text
    for place in ("/today/", "/promises/"):
        assert "Call the plumber taken back before it was due, today" in text_of(ben.get(place))
    assert Event.objects.filter(target_id=promise_id).count() == 2


def test_the_page_says_what_the_other_will_see(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    shared = ana.say("Call the plumber", when="tomorrow", to="ours")
    private = ana.say("Sing", when="tomorrow")
    assert "Without a line it is simply gone for Ben" in text_of(
        ana.get(f"/promises/ours/{shared}/")
    )
    assert "Ben" not in text_of(ana.get(f"/promises/mine/{private}/")).split("Take it back")[1]


def test_a_line_that_is_too_long_stays_in_its_field(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="tomorrow", to="ours")
    answer = ana.post(f"/promises/ours/{promise_id}/withdraw/", {"note": "y" * 501})
    assert answer.status_code == 422
    assert error_beside(answer, "note")
    assert field_of(answer, "note") == "y" * 501
    assert Promise.objects.get().state == "open"
    facts = {"note": "y" * 501}
    assert ben.post(f"/promises/ours/{promise_id}/withdraw/", facts).status_code == 404


def test_a_step_from_a_stale_page_finds_nothing_either(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="tomorrow", to="ours")
    ben.get(f"/promises/ours/{promise_id}/")
    take_back(ana, promise_id)
    for unknown in (promise_id, uuid4()):
        answer = ben.post(f"/promises/ours/{unknown}/release/")
        assert answer.status_code == 404
    assert "ended already" not in text_of(ben.get("/today/"))


def test_what_was_moved_and_then_taken_back_leaves_nothing_of_the_whole_way(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    before = [text_of(ben.get(place)) for place in PLACES]
    first = ana.say("Call the plumber", when="tomorrow", to="ours")
    second = move(ana, first)
    third = move(ana, second, "sunday")
    assert "moved before it was due" in text_of(ben.get("/promises/"))
    take_back(ana, third)
    assert [text_of(ben.get(place)) for place in PLACES] == before
    for promise_id in (first, second, third):
        assert ben.get(f"/promises/ours/{promise_id}/").status_code == 404
        assert ana.get(f"/promises/ours/{promise_id}/").status_code == 200
    assert Event.objects.count() == 0
    assert list(find_faults()) == []


def test_moved_and_then_taken_back_with_a_line_all_of_it_is_seen(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    first = ana.say("Call the plumber", when="tomorrow", to="ours")
    second = move(ana, first)
    take_back(ana, second, "My mother comes instead")
    for promise_id in (first, second):
        assert ben.get(f"/promises/ours/{promise_id}/").status_code == 200


def test_kept_and_opened_again_and_taken_back_leaves_nothing(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="tomorrow", to="ours")
    ana.post(f"/promises/ours/{promise_id}/keep/")
    ana.post(f"/promises/ours/{promise_id}/reopen/")
    take_back(ana, promise_id)
    assert ben.get(f"/promises/ours/{promise_id}/").status_code == 404
    assert Event.objects.count() == 0


def test_all_that_a_person_can_read_is_without_it(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    take_back(ana, ana.say("Call the plumber", when="tomorrow", to="ours"))
    take_back(ana, move(ana, ana.say("Sing", when="tomorrow", to="ours")))
    assert list(all_promises(ben.membership("ours"))) == []
    assert len(list(all_promises(ana.membership("ours")))) == 3


def test_it_stays_gone_when_its_words_are_emptied(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="tomorrow", to="ours")
    take_back(ana, promise_id)
    take_back_rows(ana.membership("ours").space_id, ana.person.id, MONDAY)
    assert ben.get(f"/promises/ours/{promise_id}/").status_code == 404
    assert list(all_promises(ben.membership("ours"))) == []


def test_to_oneself_it_ends_as_before(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    promise_id = ana.say("Call the plumber", when="tomorrow")
    ana.post(f"/promises/mine/{promise_id}/withdraw/", {"note": "Too much"})
    assert "Too much" in text_of(ana.get(f"/promises/mine/{promise_id}/"))
    assert Event.objects.filter(target_id=promise_id).count() == 2


def test_a_circle_made_from_outside_holds_nothing_up(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    first = ana.say("Call the plumber", when="tomorrow", to="ours")
    second = move(ana, first)
    Promise.objects.filter(id=first).update(follows_id=second)
    take_back(ana, second)
    assert not Event.objects.exists()
