"""It didn't happen: owned in one line or none, and corrected visibly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, error_beside, field_of, text_of
from troth.promises.models import Ending, Promise

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def own(
    player: Player, promise_id: UUID, note: str = "", token: str = "", where: str = "mine"
) -> Any:
    address = f"/promises/{where}/{promise_id}/own/"
    token = token or field_of(player.get(address), "token")
    return player.post(address, {"note": note, "token": token})


def test_one_line_is_enough(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    assert own(ana, promise_id, "Fell asleep at eight 🙈")["Location"] == "/today/"
    page = text_of(ana.get(f"/promises/mine/{promise_id}/"))
    assert "it didn’t happen; said today" in page
    assert "Fell asleep at eight 🙈" in page
    assert "Call the plumber it didn’t happen; said today" in text_of(ana.get("/today/"))


def test_none_will_do(ana: Player, time_machine: TimeMachineFixture) -> None:
    ana.stay()
    promise_id = ana.say("Call the plumber", when="today")
    time_machine.move_to(MONDAY + timedelta(days=2))
    own(ana, promise_id)
    assert Promise.objects.get().state == "owned"
    assert "it didn’t happen; said today" in text_of(ana.get("/promises/"))


def test_lines_keep_their_breaks_and_never_run(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    own(ana, promise_id, "First.\nThen <script>alert(1)</script>")
    page = ana.get(f"/promises/mine/{promise_id}/").content.decode()
    assert "First." in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("note", ["x" * 501, "a\0b"])
def test_a_line_that_cant_be_kept_stays_in_its_field(ana: Player, note: str) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    answer = own(ana, promise_id, note)
    assert answer.status_code == 422
    assert error_beside(answer, "note")
    assert note[:1] in answer.content.decode()
    assert Promise.objects.get().state == "open"


def test_sent_twice_it_is_said_once(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    token = field_of(ana.get(f"/promises/mine/{promise_id}/own/"), "token")
    for _ in range(2):
        assert own(ana, promise_id, "Overslept", token)["Location"] == "/today/"
    assert Ending.objects.count() == 1


def test_kept_and_owned_correct_each_other_and_all_of_it_stays_to_be_seen(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    page = f"/promises/mine/{promise_id}/"
    ana.post(f"{page}keep/")
    own(ana, promise_id, "Not really")
    ana.post(f"{page}keep/", {"kept": "in-time"})
    said = list(Ending.objects.order_by("number").values_list("number", "state"))
    assert said == [(1, "kept"), (2, "owned"), (3, "kept")]
    text = text_of(ana.get(page))
    assert text.count("kept, today") == 3  # how it stands, and twice in what was said
    assert "Not really" in text
    assert Promise.objects.get().state == "kept"


@pytest.mark.parametrize("ending", ["withdraw/", "move/"])
def test_what_was_taken_back_or_moved_cant_be_owned(ana: Player, ending: str) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    ana.post(f"/promises/mine/{promise_id}/{ending}", {"when": "tomorrow"})
    assert "Nothing is left to say here." in text_of(ana.get(f"/promises/mine/{promise_id}/own/"))
    answer = ana.post(f"/promises/mine/{promise_id}/own/", {"note": "Overslept"})
    assert answer.status_code == 422
    assert "This has ended already." in text_of(answer)
    assert "Overslept" in text_of(answer)
    assert Ending.objects.count() == 1


def test_owning_twice_from_two_pages_says_so_and_keeps_the_first_line(ana: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    own(ana, promise_id, "Overslept")
    answer = ana.post(f"/promises/mine/{promise_id}/own/", {"note": "Forgot"})
    text = text_of(answer)
    assert "This has ended already. Nothing was changed." in text
    assert "Forgot" in text
    text = text_of(ana.get(f"/promises/mine/{promise_id}/"))
    assert "Overslept" in text
    assert "Forgot" not in text


MORE = {
    "note": "I am sorry.",
    "what_happened": "I saw the papers and went to bed.",
    "like_for_you": "Perhaps it felt like being left with it.",
    "will_do": "Saturday at ten.",
}
LABELS = ("What happened", "What it may have been like for", "What you’ll do now")


def test_between_two_more_can_be_said_and_the_other_reads_it(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    promise_id = ana.say("Sit down with the budget", when="today", to="ours")
    page = f"/promises/ours/{promise_id}/"
    text = text_of(ana.get(f"{page}own/"))
    assert "Say more" in text
    assert "Ben sees it, with the day. Nobody is told when it is read." in text
    for label in LABELS:
        assert label in text
    ana.post(f"{page}own/", MORE)
    mine, theirs = text_of(ana.get(page)), text_of(ben.get(page))
    for words in MORE.values():
        assert words in mine
        assert words in theirs
    assert "What it may have been like for Ben" in mine
    assert "What it may have been like for you" in theirs
    assert "What Ana will do" in theirs


def test_between_two_one_line_is_enough_too(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    promise_id = ana.say("Sit down with the budget", when="today", to="ours")
    assert own(ana, promise_id, "I forgot.", where="ours")["Location"] == "/today/"
    text = text_of(ben.get(f"/promises/ours/{promise_id}/"))
    assert "it didn’t happen; said today" in text
    assert "I forgot." in text
    for label in ("What happened", "What Ana will do"):
        assert label not in text


def test_to_oneself_no_more_is_asked_or_kept(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    promise_id = ana.say("Sit down with the budget", when="today")
    page = f"/promises/mine/{promise_id}/"
    text = text_of(ana.get(f"{page}own/"))
    assert "Say more" not in text
    assert "Nobody else sees it." in text
    ana.post(f"{page}own/", MORE)
    text = text_of(ana.get(page))
    assert MORE["note"] in text
    assert MORE["will_do"] not in text


@pytest.mark.parametrize("name", ["what_happened", "like_for_you", "will_do"])
def test_more_that_cant_be_kept_stays_in_its_field(
    couple: tuple[Player, Player], name: str
) -> None:
    ana, _ben = couple
    promise_id = ana.say("Sit down with the budget", when="today", to="ours")
    answer = ana.post(f"/promises/ours/{promise_id}/own/", {**MORE, name: "y" * 1001})
    assert answer.status_code == 422
    assert error_beside(answer, name)
    assert field_of(answer, name) == "y" * 1001
    assert field_of(answer, "note") == MORE["note"]
    assert Promise.objects.get().state == "open"
