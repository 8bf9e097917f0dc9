"""Together: it opens for both once both have answered, and until then for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from time_machine import TimeMachineFixture

from tests.cast import field_of
from tests.misuse.acts import MONDAY, Couple, exported, masked
from troth.config.housekeeping import keep_house
from troth.practices.models import SharedAnswer
from troth.practices.sharing.queries import told_to
from troth.practices.tests.acts import TOGETHER, begin, rows_of
from troth.practices.tests.meeting import HERS, HIS
from troth.practices.tests.seeing import (
    SAID,
    THREE,
    VALUES,
    change,
    end_page,
    in_run,
    pages_of,
    read,
    said_page,
    step_page,
    together,
    undone,
)
from troth.record.models import Due, Event

pytestmark = pytest.mark.on_any_database


@pytest.mark.parametrize("first", [0, 1])
def test_in_either_order_it_opens_for_both_with_the_second_answer(two: Couple, first: int) -> None:
    one, other = two[first], two[1 - first]
    held = together(one, HERS)
    for page in (SAID, "/today/", "/practices/", f"/practices/{VALUES}/"):
        assert HERS not in read(other, page)
    assert HERS not in exported(other)
    assert other.get(said_page(held)).status_code == 404
    assert "once you both have answered" in read(one, said_page(held))
    theirs = together(other, HIS)
    for player in two:
        for page in (SAID, said_page(held), said_page(theirs)):
            assert (HERS in read(player, page)) is (page != said_page(theirs))
        text = read(player)
        assert (HERS in text, HIS in text) == (True, True)
    row, back = (SharedAnswer.objects.get(id=each) for each in (held, theirs))
    assert (row.meets_id, back.meets_id) == (theirs, held)


def test_where_it_opens_in_a_run_both_stand_side_by_side(two: Couple) -> None:
    ana, ben = two
    runs = [begin(player, VALUES) for player in two]
    in_run(ana, runs[0], THREE, text=HERS)
    assert HIS not in read(ana, end_page(runs[0]))
    in_run(ben, runs[1], THREE, text=HIS)
    for player, run_id in zip(two, runs, strict=True):
        page = read(player, end_page(run_id))
        assert HERS in page
        assert HIS in page


def test_what_is_held_is_to_the_other_like_a_page_that_there_never_was(two: Couple) -> None:
    ana, ben = two
    held = said_page(together(ana, HERS))
    nobodys = said_page(uuid4())
    for more in ("", "change/", "?before=x"):
        assert masked(ben.get(f"{held}{more}")) == masked(ben.get(f"{nobodys}{more}"))
    for more in ("change/", "take-back/", "reply/"):
        facts = {"text": "Open", "revision": "1", "care": "0"}
        answers = [masked(ben.post(f"{page}{more}", facts)) for page in (held, nobodys)]
        assert answers[0] == answers[1]
    assert HERS in read(ana, held)


def test_only_that_something_waits_is_told_and_no_page_of_his_else_moves(two: Couple) -> None:
    ana, ben = two
    run_id = begin(ana, VALUES)
    before = pages_of(ben, today=False)
    held = in_run(ana, run_id, THREE, text=HERS)
    assert pages_of(ben, today=False) == before
    (due,) = Due.objects.filter(target_id=held)
    assert due.person_id == ben.person.id
    # The beginning of her day, and no hour.
    assert (due.at.hour, due.at.minute) == (3, 0)
    assert not Event.objects.filter(target_id=held).exists()


def test_it_sleeps_before_two_days_are_over_and_still_opens(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    empty = pages_of(ben)
    held = together(ana, HERS)
    ours = ben.membership("ours")
    for hours, waits in ((1, True), (24, True), (47, False)):
        then = MONDAY + timedelta(hours=hours)
        time_machine.move_to(then, tick=False)
        readable, waiting = told_to(ours, [held], then)
        assert readable == []
        assert [view.id for view in waiting] == ([held] if waits else [])
    keep_house(then)
    assert not Due.objects.filter(target_id=held).exists()
    assert "once you both have answered" in read(ana, said_page(held))
    time_machine.move_to(MONDAY, tick=False)
    assert pages_of(ben) == empty
    together(ben, HIS)
    assert HERS in read(ben)


def test_she_sees_no_difference_between_asleep_unseen_begun_passed_and_let_go(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    """Whatever he does but to answer."""
    ana, ben = two
    held = together(ana, HERS)
    ana.get("/me/")

    def begun() -> None:
        run_id = begin(ben, VALUES)
        read(ben, step_page(run_id, THREE))
        ben.post(f"{step_page(run_id, THREE)}draft/", {"text": HIS})

    def passed() -> None:
        run_id = begin(ben, VALUES)
        for step in (THREE, "where-it-shows", "both-care"):
            ben.post(step_page(run_id, step), {"pass": "yes"})
        ben.post(end_page(run_id))

    def let_go() -> None:
        begun()
        run_id = begin(ben, TOGETHER)
        ben.post(f"/practices/runs/{run_id}/let-go/")

    def empty() -> None:
        ben.post(step_page(begin(ben, VALUES), THREE), {"text": "   "})

    acts: list[Callable[[], object]] = [lambda: None, begun, passed, let_go, empty]
    worlds = []
    for act in acts:
        with undone():
            time_machine.move_to(MONDAY, tick=False)
            act()
            then = MONDAY + timedelta(days=3)
            time_machine.move_to(then, tick=False)
            keep_house(then)
            worlds.append(pages_of(ana, said_page(held), f"{said_page(held)}change/"))
    assert [number for number, each in enumerate(worlds) if each != worlds[0]] == []
    assert SharedAnswer.objects.get().meets_id is None


def test_twice_on_two_devices_it_is_one_answer_in_the_later_words(two: Couple) -> None:
    ana, ben = two
    first = together(ana, HERS)
    second = together(ana, "Rivers above all")
    assert first == second
    assert rows_of(ana) == (2, 2, 1)
    together(ben, HIS)
    text = read(ben)
    assert "Rivers above all" in text
    assert HERS not in text


def test_a_change_before_it_met_leaves_no_mark_and_one_after_it_does(two: Couple) -> None:
    ana, ben = two
    held = together(ana, HERS)
    change(ana, held, "Rivers and bread")
    together(ben, HIS)
    assert HERS not in read(ben, said_page(held))
    change(ana, held, "Bread alone")
    page = read(ben, said_page(held))
    assert "Until then it said (today): Rivers and bread" in page
    assert HERS not in page


def test_a_form_from_before_it_opened_makes_a_visible_change(two: Couple) -> None:
    """She can't answer first, look, and put other words in their place unseen."""
    ana, ben = two
    held = together(ana, HERS)
    revision = field_of(ana.get(f"{said_page(held)}change/"), "revision")
    together(ben, HIS)
    change(ana, held, "The same as yours", revision=revision)
    assert HERS in read(ben, said_page(held))


def test_a_week_later_the_same_step_is_another_occasion(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    in_run(ana, begin(ana, TOGETHER), "one-need", text="An hour of quiet")
    time_machine.move_to(MONDAY + timedelta(days=7), tick=False)
    in_run(ben, begin(ben, TOGETHER), "one-need", text="Company")
    assert "An hour of quiet" not in read(ben)
    assert "Company" not in read(ana)


def test_a_place_on_a_scale_opens_like_words_and_is_not_reworded(two: Couple) -> None:
    ana, ben = two
    copy = in_run(ana, begin(ana, TOGETHER), "how-full", place="4")
    assert "4 of 5" not in read(ben)
    in_run(ben, begin(ben, TOGETHER), "how-full", place="2")
    assert "4 of 5, from “Plenty of room” to “Full to the brim”" in read(ben)
    assert ana.get(f"{said_page(copy)}change/").status_code == 404


def test_a_new_answer_of_his_that_waits_hides_nothing_that_has_opened(two: Couple) -> None:
    """Her run still offers a word back to the words of the first time."""
    ana, ben = two
    run_id = begin(ana, VALUES)
    in_run(ana, run_id, THREE, text=HERS)
    together(ben, HIS)
    word = step_page(run_id, "three-things-word")
    assert HIS in read(ana, word)
    together(ben, "Something new of his")
    assert HIS in read(ana, word)
