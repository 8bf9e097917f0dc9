"""The lines of an ending in other words: by who wrote them, seen by both."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from tests.cast import Player, error_beside, field_of, text_of
from troth.promises.models import Ending
from troth.promises.wording.tests.between import Between, parted
from troth.sealing import revision_of

NEW = "I lay down for a moment and slept"


def address(between: Between, ending_id: UUID | None = None) -> str:
    ending_id = ending_id or Ending.objects.latest("number").id
    return f"{between.page}endings/{ending_id}/words/"


def change(between: Between, note: str, revision: str = "", **more: str) -> Any:
    page = address(between)
    revision = revision or field_of(between.ana.get(page), "revision")
    return between.ana.post(page, {"note": note, "revision": revision, **more})


def test_both_see_the_new_line_and_the_earlier_one(owned: Between) -> None:
    assert change(owned, NEW)["Location"] == owned.page
    owned.both_see(NEW, "Changed today", "I slept through it", "it didn’t happen")


def test_what_say_more_asks_can_change_as_well(owned: Between) -> None:
    change(owned, NEW, will_do="I set two alarms")
    owned.both_see(NEW, "I set two alarms", "I slept through it")
    change(owned, NEW, will_do="I set three alarms")
    owned.both_see("I set three alarms", "I set two alarms")


def test_facts_never_change_and_the_revision_counts_up(owned: Between) -> None:
    row: dict[str, Any] = dict(Ending.objects.values().get())
    change(owned, NEW)
    now: dict[str, Any] = dict(Ending.objects.values().get())
    assert (revision_of(row.pop("words")), revision_of(now.pop("words"))) == (1, 2)
    assert now == row


def test_to_leave_nothing_it_has_to_be_taken_back(owned: Between) -> None:
    answer = change(owned, "  ")
    assert answer.status_code == 422
    assert error_beside(answer, "note") == "To leave nothing here, take it back instead."
    owned.both_see("I slept through it")


def test_a_form_opened_earlier_loses_nothing(owned: Between) -> None:
    change(owned, "Second")
    answer = change(owned, "Third", revision="1")
    assert answer.status_code == 422
    assert "Second" in text_of(answer)
    assert field_of(answer, "note") == "Third"
    owned.neither_sees("Third")


def test_no_line_is_added_where_there_was_none(between: Between) -> None:
    between.ana.post(f"{between.page}withdraw/")
    ending = Ending.objects.get()
    page = address(between, ending.id)
    assert between.ana.get(page).status_code == 404
    facts = {"note": "Only so that you see it", "revision": "1"}
    assert between.ana.post(page, facts).status_code == 404
    assert between.ben.get(between.page).status_code == 404


def test_only_who_wrote_it_changes_it(owned: Between) -> None:
    page = address(owned)
    assert owned.ben.get(page).status_code == 404
    assert owned.ben.post(page, {"note": NEW, "revision": "1"}).status_code == 404
    assert "endings/" not in owned.ben.get(owned.page).content.decode()
    owned.neither_sees(NEW)


def test_an_ending_of_another_promise_is_unknown(owned: Between, cleo: Player) -> None:
    ending = Ending.objects.get()
    page = f"/promises/ours/{uuid4()}/endings/{ending.id}/words/"
    assert owned.ana.get(page).status_code == 404
    assert owned.ana.get(address(owned, uuid4())).status_code == 404
    assert cleo.get(address(owned)).status_code == 404


def test_in_a_space_that_has_ended_it_stays(owned: Between) -> None:
    ended = parted(owned, by="Ben")
    answer = ended.ana.post(address(ended), {"note": NEW, "revision": "1"})
    assert answer.status_code == 422
    assert "Words in it can be taken back, and not changed." in text_of(answer)
    assert NEW in text_of(answer)


def test_alone_a_change_leaves_nothing_behind(ana: Player) -> None:
    promise_id = ana.say("Sing", when="today")
    page = f"/promises/mine/{promise_id}/"
    ana.post(f"{page}own/", {"note": "Hoarse"})
    words = f"{page}endings/{Ending.objects.get().id}/words/"
    ana.post(words, {"note": "Too shy", "revision": "1"})
    text = text_of(ana.get(page))
    assert "Too shy" in text
    assert "Hoarse" not in text


def test_lines_never_run(owned: Between) -> None:
    change(owned, "<script>alert(1)</script>")
    change(owned, "<script>alert(2)</script>")
    for player in (owned.ana, owned.ben):
        page = player.get(owned.page).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
