"""At once: what is handed over is there for both, the same, and goes no further than that."""

from __future__ import annotations

from datetime import timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, pair
from tests.misuse.acts import MONDAY, Couple, exported
from troth.config.housekeeping import keep_house
from troth.practices.models import SharedAnswer
from troth.practices.tests.acts import begin, give, rows_of, tell, token
from troth.practices.tests.seeing import (
    EFFORT,
    NOTICED,
    SAID,
    change,
    in_run,
    pages_of,
    read,
    said_page,
    say_at,
    step_page,
)
from troth.record.models import Due, Event

pytestmark = pytest.mark.on_any_database

WORDS = "You mended the tap without being asked"


def test_both_read_the_same_words_from_the_moment_it_is_handed_over(two: Couple) -> None:
    ana, ben = two
    said = tell(ana, WORDS)
    for player, whose in ((ana, "you, today"), (ben, "Ana, today")):
        for page in (SAID, said_page(said)):
            assert WORDS in read(player, page)
            assert whose in read(player, page)
        assert WORDS in exported(player)


def test_the_other_is_told_once_for_two_days_and_the_day_is_noted(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    said = tell(ana, WORDS)
    (due,) = Due.objects.filter(target_id=said)
    assert (due.person_id, due.kind) == (ben.person.id, "appreciation")
    (event,) = Event.objects.filter(target_id=said)
    assert (event.person_id, event.kind, event.day) == (
        ana.person.id,
        "appreciation",
        MONDAY.date(),
    )
    for days, left in ((1, 1), (2, 0)):
        then = MONDAY + timedelta(days=days)
        time_machine.move_to(then, tick=False)
        keep_house(then)
        assert Due.objects.filter(target_id=said).count() == left
    assert WORDS in read(ben)


def test_whether_he_read_it_shows_nowhere(two: Couple, time_machine: TimeMachineFixture) -> None:
    ana, ben = two
    said = tell(ana, WORDS)
    before = pages_of(ana, said_page(said))
    for page in (SAID, said_page(said), "/today/"):
        read(ben, page)
    assert pages_of(ana, said_page(said)) == before


def test_the_choice_to_keep_it_is_seen_by_nobody(two: Couple) -> None:
    """Where the script leaves it to its author, "only me" reads to the other like nothing."""
    ana, ben = two
    run_id = begin(ana, "evening")
    before = pages_of(ben)
    assert say_at(ana, run_id, "appreciated", text=WORDS, reveal="private").status_code == 302
    assert pages_of(ben) == before
    assert rows_of(ana) == (1, 1, 0)


def test_a_rule_that_the_script_does_not_allow_is_not_taken(two: Couple) -> None:
    ana, _ben = two
    run_id = begin(ana, "evening")
    answer = say_at(ana, run_id, "appreciated", text=WORDS, reveal="together")
    assert answer.status_code == 422
    asked = begin(ana, "clarifying")
    say_at(ana, asked, "happened", text=WORDS, reveal="at-once")
    assert not SharedAnswer.objects.exists()


def test_the_other_couple_never_finds_it(two: Couple, cleo: Player, dan: Player) -> None:
    ana, _ben = two
    pair(cleo, dan)
    said = tell(ana, WORDS)
    for path in ("", "change/", "reply/", "take-back/"):
        assert cleo.get(f"{said_page(said)}{path}").status_code in (404, 405)
        assert cleo.post(f"{said_page(said)}{path}", {"text": "x"}).status_code in (404, 405)
    assert WORDS not in read(cleo)


def test_a_second_step_of_one_run_with_the_same_token_is_still_handed_over(two: Couple) -> None:
    """A token names one form; nobody loses words because a program reused it."""
    ana, ben = two
    run_id, once = begin(ana, NOTICED), token()
    in_run(ana, run_id, EFFORT, text=WORDS, token=once)
    say_at(ana, run_id, "effort-meant", text="It was dry again", reveal="at-once", token=once)
    assert "It was dry again" in read(ben)
    assert rows_of(ana) == (1, 2, 2)


def test_the_id_of_hers_as_a_token_is_a_row_of_his_own(two: Couple) -> None:
    ana, ben = two
    hers = tell(ana, WORDS)
    run_id = begin(ben, NOTICED)
    copy = in_run(ben, run_id, EFFORT, text="You drove all night", token=str(hers))
    assert copy != hers
    for player in two:
        assert WORDS in read(player)
        assert "You drove all night" in read(player)


def test_what_goes_to_her_after_she_left_is_kept_and_not_said(two: Couple) -> None:
    ana, ben = two
    run_id = begin(ben, NOTICED)
    facts = {"text": WORDS, "token": token()}
    assert ana.post("/us/leave/").status_code == 302
    answer = ben.post(step_page(run_id, EFFORT), facts)
    assert answer.status_code in (302, 422)
    assert not SharedAnswer.objects.exists()


def test_further_back_everything_is_there_and_nothing_twice(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, _ben = two
    texts = []
    for number in range(23):
        time_machine.move_to(MONDAY + timedelta(hours=number), tick=False)
        texts.append(f"Thing number {number:02d}")
        tell(ana, texts[-1])
    first = ana.get(SAID).content.decode()
    further = first.split("?before=")[1].split('"')[0]
    second = ana.get(f"{SAID}?before={further}").content.decode()
    assert [text for text in texts if (text in first) + (text in second) != 1] == []
    assert ana.get(f"{SAID}?before=yesterday").status_code == 404


def test_said_where_it_is_tomorrow_already_it_was_said_today(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    # Monday evening in Berlin, Tuesday morning in Tokyo.
    time_machine.move_to(MONDAY + timedelta(hours=12), tick=False)
    hers, his = tell(ana, "Hers"), tell(ben, "His")
    change(ben, his, "His, in other words")
    for page in (SAID, said_page(his)):
        assert "Until then it said (today): His Ben, today" in read(ana, page)
    assert "Ben, today" in read(ana, "/today/")
    assert "Ana, yesterday" in read(ben, said_page(hers))


def test_of_a_day_what_was_given_in_one_time_round_stands_together_as_it_was_asked(
    two: Couple,
) -> None:
    ana, ben = two
    tell(ana, "You waited up")
    run_id = begin(ana, "hard-day")
    give(ana, run_id, "not-you", chosen="outside", reveal="at-once")
    tell(ana, "The soup")
    give(ana, run_id, "a-line", text="The boss again", reveal="at-once")
    for page in ("/today/", SAID):
        words = read(ben, page)
        places = [words.index(each) for each in ("it’s not you", "The boss again", "You waited up")]
        assert places == sorted(places)
