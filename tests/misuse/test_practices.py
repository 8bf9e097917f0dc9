"""Practices: he wants to read before his own answer, or to find out what she keeps quiet."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from time_machine import TimeMachineFixture

from tests.cast import field_of
from tests.misuse.acts import MONDAY, Couple, exported, masked, seen, sql
from tests.safety.forging import Forger
from troth.practices.models import Run, SharedAnswer
from troth.practices.opening import SHARED_TABLE
from troth.practices.tests.acts import TOGETHER, begin, tell
from troth.practices.tests.seeing import (
    ASKING,
    HAPPENED,
    HELPS,
    SAID,
    THREE,
    VALUES,
    change,
    end_page,
    in_run,
    pages_of,
    read,
    said_page,
    say_at,
    step_page,
    take_back,
    together,
    undone,
    when_ready,
)
from troth.practices.words import SharedWords
from troth.record.models import Due
from troth.sealing import Unopened, open_words
from troth.spaces.queries import version_of

pytestmark = pytest.mark.on_any_database

HERS, HIS = "Rivers, bread and my sister", "Whatever you like"


def test_what_waits_for_his_answer_is_on_no_page_and_in_no_file(two: Couple) -> None:
    """1. He tries its address, lists, cursors, the history and both files."""
    ana, ben = two
    held = together(ana, HERS)
    nobodys = uuid4()
    for more in ("", "change/"):
        answers = [masked(ben.get(f"{said_page(each)}{more}")) for each in (held, nobodys)]
        assert answers[0] == answers[1]
        assert answers[0][0] == 404
    cursor = f"{SAID}?before=2030-01-01.{nobodys}"
    assert HERS not in seen(ben, "/today/", SAID, cursor, "/us/", "/practices/")
    assert HERS not in exported(ben) + exported(ben, "book")


@pytest.mark.parametrize("facts", [{"text": ""}, {"text": " \n "}, {"text": HIS, "pass": "yes"}])
def test_an_answer_without_words_opens_nothing(two: Couple, facts: dict[str, str]) -> None:
    """2. He answers with nothing, passes, or only drafts."""
    ana, ben = two
    together(ana, HERS)
    run_id = begin(ben, VALUES)
    assert say_at(ben, run_id, THREE, **facts).status_code == 302
    ben.post(f"{step_page(run_id, THREE)}draft/", {"text": HIS})
    ben.post(end_page(run_id))
    assert HERS not in seen(ben, SAID, end_page(run_id))


def test_what_he_takes_back_once_he_has_read_leaves_a_mark(two: Couple) -> None:
    """3. He answers, reads hers, and takes his own back."""
    ana, ben = two
    hers, his = together(ana, HERS), together(ben, HIS)
    take_back(ben, his)
    assert "Ben took these words back." in read(ana)
    assert "Ben took these words back." in read(ana, said_page(his))
    # And what she then says of that step anew waits for a new answer of his.
    take_back(ana, hers)
    again = together(ana, "Something else")
    assert ben.get(said_page(again)).status_code == 404


def test_words_changed_after_reading_hers_show_what_they_were(two: Couple) -> None:
    """4. He answers anything, reads, and puts fitting words in their place."""
    ana, ben = two
    his = together(ben, HIS)
    early = field_of(ben.get(f"{said_page(his)}change/"), "revision")
    together(ana, HERS)
    change(ben, his, HERS, revision=early)
    assert f"Until then it said (today): {HIS}" in read(ana, said_page(his))


def test_columns_set_by_hand_open_nothing(two: Couple) -> None:
    """5. He edits when it waits until, and what it met, on his server."""
    ana, ben = two
    together(ana, "The first time")
    old = together(ben, HIS)
    held = together(ana, HERS)
    row = SharedAnswer.objects.filter(id=held)
    for facts in ({"waits_until": None}, {"meets_id": old}, {"meets_id": old, "waits_until": None}):
        with undone():
            row.update(**facts)
            SharedAnswer.objects.filter(id=old).update(meets_id=held)
            assert HERS not in ben.get(said_page(held)).content.decode()
            assert HERS not in read(ben) + exported(ben)


def test_an_answer_signed_in_her_name_opens_nothing(two: Couple) -> None:
    """6. With a program of his own he lets her say that his old words met these."""
    ana, ben = two
    together(ben, "The first time")
    old = together(ana, "Once before")
    held = together(ana, HERS)
    forger, ours = Forger(ana, ben), ben.membership("ours")
    row = SharedAnswer.objects.get(id=old)
    context = ours.context(SHARED_TABLE, old, ana.person.id)
    opened = open_words(ours.keys, context, row.words, SharedWords)
    assert not isinstance(opened, Unopened)
    words = replace(opened.words, meets=str(held), text="I let you read it")
    sealed = forger.in_her_name(SHARED_TABLE, old, words, 2)
    SharedAnswer.objects.filter(id=old).update(words=sealed)
    SharedAnswer.objects.filter(id=held).update(meets_id=old)
    assert HERS not in ben.get(said_page(held)).content.decode()
    for player in two:
        assert "I let you read it" not in read(player)


def test_two_answers_of_his_are_one_and_open_one_of_hers(two: Couple) -> None:
    """7. He answers on both his devices, in two runs."""
    ana, ben = two
    runs = [begin(ben, VALUES), begin(ben, VALUES)]
    copies = [in_run(ben, run_id, THREE, text=f"{HIS} {run_id}") for run_id in runs]
    assert copies[0] == copies[1]
    together(ana, HERS)
    held = together(ana, "Her next ones")
    assert ben.get(said_page(held)).status_code == 404


def test_whether_she_began_typed_passed_or_let_go_shows_nowhere(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    """8. He wants to know whether she is at it, passed, or lets it rest."""
    ana, ben = two
    together(ben, HIS)
    before = pages_of(ben)
    run_id = begin(ana, VALUES)
    ana.post(f"{step_page(run_id, THREE)}draft/", {"text": HERS})
    assert pages_of(ben) == before
    for step in (THREE, "where-it-shows", "both-care"):
        ana.post(step_page(run_id, step), {"pass": "yes"})
    ana.post(end_page(run_id))
    dropped = begin(ana, TOGETHER)
    ana.post(f"/practices/runs/{dropped}/let-go/")
    assert pages_of(ben) == before


def test_what_she_keeps_to_herself_shows_nowhere(two: Couple) -> None:
    """9. He wants to know whether she wrote something that she keeps, or keeps for later."""
    ana, ben = two
    before = pages_of(ben)
    say_at(ana, begin(ana, "evening"), "appreciated", text=HERS, reveal="private")
    say_at(ana, begin(ana, HELPS), "what-helps", text=HERS, reveal="when-ready")
    when_ready(ana, HERS)
    assert pages_of(ben) == before


def test_no_column_says_which_practice_it_was(two: Couple) -> None:
    """10. He looks through his database for what she is working at."""
    for player in two:
        say_at(player, begin(player, ASKING), HAPPENED, text=HERS)
        in_run(player, begin(player, TOGETHER), "how-full", place="3")
    tables = [name for name in connection.introspection.table_names() if "practices_" in name]
    dump = repr([sql(f"SELECT * FROM {name}") for name in (*tables, "record_due", "record_event")])
    for told in (ASKING, HAPPENED, TOGETHER, "how-full", "together", "private"):
        assert told not in dump
    # The same practice of the same week has another opaque name for each of the two.
    topics = Run.objects.values_list("topic", flat=True)
    assert len(set(topics)) == Run.objects.count() == 4


def test_whether_she_read_what_he_told_shows_nowhere(two: Couple) -> None:
    """11. He wants to know whether she has read it."""
    ana, ben = two
    told = tell(ben, HIS)
    before = pages_of(ben, said_page(told))
    seen(ana, "/today/", SAID, said_page(told))
    assert pages_of(ben, said_page(told)) == before


def test_waiting_has_no_hour_and_cannot_be_made_louder(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    """12. "I’m waiting for you": he answers, rewords it, and answers again to nudge her."""
    ana, ben = two
    before = pages_of(ana, today=False)
    run_id = begin(ben, VALUES)
    held = in_run(ben, run_id, THREE, text=HIS)
    first = list(Due.objects.filter(person_id=ana.person.id).values("at", "target_id"))
    time_machine.move_to(MONDAY + timedelta(hours=20), tick=False)
    change(ben, held, "Hurry up")
    together(ben, "Still waiting")
    assert list(Due.objects.filter(person_id=ana.person.id).values("at", "target_id")) == first
    assert first[0]["at"].minute == 0
    row = SharedAnswer.objects.get(id=held)
    assert row.waits_until is not None
    assert row.waits_until - first[0]["at"] == timedelta(days=2)
    time_machine.move_to(MONDAY, tick=False)
    assert pages_of(ana, today=False) == before


def test_what_he_polls_stands_still_whatever_she_hands_over(two: Couple) -> None:
    """13. A script of his asks the waiting pages' address every second."""
    ana, ben = two
    version = version_of(ben.person.id)
    told, held = tell(ana, HERS), together(ana, HERS)
    change(ana, told, "In other words")
    take_back(ana, held)
    together(ben, HIS)
    together(ana, HERS)
    take_back(ana, told)
    assert version_of(ben.person.id) == version
    assert ben.get(f"/us/poll/?v={version}").status_code == 204


def test_no_page_counts_who_told_how_much(two: Couple) -> None:
    """14. He wants a tally of her answers and his: six or seven, it reads alike."""
    ana, ben = two
    for name in ("bread", "a walk", "rain", "the tap", "soup", "a song"):
        told = tell(ana, f"Glad of {name}")
    pages = (SAID, "/practices/", "/us/", "/today/")
    numbers = [re.findall(r"\b\d+\b", seen(ben, page)) for page in pages]
    take_back(ana, told)
    tell(ana, "Glad of a call")
    tell(ana, "Glad of a letter")
    after = [re.findall(r"\b\d+\b", seen(ben, page)) for page in pages]
    assert [sorted(set(each)) for each in after] == [sorted(set(each)) for each in numbers]


def test_the_address_of_his_run_says_nothing_of_hers(two: Couple) -> None:
    """8. He looks at his own run for signs of hers: what comes next, what can be replied to."""
    ana, ben = two
    run_id = begin(ben, VALUES)
    in_run(ben, run_id, THREE, text=HIS)
    pages = (step_page(run_id, THREE), step_page(run_id, "three-things-word"), end_page(run_id))
    before = [masked(ben.get(page)) for page in pages]
    hers = begin(ana, VALUES)
    ana.post(f"{step_page(hers, THREE)}draft/", {"text": HERS})
    in_run(ana, hers, "both-care", text=HERS)
    assert [masked(ben.get(page)) for page in pages] == before
