"""Other words: visible where they could be read, without a mark before, and none get lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import field_of, text_of
from tests.misuse.acts import MONDAY, Couple
from troth.practices.tests.acts import begin, tell, token
from troth.practices.tests.seeing import (
    EFFORT,
    NOTICED,
    THREE,
    VALUES,
    change,
    end_page,
    in_run,
    open_up,
    pages_of,
    read,
    said_page,
    step_page,
    take_back,
    together,
    when_ready,
)

pytestmark = pytest.mark.on_any_database

FIRST, SECOND, THIRD = "You carried the shelves", "You carried all of them", "Thank you for them"


def test_a_change_is_visible_to_both_with_what_it_said_before_and_the_day(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, _ben = two
    said = tell(ana, FIRST)
    time_machine.move_to(MONDAY + timedelta(days=1), tick=False)
    change(ana, said, SECOND)
    time_machine.move_to(MONDAY + timedelta(days=2), tick=False)
    change(ana, said, THIRD)
    ana.get("/me/")  # shows what the last step had to say
    for player in two:
        page = read(player, said_page(said))
        assert THIRD in page
        assert page.index(THIRD) < page.index("Until then it said")
        assert f"Until then it said (yesterday): {FIRST}" in page
        assert f"Until then it said (today): {SECOND}" in page


def test_it_looks_the_same_whether_he_had_read_it_or_not(two: Couple) -> None:
    ana, ben = two
    said = tell(ana, FIRST)
    unread = ana.get(f"{said_page(said)}change/").content.decode()
    read(ben, said_page(said))
    form = ana.get(f"{said_page(said)}change/").content.decode()
    assert "What it said before stays below it" in form
    assert unread.count("<p") == form.count("<p")


def test_the_same_words_again_are_no_change(two: Couple) -> None:
    ana, ben = two
    said = tell(ana, FIRST)
    before = pages_of(ben, said_page(said))
    change(ana, said, FIRST)
    assert pages_of(ben, said_page(said)) == before


def test_a_stale_form_says_so_and_nothing_is_lost(two: Couple) -> None:
    ana, ben = two
    said = tell(ana, FIRST)
    address = f"{said_page(said)}change/"
    stale = field_of(ana.get(address), "revision")
    change(ana, said, SECOND)
    answer = ana.post(address, {"text": THIRD, "revision": stale})
    assert "It was changed meanwhile, on another device or in another tab." in text_of(answer)
    assert SECOND in text_of(answer)
    assert field_of(answer, "text") == THIRD
    assert THIRD not in read(ben)
    # Sent once more with the words in view, it is meant.
    again = {"text": THIRD, "revision": field_of(answer, "revision")}
    assert ana.post(address, again).status_code == 302
    assert THIRD in read(ben)


def test_without_words_or_a_revision_nothing_changes(two: Couple) -> None:
    ana, ben = two
    said = tell(ana, FIRST)
    for facts in (
        {"text": " ", "revision": "1"},
        {"text": SECOND},
        {"text": SECOND, "revision": "x"},
    ):
        assert ana.post(f"{said_page(said)}change/", facts).status_code in (200, 422)
    assert FIRST in read(ben)
    assert SECOND not in read(ben)


def test_a_change_before_it_opened_is_seen_by_nobody(two: Couple) -> None:
    ana, ben = two
    held = together(ana, FIRST)
    before = pages_of(ben)
    assert "the change leaves no mark" in read(ana, f"{said_page(held)}change/")
    change(ana, held, SECOND)
    assert pages_of(ben) == before
    together(ben, "Mine")
    assert FIRST not in read(ben, said_page(held))


def test_nobody_changes_or_takes_back_the_other_s_words(two: Couple) -> None:
    ana, ben = two
    said = tell(ana, FIRST)
    for path in ("change/", "take-back/"):
        facts = {"text": "I bow to you", "revision": "1"}
        assert ben.post(f"{said_page(said)}{path}", facts).status_code == 404
    assert ben.get(f"{said_page(said)}change/").status_code == 404
    assert FIRST in read(ana)


def test_what_was_taken_back_is_not_said_anew_under_its_mark(two: Couple) -> None:
    ana, ben = two
    said = tell(ana, FIRST)
    facts = {"text": SECOND, "revision": field_of(ana.get(f"{said_page(said)}change/"), "revision")}
    take_back(ana, said)
    assert ana.post(f"{said_page(said)}change/", facts).status_code == 404
    assert SECOND not in read(ben)


def test_the_run_shows_the_words_as_the_other_reads_them(two: Couple) -> None:
    """Its author is never told that the other can read what was said before."""
    ana, _ben = two
    run_id = begin(ana, NOTICED)
    copy = in_run(ana, run_id, EFFORT, text=FIRST)
    change(ana, copy, SECOND)
    for page in (step_page(run_id, EFFORT), end_page(run_id)):
        assert SECOND in read(ana, page)
        assert FIRST not in read(ana, page)
    asked = when_ready(ana, FIRST)
    open_up(ana, asked)
    assert FIRST in read(ana, end_page(asked))


def test_an_old_form_of_a_run_changes_nothing_that_was_handed_over(two: Couple) -> None:
    ana, ben = two
    run_id = begin(ana, VALUES)
    in_run(ana, run_id, THREE, text=FIRST)
    together(ben, "Mine")
    answer = ana.post(step_page(run_id, THREE), {"text": SECOND, "token": token()})
    assert answer.status_code == 302
    assert FIRST in read(ben)
    assert SECOND not in read(ben)
