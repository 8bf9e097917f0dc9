"""Saying what one needs: for oneself alone, or for the partner to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Player, error_beside, field_of, text_of
from troth.grounds.models import Need
from troth.grounds.needs.actions import say_need as say
from troth.grounds.needs.queries import needs_of
from troth.grounds.needs.rules import MOST, NotPossible, Refusal
from troth.grounds.tests.acts import Couple, change, lists, said, say_need
from troth.journeys.leaving.actions import leave
from troth.spaces.ids import new_id

pytestmark = pytest.mark.on_any_database


def test_a_need_stands_on_the_list_with_its_day(one: Player) -> None:
    say_need(one, "  An hour   alone ")
    assert lists(one, "/needs/")["What you need"] == ["An hour alone said today"]


def test_alone_there_is_nobody_to_choose(one: Player) -> None:
    assert 'name="to"' not in one.get("/needs/new/").content.decode()


def test_empty_the_page_says_what_to_do_first(one: Player) -> None:
    assert "Nothing said yet" in said(one, "/needs/")
    assert 'href="/needs/new/"' in one.get("/needs/").content.decode()


def test_it_is_for_oneself_unless_one_says_otherwise(two: Couple) -> None:
    ana, ben = two
    page = " ".join(ana.get("/needs/new/").content.decode().split())
    assert 'name="to" value="mine"' in page
    assert page.count(" checked") == 1
    ana.post("/needs/new/", {"text": "An hour alone"})
    assert lists(ana, "/needs/")["For you alone"] == ["An hour alone said today"]
    assert "An hour alone" not in said(ben, "/needs/")


def test_the_partner_reads_what_is_told_and_nothing_else(two: Couple) -> None:
    ana, ben = two
    say_need(ana, "An hour alone")
    told = say_need(ana, "A word when it gets late", "ours")
    assert lists(ana, "/needs/")["What Ben can read"] == ["A word when it gets late said today"]
    found = lists(ben, "/needs/")
    assert found["What Ana said"] == ["A word when it gets late said today"]
    assert "For you alone" not in found
    page = said(ben, f"/needs/ours/{told}/")
    assert "What Ana needs" in page
    assert "Take it back" not in page


def test_each_stands_in_its_own_section(two: Couple) -> None:
    ana, ben = two
    for player, to in ((ana, "mine"), (ana, "ours"), (ben, "mine"), (ben, "ours")):
        say_need(player, f"{player.name} {to}", to)
    found = {label: rows for label, rows in lists(ana, "/needs/").items() if label != "Before"}
    assert found == {
        "For you alone": ["Ana mine said today"],
        "What Ben can read": ["Ana ours said today"],
        "What Ben said": ["Ben ours said today"],
    }


@pytest.mark.parametrize("to", ["mine", "ours"])
def test_a_form_sent_twice_writes_once(two: Couple, to: str) -> None:
    ana = two[0]
    facts = {"text": "An hour alone", "to": to}
    facts["token"] = field_of(ana.get("/needs/new/"), "token")
    for _ in range(2):
        assert ana.post("/needs/new/", facts)["Location"] == "/needs/"
    assert Need.objects.count() == 1


def test_a_form_that_comes_again_with_other_words_is_another_need(one: Player) -> None:
    token = field_of(one.get("/needs/new/"), "token")
    for text in ("An hour alone", "More sleep"):
        one.post("/needs/new/", {"text": text, "token": token})
    found = sorted(lists(one, "/needs/")["What you need"])
    assert found == ["An hour alone said today", "More sleep said today"]


@pytest.mark.parametrize("text", ["", "   ", "x" * 301, "half\0"])
def test_what_is_no_line_is_refused_in_place(one: Player, text: str) -> None:
    answer = one.post("/needs/new/", {"text": text})
    assert answer.status_code == 422
    assert error_beside(answer, "text")
    assert Need.objects.count() == 0


def test_for_somebody_unknown_it_is_refused(two: Couple) -> None:
    answer = two[0].post("/needs/new/", {"text": "An hour alone", "to": "everybody"})
    assert answer.status_code == 422
    assert "Please choose who may read it." in error_beside(answer, "to")
    assert Need.objects.count() == 0


def test_what_was_meant_for_a_partner_never_goes_quietly_to_oneself(one: Player) -> None:
    answer = one.post("/needs/new/", {"text": "An hour alone", "to": "ours"})
    assert answer.status_code == 422
    assert "There is nobody here to read it now." in text_of(answer)
    assert field_of(answer, "text") == "An hour alone"
    assert Need.objects.count() == 0


def test_what_was_written_for_somebody_else_asks_once_more(two: Couple) -> None:
    ana = two[0]
    facts = {"text": "An hour alone", "to": "ours", "space": str(ana.membership().space_id)}
    answer = ana.post("/needs/new/", facts)
    assert answer.status_code == 422
    assert "This was written for somebody else." in error_beside(answer, "to")
    assert Need.objects.count() == 0


def test_thirty_stand_and_one_that_rests_makes_room(two: Couple) -> None:
    ana, now = two[0], timezone.now()
    mine, together = ana.membership(), ana.membership("ours")
    for there in (mine, together):
        for number in range(MOST):
            say(there, f"Need {number}", now, new_id(there.today(now)))
    answer = ana.post("/needs/new/", {"text": "One more"})
    assert answer.status_code == 422
    assert "Thirty needs of yours stand here." in text_of(answer)
    with pytest.raises(NotPossible) as refused:
        say(together, "One more", now, new_id(together.today(now)))
    assert refused.value.reason is Refusal.ENOUGH
    ana.post(f"/needs/mine/{needs_of(mine)[0].id}/rest/")
    say_need(ana, "One more")
    assert len(needs_of(mine)) == MOST


def test_others_may_say_theirs_beside_thirty(two: Couple) -> None:
    ana, ben = two
    together, now = ana.membership("ours"), timezone.now()
    for number in range(MOST):
        say(together, f"Need {number}", now, new_id(together.today(now)))
    say_need(ben, "His own", "ours")
    assert lists(ana, "/needs/")["What Ben said"] == ["His own said today"]


def test_where_the_other_has_just_left_nothing_is_told(two: Couple) -> None:
    ana, ben = two
    together, now = ana.membership("ours"), timezone.now()
    leave(ben.membership("ours"), now, takes_words_back=False)
    with pytest.raises(NotPossible) as refused:
        say(together, "An hour alone", now, new_id(together.today(now)))
    assert refused.value.reason is Refusal.SPACE_ENDED
    assert Need.objects.count() == 0


def test_the_words_lie_sealed(one: Player) -> None:
    need = say_need(one, "Polish the brass lantern")
    change(one, f"/needs/mine/{need}/change/", text="Wind the clock")
    row = Need.objects.get()
    assert b"lantern" not in bytes(row.words)
    assert "lantern" not in str(vars(row))


def test_a_locked_browser_says_nothing(two: Couple) -> None:
    ana = two[0]
    need = say_need(ana, "An hour alone")
    ana.lose_the_key()
    for path in ("/needs/", "/needs/new/", f"/needs/mine/{need}/"):
        assert "Your words are locked" in said(ana, path)
    assert ana.post("/needs/new/", {"text": "More sleep"}).status_code == 403
    for step in ("change", "rest", "take-back"):
        assert ana.post(f"/needs/mine/{need}/{step}/", {"text": "More"}).status_code == 403
    assert Need.objects.get().rests_on is None


def test_the_lists_take_no_more_than_eight_queries(
    two: Couple, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    ana, ben = two
    for player in two:
        for to in ("mine", "ours"):
            need = say_need(player, "An hour alone", to)
    say_need(ben, "More sleep", "ours")
    paths = ("/needs/", f"/needs/ours/{need}/", "/needs/new/", "/needs/before/ours/")
    for path in (*paths, f"/needs/ours/{say_need(ana, 'More sleep', 'ours')}/change/"):
        ana.get(path)
        with django_assert_max_num_queries(8):
            assert ana.get(path).status_code == 200
