"""The asker's words stay theirs: changed so that it shows, or taken back with a mark."""

from __future__ import annotations

from datetime import timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, error_beside, field_of, text_of
from troth.asks.models import Ask
from troth.asks.tests.acts import MONDAY, Couple, ask, say_no, set_aside
from troth.record.models import Due

pytestmark = pytest.mark.on_any_database


def change(player: Player, ask_id: object, text: str) -> object:
    return player.post(f"/asks/{ask_id}/change/", {"text": text, "as_it_is": "yes"})


def test_other_words_take_the_place_and_the_earlier_ones_stay_to_be_seen(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    ask_id = ask(ana, "Bring the bread")
    time_machine.move_to(MONDAY + timedelta(days=1), tick=False)
    assert field_of(ana.get(f"/asks/{ask_id}/change/"), "text") == "Bring the bread"
    change(ana, ask_id, "Bring the rolls")
    for player in (ana, ben):
        page = text_of(player.get(f"/asks/{ask_id}/"))
        assert "Bring the rolls" in page
        assert "Changed today. Before that it said: Bring the bread" in page
    assert "Bring the rolls" in text_of(ben.get("/today/"))
    # Its week doesn't begin anew.
    assert "it fades by itself on Monday" in text_of(ana.get("/asks/"))


def test_the_same_words_change_nothing(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana, "Bring the bread")
    before = bytes(Ask.objects.get().words)
    change(ana, ask_id, "Bring  the bread")
    assert bytes(Ask.objects.get().words) == before
    assert "Changed" not in text_of(ben.get(f"/asks/{ask_id}/"))


def test_a_fault_is_said_beside_the_field(two: Couple) -> None:
    ana, _ben = two
    answer = ana.post(f"/asks/{ask(ana)}/change/", {"text": ""})
    assert answer.status_code == 422
    assert error_beside(answer, "text")


def test_taken_back_it_leaves_a_mark_without_words_until_its_week_is_over(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    ask_id = ask(ana, "Bring the bread")
    change(ana, ask_id, "Bring the rolls")
    assert ana.post(f"/asks/{ask_id}/take-back/")["Location"] == "/asks/"
    assert Due.objects.count() == 0
    for path in ("/asks/", f"/asks/{ask_id}/"):
        page = text_of(ben.get(path))
        assert "Ana took back what was asked here." in page
        assert "Bring" not in page
    assert "Bring" not in text_of(ben.get("/today/"))
    assert "Bring" not in text_of(ana.get("/asks/"))
    assert "You took back what you asked here." in text_of(ana.get(f"/asks/{ask_id}/"))
    time_machine.move_to(MONDAY + timedelta(days=7), tick=False)
    assert "took back" not in text_of(ben.get("/asks/"))
    assert ben.get(f"/asks/{ask_id}/").status_code == 404


def test_whoever_had_set_it_aside_reads_of_it_there_alone(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    set_aside(ben, ask_id)
    ben.get("/today/")
    ana.post(f"/asks/{ask_id}/take-back/")
    page = text_of(ben.get("/asks/"))
    said = "What you had set aside isn’t asked any more: Ana took it back."
    assert f"Set aside {said}" in page
    assert "Asked of you" not in page
    assert said in text_of(ben.get(f"/asks/{ask_id}/"))
    assert "You took back what you asked here." in text_of(ana.get(f"/asks/{ask_id}/"))


@pytest.mark.parametrize("step", ["change", "take-back"])
def test_once_answered_it_stands_and_what_was_typed_is_kept(two: Couple, step: str) -> None:
    ana, ben = two
    ask_id = ask(ana, "Bring the bread")
    say_no(ben, ask_id, "Closed today")
    answer = ana.post(f"/asks/{ask_id}/{step}/", {"text": "Bring the rolls"})
    if step == "change":
        assert answer.status_code == 422
        page = text_of(answer)
        assert "Bring the rolls" in page
    else:
        page = text_of(ana.get(answer["Location"]))
    assert "This has been answered already. Nothing was changed." in page
    assert "Bring the bread" in text_of(ben.get("/asks/"))
    assert "Nothing can be changed here now." in text_of(ana.get(f"/asks/{ask_id}/change/"))


def test_what_was_taken_back_is_not_answered_and_what_was_typed_is_kept(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    form = ben.get(f"/asks/{ask_id}/no/")
    facts = {name: field_of(form, name) for name in ("token", "revision")}
    ana.post(f"/asks/{ask_id}/take-back/")
    answer = ben.post(f"/asks/{ask_id}/no/", {**facts, "line": "Not this week"})
    assert answer.status_code == 422
    assert "This was taken back in the meantime." in text_of(answer)
    assert field_of(answer, "line") == "Not this week"
    assert ben.get(f"/asks/{ask_id}/yes/").status_code == 200


def test_nobody_changes_or_takes_back_anothers(two: Couple, cleo: Player) -> None:
    ana, ben = two
    ask_id = ask(ana, "Bring the bread")
    for player in (ben, cleo):
        assert player.get(f"/asks/{ask_id}/change/").status_code == 404
        for step in ("change", "take-back"):
            assert player.post(f"/asks/{ask_id}/{step}/", {"text": "Sing"}).status_code == 404
    assert "Bring the bread" in text_of(ana.get("/asks/"))
