"""When ready: it stays with its author, who may open it one day, or never."""

from __future__ import annotations

from datetime import timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.misuse.acts import MONDAY, Couple
from troth.config.housekeeping import keep_house
from troth.practices.tests.acts import begin, rows_of
from troth.practices.tests.seeing import (
    ASKING,
    BAD,
    GOOD,
    HAPPENED,
    HELPS,
    QUESTION,
    SAID,
    can_open,
    copy_of,
    end_page,
    open_page,
    open_up,
    pages_of,
    read,
    said_page,
    say_at,
    step_page,
    take_back,
    when_ready,
)
from troth.record.models import Due, Event

pytestmark = pytest.mark.on_any_database

WORDS = "Were you worried about something on Sunday?"


def test_until_it_is_opened_the_other_can_tell_nothing_of_it_to_the_byte(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    before = pages_of(ben)
    when_ready(ana, WORDS)
    run_id = begin(ana, HELPS)
    for text in ("A walk", "A walk, and tea"):
        say_at(ana, run_id, GOOD, text=text, reveal="when-ready")
    assert pages_of(ben) == before
    time_machine.move_to(MONDAY + timedelta(days=9), tick=False)
    late = pages_of(ben)
    keep_house(MONDAY + timedelta(days=9))
    assert pages_of(ben) == late
    assert rows_of(ana) == (2, 2, 0)
    shared = ana.membership("ours").space_id
    assert not Due.objects.filter(space_id=shared).exists()
    assert not Event.objects.filter(space_id=shared).exists()


def test_opened_weeks_later_it_is_there_for_both_as_of_that_day(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    run_id = when_ready(ana, WORDS)
    page = read(ana, end_page(run_id))
    assert "Only you can read it, until you open it to Ben." in page
    ana.post(end_page(run_id))
    time_machine.move_to(MONDAY + timedelta(days=30), tick=False)
    answer = open_up(ana, run_id)
    assert answer.url == end_page(run_id)  # type: ignore[union-attr]
    page = read(ana, end_page(run_id))
    assert "Ben can read it." in page
    assert not can_open(ana, run_id)
    for player in two:
        assert WORDS in read(player)
        assert "today" in read(player)
    assert rows_of(ana) == (1, 1, 1)
    assert Due.objects.get().person_id == ben.person.id


def test_until_then_its_author_changes_it_without_a_trace(two: Couple) -> None:
    ana, ben = two
    run_id = begin(ana, HELPS)
    for text in ("The first try", WORDS):
        say_at(ana, run_id, GOOD, text=text, reveal="when-ready")
    assert open_up(ana, run_id) is not None
    text = read(ben)
    assert WORDS in text
    assert "The first try" not in text
    assert "Until then" not in text


def test_all_that_was_kept_in_a_run_is_opened_together_and_no_more(two: Couple) -> None:
    """What is a draft still, and what was kept in another run, stays with its author."""
    ana, ben = two
    other, run_id = when_ready(ana, WORDS), begin(ana, HELPS)
    for step, text in ((BAD, "Advice"), (GOOD, "A walk")):
        say_at(ana, run_id, step, text=text, reveal="when-ready")
    ana.post(f"{step_page(run_id, 'the-signs')}draft/", {"text": "I go quiet"})
    open_up(ana, run_id)
    copies = [copy_of(ana, run_id, step) for step in (GOOD, BAD)]
    assert ["A walk" in read(ben, said_page(copy)) for copy in copies] == [True, False]
    assert "Advice" in read(ben, said_page(copies[1]))
    assert "I go quiet" not in read(ben)
    assert WORDS not in read(ben)
    assert can_open(ana, other)
    assert rows_of(ana) == (2, 4, 2)


def test_opened_and_taken_back_a_mark_stays_and_it_is_not_opened_again(two: Couple) -> None:
    ana, ben = two
    run_id = when_ready(ana, WORDS)
    open_up(ana, run_id)
    copy = copy_of(ana, run_id, QUESTION)
    take_back(ana, copy)
    assert "You took it back." in read(ana, end_page(run_id))
    assert not can_open(ana, run_id)
    ana.post(open_page(run_id))
    assert "Ana took these words back." in read(ben, said_page(copy))
    assert WORDS not in read(ben)
    assert rows_of(ana) == (1, 1, 1)


def test_only_what_was_kept_for_later_can_be_opened(two: Couple) -> None:
    """Not what is private, nor a draft: there is no button, and its address gives nothing."""
    ana, ben = two
    private, draft = begin(ana, ASKING), begin(ana, ASKING)
    say_at(ana, private, HAPPENED, text="The door fell shut")
    ana.post(f"{step_page(draft, QUESTION)}draft/", {"text": "Half a word"})
    for run_id in (private, draft):
        assert not can_open(ana, run_id)
        assert ana.post(open_page(run_id)).url == end_page(run_id)  # type: ignore[attr-defined]
    assert rows_of(ana)[2] == 0
    assert "/practices/said/" not in ben.get(SAID).content.decode().partition("<main")[2]


def test_after_the_other_has_left_it_stays_closed(two: Couple) -> None:
    ana, ben = two
    run_id = when_ready(ana, WORDS)
    assert ben.post("/us/leave/").status_code == 302
    ana.post(open_page(run_id))
    assert "Only you can read it." in read(ana, end_page(run_id))
    assert rows_of(ana) == (1, 1, 0)
