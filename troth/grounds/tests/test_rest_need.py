"""What isn't so any more rests, for its author alone; what is taken back leaves its mark."""

from __future__ import annotations

from datetime import timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.grounds.models import Need
from troth.grounds.needs.actions import let_need_rest
from troth.grounds.needs.actions import say_need as say
from troth.grounds.needs.queries import PAGE_SIZE
from troth.grounds.tests.acts import MONDAY, Couple, change, lists, said, say_need
from troth.journeys.leaving.actions import leave
from troth.spaces.ids import new_id

pytestmark = pytest.mark.on_any_database

BEFORE = "What you needed before"


def test_it_leaves_the_list_and_stays_with_its_history(
    one: Player, time_machine: TimeMachineFixture
) -> None:
    page = f"/needs/mine/{say_need(one, 'An hour alone')}/"
    change(one, f"{page}change/", text="Half an hour alone")
    time_machine.move_to(MONDAY + timedelta(days=30), tick=False)
    assert one.post(f"{page}rest/")["Location"] == "/needs/"
    assert "What you need" not in lists(one, "/needs/")
    assert lists(one, "/needs/before/mine/")[BEFORE] == ["Half an hour alone let rest today"]
    shown = said(one, page)
    assert "let rest today" in shown
    assert "Until it was changed on 23 November: An hour alone" in shown
    assert "In other words" not in shown


def test_the_other_no_longer_reads_what_rests(two: Couple) -> None:
    ana, ben = two
    page = f"/needs/ours/{say_need(ana, 'An hour alone', 'ours')}/"
    ana.post(f"{page}rest/")
    assert "An hour alone" not in said(ben, "/needs/")
    assert ben.get(page).status_code == 404
    assert "An hour alone" not in said(ben, "/needs/before/ours/")
    assert "An hour alone" in said(ana, page)
    assert lists(ana, "/needs/before/ours/")[BEFORE] == ["An hour alone let rest today"]
    assert "Nothing here yet." in said(ana, "/needs/before/mine/")


def test_letting_it_rest_twice_is_once(one: Player, time_machine: TimeMachineFixture) -> None:
    page = f"/needs/mine/{say_need(one)}/"
    one.post(f"{page}rest/")
    words = bytes(Need.objects.get().words)
    time_machine.move_to(MONDAY + timedelta(days=1), tick=False)
    assert one.post(f"{page}rest/").status_code == 302
    assert bytes(Need.objects.get().words) == words


def test_what_rests_isnt_changed_any_more(one: Player) -> None:
    page = f"/needs/mine/{say_need(one, 'An hour alone')}/"
    one.post(f"{page}rest/")
    assert one.get(f"{page}change/")["Location"] == page
    answer = one.post(f"{page}change/", {"text": "Half an hour", "revision": "2"})
    assert answer.status_code == 422
    assert "Half an hour" in text_of(answer)
    assert "Half an hour" not in said(one, page)


def test_many_that_rest_come_page_by_page(one: Player) -> None:
    mine, texts = one.membership(), [f"Need {number}." for number in range(PAGE_SIZE + 3)]
    for number, text in enumerate(texts):
        then = MONDAY - timedelta(days=100 - number // 2)
        let_need_rest(mine, say(mine, text, then, new_id(then.date())), then)
    found, path = [], "/needs/before/mine/"
    for size in (PAGE_SIZE, 3):
        page = one.get(path).content.decode()
        rows = lists(one, path)[BEFORE]
        assert len(rows) == size
        found += [row.partition(" let")[0] for row in rows]
        path = page.partition('href="/needs/before/mine/?')[2].partition('"')[0]
        path = f"/needs/before/mine/?{path}"
    assert sorted(found) == sorted(texts)
    assert "Need 42." in found[:2]


@pytest.mark.parametrize("before", ["", "yesterday", "2026-11-23", "2026-11-23.no-id", "..", "\0"])
def test_a_cursor_that_is_none_is_not_found(one: Player, before: str) -> None:
    assert one.get("/needs/before/mine/", data={"before": before}).status_code == 404


def test_taken_back_a_mark_stands_in_its_place_for_both(two: Couple) -> None:
    ana, ben = two
    page = f"/needs/ours/{say_need(ana, 'An hour alone', 'ours')}/"
    change(ana, f"{page}change/", text="Half an hour alone")
    assert ana.post(f"{page}take-back/")["Location"] == "/needs/"
    mine, theirs = lists(ana, "/needs/"), lists(ben, "/needs/")
    assert mine["What Ben can read"] == ["You took back a need that stood here."]
    assert theirs["What Ana said"] == ["Ana took back a need that stood here."]
    for player in two:
        shown = said(player, page)
        assert "hour alone" not in shown
        assert "Changed" not in shown
    assert ana.get(f"{page}change/")["Location"] == page


def test_the_page_says_beforehand_what_the_other_will_see(two: Couple) -> None:
    ana, ben = two
    page = f"/needs/ours/{say_need(ana, 'An hour alone', 'ours')}/"
    ana.get("/needs/")  # shows what it had to say
    unread = said(ana, page)
    assert "Ben sees that you took back a need, and not what it was." in unread
    said(ben, page)
    assert said(ana, page) == unread


def test_taking_it_back_twice_is_once(two: Couple) -> None:
    ana = two[0]
    page = f"/needs/ours/{say_need(ana, 'An hour alone', 'ours')}/"
    ana.post(f"{page}take-back/")
    words = bytes(Need.objects.get().words)
    ana.post(f"{page}take-back/")
    assert bytes(Need.objects.get().words) == words


def test_the_mark_goes_once_it_is_let_rest(two: Couple) -> None:
    ana = two[0]
    page = f"/needs/ours/{say_need(ana, 'An hour alone', 'ours')}/"
    ana.post(f"{page}take-back/")
    ana.post(f"{page}rest/")
    assert not Need.objects.exists()
    for player in two:
        assert "took back" not in said(player, "/needs/")


@pytest.mark.parametrize("rests", [False, True])
def test_what_nobody_else_reads_goes_altogether(one: Player, rests: bool) -> None:
    page = f"/needs/mine/{say_need(one, 'An hour alone')}/"
    if rests:
        one.post(f"{page}rest/")
    one.post(f"{page}take-back/")
    assert not Need.objects.exists()
    assert one.get(page).status_code == 404


def test_what_rests_is_taken_back_without_a_mark(two: Couple) -> None:
    ana, ben = two
    page = f"/needs/ours/{say_need(ana, 'An hour alone', 'ours')}/"
    ana.post(f"{page}rest/")
    before = said(ben, "/needs/")
    ana.post(f"{page}take-back/")
    assert not Need.objects.exists()
    assert said(ben, "/needs/") == before


def test_whoever_stays_reads_on_and_takes_back_their_own(two: Couple) -> None:
    ana, ben = two
    hers, rested = say_need(ana, "An hour alone", "ours"), say_need(ana, "More sleep", "ours")
    ana.post(f"/needs/ours/{rested}/rest/")
    say_need(ben, "A word when it gets late", "ours")
    ended = ana.membership("ours").space_id
    leave(ben.membership("ours"), MONDAY, takes_words_back=False)
    before = f"/needs/before/{ended}/"
    assert f'href="{before}"' in ana.get(f"/us/before/{ended}/").content.decode()
    assert lists(ana, before) == {
        "What you said": ["An hour alone said today"],
        "What Ben said": ["A word when it gets late said today"],
        BEFORE: ["More sleep let rest today"],
    }
    page = f"/needs/{ended}/{hers}/"
    assert "Let it rest" not in said(ana, page)
    assert ana.post(f"{page}rest/").status_code == 302
    assert "This space has ended." in said(ana, before)
    assert ana.post(f"{page}change/", {"text": "More", "revision": "1"}).status_code == 422
    assert ana.post(f"{page}take-back/")["Location"] == before
    assert "What you said" not in lists(ana, before)
    assert ben.get(before).status_code == 404


def test_who_leaves_with_their_words_leaves_none_behind(two: Couple) -> None:
    ana, ben = two
    for player in two:
        say_need(player, f"{player.name} needs", "ours")
        say_need(player, f"{player.name} alone")
    ended = ana.membership("ours").space_id
    leave(ben.membership("ours"), MONDAY, takes_words_back=True)
    assert lists(ana, f"/needs/before/{ended}/") == {"What you said": ["Ana needs said today"]}
    assert lists(ben, "/needs/")["What you need"] == ["Ben alone said today"]
