"""A need in other words: what it said before stays, with its day, for all who may read it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, text_of
from troth.grounds.models import Need
from troth.grounds.needs.actions import say_need as say
from troth.grounds.needs.queries import needs_of
from troth.grounds.tests.acts import MONDAY, Couple, change, lists, said, say_need
from troth.spaces.ids import new_id
from troth.spaces.wording import MOST

pytestmark = pytest.mark.on_any_database


def test_both_see_the_new_words_and_what_it_said_before(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    page = f"/needs/ours/{say_need(ana, 'An hour alone', 'ours')}/"
    time_machine.move_to(MONDAY + timedelta(days=2), tick=False)
    answer = change(ana, f"{page}change/", text="Half an hour alone")
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert lists(ana, "/needs/")["What Ben can read"] == ["Half an hour alone changed today"]
    assert lists(ben, "/needs/")["What Ana said"] == ["Half an hour alone changed today"]
    for player in two:
        shown = said(player, page)
        assert "said on Monday · changed today" in shown
        assert "Until it was changed today: An hour alone" in shown


def test_in_private_it_keeps_its_history_too(one: Player, time_machine: TimeMachineFixture) -> None:
    page = f"/needs/mine/{say_need(one, 'An hour alone')}/"
    for days, text in ((10, "Half an hour alone"), (20, "A door to close")):
        time_machine.move_to(MONDAY + timedelta(days=days), tick=False)
        change(one, f"{page}change/", text=text)
    shown = said(one, page)
    order = ["A door to close", "on 3 December: An hour alone", "today: Half an hour alone"]
    assert [shown.find(each) for each in order] == sorted(shown.find(each) for each in order)
    assert -1 not in [shown.find(each) for each in order]


def test_however_often_it_changes_what_was_said_first_stays(one: Player) -> None:
    page = f"/needs/mine/{say_need(one, 'The first words')}/"
    for number in range(MOST + 3):
        change(one, f"{page}change/", text=f"Words {number}")
    shown = said(one, page)
    assert "The first words" in shown
    assert "Words 0" not in shown


def test_the_same_words_change_nothing(one: Player) -> None:
    page = f"/needs/mine/{say_need(one, 'An hour alone')}/"
    before = bytes(Need.objects.get().words)
    change(one, f"{page}change/", text=" An  hour alone")
    assert bytes(Need.objects.get().words) == before
    assert "What it said before" not in said(one, page)


def test_two_windows_at_once_lose_no_words(one: Player) -> None:
    page = f"/needs/mine/{say_need(one, 'An hour alone')}/"
    revision = field_of(one.get(f"{page}change/"), "revision")
    change(one, f"{page}change/", text="From the first window")
    answer = one.post(f"{page}change/", {"text": "From the second", "revision": revision})
    assert answer.status_code == 422
    assert "changed in another window" in text_of(answer)
    assert "From the first window" in text_of(answer)
    assert field_of(answer, "text") == "From the second"
    again = {"text": "From the second", "revision": field_of(answer, "revision")}
    assert one.post(f"{page}change/", again).status_code == 302
    assert "From the first window" in said(one, page)
    assert lists(one, "/needs/")["What you need"] == ["From the second changed today"]


@pytest.mark.parametrize("text", ["", " ", "x" * 301])
def test_what_is_no_line_is_refused_in_place(one: Player, text: str) -> None:
    page = f"/needs/mine/{say_need(one, 'An hour alone')}/"
    assert change(one, f"{page}change/", text=text).status_code == 422
    assert "An hour alone" in said(one, page)


def test_only_its_author_changes_it(two: Couple, cleo: Player) -> None:
    ana, ben = two
    cleo.stay()
    told, own = say_need(ana, "An hour alone", "ours"), say_need(ana, "More sleep")
    before = list(Need.objects.order_by("id").values_list())
    for player in (ben, cleo):
        for path in (f"/needs/ours/{told}/", f"/needs/mine/{own}/", f"/needs/ours/{own}/"):
            for step in ("change", "rest", "take-back"):
                facts = {"text": "Nothing", "revision": "1"}
                assert player.post(f"{path}{step}/", facts).status_code == 404
            assert player.get(f"{path}change/").status_code == 404
    assert cleo.get(f"/needs/ours/{told}/").status_code == 404
    assert ben.get(f"/needs/ours/{own}/").status_code == 404
    assert list(Need.objects.order_by("id").values_list()) == before


def test_somebody_else_may_say_theirs_under_the_same_id(two: Couple) -> None:
    """He may use her id for a row of his: it says nothing, and touches nothing of hers."""
    ana, ben = two
    hers = say_need(ana, "An hour alone")
    together = ben.membership("ours")
    say(together, "His own", MONDAY, hers)
    ben.post("/needs/new/", {"text": "His too", "token": str(hers)})
    assert lists(ana, "/needs/")["For you alone"] == ["An hour alone said today"]
    again = say(ana.membership("ours"), "Hers, told", MONDAY, hers)
    assert again != hers
    assert {view.text for view in needs_of(together)} == {"His own", "Hers, told"}


def test_what_the_action_gives_is_the_id(one: Player) -> None:
    mine, token = one.membership(), new_id(MONDAY.date())
    assert say(mine, "An hour alone", MONDAY, token) == token
    assert say(mine, "An hour alone", MONDAY, token) == token
    (view,) = needs_of(mine)
    assert (view.id, view.text, view.is_mine) == (token, "An hour alone", True)
