"""A run: begun, gone on with, on two devices, passed, finished, let go; drafts stay private."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, pair, text_of
from tests.misuse.acts import MONDAY, Couple
from troth.practices.models import OwnAnswer, Run
from troth.practices.tests.acts import begin, give, rows_of, token
from troth.practices.tests.seeing import (
    ASKING,
    HAPPENED,
    QUESTION,
    VALUES,
    can_open,
    end_page,
    form_at,
    open_page,
    pages_of,
    read,
    say_at,
    step_page,
    when_ready,
)
from troth.record.models import Event

pytestmark = pytest.mark.on_any_database

WORDS = "The gate was open when I came"


def on_another_device(player: Player) -> Player:
    """The same person, elsewhere."""
    other = Player(player.name, Client(), player.zone)
    other.client.cookies = deepcopy(player.client.cookies)
    return other


def test_beginning_leads_to_the_first_step_and_rests_in_the_library(two: Couple) -> None:
    ana, _ben = two
    run_id = begin(ana, ASKING)
    answer = ana.get(f"/practices/runs/{run_id}/")
    assert answer.url == step_page(run_id, HAPPENED)  # type: ignore[attr-defined]
    assert "What did you see or hear" in read(ana, step_page(run_id, HAPPENED))
    assert f"/practices/runs/{run_id}/" in ana.get("/practices/").content.decode()


def test_going_on_leads_to_where_one_was_and_back_shows_what_was_given(two: Couple) -> None:
    ana, _ben = two
    run_id = begin(ana, ASKING)
    answer = say_at(ana, run_id, HAPPENED, text=WORDS)
    assert answer.url == step_page(run_id, "made-of-it")  # type: ignore[attr-defined]
    assert ana.get(f"/practices/runs/{run_id}/").url == answer.url  # type: ignore[attr-defined]
    before = ana.get(step_page(run_id, HAPPENED) + "?back")
    assert field_of(before, "text") == WORDS


@pytest.mark.parametrize(("practice", "is_one"), [("evening", True), (ASKING, False)])
def test_on_two_devices_an_occasion_is_one_run(
    two: Couple, practice: str, is_one: bool, time_machine: TimeMachineFixture
) -> None:
    """Another day it is another; without a rhythm each beginning is its own."""
    ana, _ben = two
    first, second = begin(ana, practice), begin(on_another_device(ana), practice)
    assert (first == second) is is_one
    time_machine.move_to(MONDAY + timedelta(days=1), tick=False)
    assert begin(ana, practice) not in (first, second)


def test_the_same_beginning_sent_twice_is_one_run(two: Couple) -> None:
    ana, _ben = two
    once = {"token": token()}
    answers = [ana.post(f"/practices/{ASKING}/begin/", once) for _ in range(2)]
    assert answers[0].url == answers[1].url  # type: ignore[attr-defined]
    assert Run.objects.count() == 1


def test_one_token_for_two_practices_is_two_runs(two: Couple) -> None:
    ana, _ben = two
    once = {"token": token()}
    addresses = {
        ana.post(f"/practices/{practice}/begin/", once).url  # type: ignore[attr-defined]
        for practice in (ASKING, VALUES)
    }
    assert len(addresses) == 2


def test_the_same_step_sent_twice_is_one_answer_and_one_thing_said(two: Couple) -> None:
    ana, _ben = two
    run_id = begin(ana, VALUES)
    facts = form_at(ana, step_page(run_id, "three-things")) | {"text": WORDS}
    for device in (ana, on_another_device(ana), ana):
        assert device.post(step_page(run_id, "three-things"), facts).status_code == 302
    assert rows_of(ana) == (1, 1, 1)


def test_a_pass_keeps_nothing_and_goes_on(two: Couple) -> None:
    ana, _ben = two
    run_id = begin(ana, ASKING)
    facts = {"text": WORDS, "pass": "yes"}
    answer = ana.post(step_page(run_id, HAPPENED), facts)
    assert answer.url == step_page(run_id, "made-of-it")  # type: ignore[attr-defined]
    assert ana.post(step_page(run_id, "made-of-it"), {"text": "  "}).status_code == 302
    assert rows_of(ana) == (1, 0, 0)


def test_words_taken_out_of_a_private_step_are_gone(two: Couple) -> None:
    ana, _ben = two
    run_id = begin(ana, ASKING)
    say_at(ana, run_id, HAPPENED, text=WORDS)
    say_at(ana, run_id, HAPPENED, text="")
    assert rows_of(ana) == (1, 0, 0)


def test_a_draft_is_kept_for_its_author_alone(two: Couple) -> None:
    ana, ben = two
    run_id = begin(ana, VALUES)
    before = pages_of(ben, step_page(run_id, "three-things"))
    answer = ana.post(f"{step_page(run_id, 'three-things')}draft/", {"text": WORDS})
    assert "Kept for you alone" in text_of(answer)
    assert pages_of(ben, step_page(run_id, "three-things")) == before
    device = on_another_device(ana)
    assert field_of(device.get(step_page(run_id, "three-things")), "text") == WORDS
    assert rows_of(ana) == (1, 1, 0)


def test_a_draft_never_overwrites_what_was_handed_in(two: Couple) -> None:
    ana, _ben = two
    run_id = begin(ana, ASKING)
    say_at(ana, run_id, HAPPENED, text=WORDS)
    ana.post(f"{step_page(run_id, HAPPENED)}draft/", {"text": "Half a word"})
    assert field_of(ana.get(step_page(run_id, HAPPENED)), "text") == WORDS


def test_a_draft_that_was_never_handed_in_goes_when_it_is_finished(two: Couple) -> None:
    ana, _ben = two
    run_id = begin(ana, ASKING)
    say_at(ana, run_id, HAPPENED, text=WORDS)
    ana.post(f"{step_page(run_id, QUESTION)}draft/", {"text": "Half a word"})
    assert ana.post(end_page(run_id)).status_code == 302
    page = read(ana, end_page(run_id))
    assert WORDS in page
    assert "Half a word" not in page
    assert rows_of(ana) == (1, 1, 0)
    # Once it is over nothing is typed into it; let go of, its words go too.
    assert ana.post(f"{step_page(run_id, QUESTION)}draft/", {"text": "x"}).status_code == 404
    ana.post(f"/practices/runs/{run_id}/let-go/")
    assert rows_of(ana) == (0, 0, 0)


def test_finishing_twice_is_noted_once_and_for_oneself(two: Couple) -> None:
    ana, ben = two
    run_id = begin(ana, ASKING)
    say_at(ana, run_id, HAPPENED, text=WORDS)
    before = pages_of(ben)
    for _ in range(2):
        ana.post(end_page(run_id))
    assert pages_of(ben) == before
    (event,) = Event.objects.filter(target_id=run_id)
    assert (event.space_id, event.kind) == (ana.membership().space_id, "practice")
    assert str(run_id) in ana.get("/practices/runs/").content.decode()


def test_letting_go_takes_along_what_was_typed_and_nobody_sees_it(two: Couple) -> None:
    ana, ben = two
    before = pages_of(ben)
    run_id = begin(ana, ASKING)
    give(ana, run_id, HAPPENED, text=WORDS)
    answer = ana.post(f"/practices/runs/{run_id}/let-go/")
    assert answer.url == "/practices/"  # type: ignore[attr-defined]
    assert rows_of(ana) == (0, 0, 0)
    assert ana.get(f"/practices/runs/{run_id}/").status_code == 404
    assert pages_of(ben) == before


def test_what_was_handed_over_stays_when_its_run_is_let_go(two: Couple) -> None:
    ana, ben = two
    run_id = begin(ana, "noticing-effort")
    say_at(ana, run_id, "effort", text=WORDS)
    ana.post(f"/practices/runs/{run_id}/let-go/")
    assert WORDS in read(ben, "/practices/said/")


def test_alone_everything_stays_with_its_author(ana: Player) -> None:
    run_id = begin(ana, "evening")
    page = ana.get(step_page(run_id, "appreciated"))
    assert "Only you can read it." in text_of(page)
    assert 'name="reveal"' not in page.content.decode()
    give(ana, run_id, "appreciated", text=WORDS, reveal="at-once")
    assert rows_of(ana) == (1, 1, 0)
    answer = ana.post(f"/practices/{VALUES}/begin/", {"token": token()})
    assert answer.url == f"/practices/{VALUES}/"  # type: ignore[attr-defined]
    assert "takes two" in read(ana, f"/practices/{VALUES}/")


def test_what_was_begun_alone_goes_on_alone_once_there_are_two(ana: Player, ben: Player) -> None:
    run_id = begin(ana, ASKING)
    pair(ana, ben)
    say_at(ana, run_id, QUESTION, text=WORDS)
    assert "Only you can read it." in read(ana, end_page(run_id))
    assert not can_open(ana, run_id)
    assert ana.post(open_page(run_id)).status_code == 302
    assert rows_of(ana) == (1, 1, 0)


def test_another_person_never_finds_a_run(two: Couple, cleo: Player, dan: Player) -> None:
    ana, ben = two
    pair(cleo, dan)
    run_id = when_ready(ana, WORDS)
    for player in (ben, cleo):
        for path in (f"/practices/runs/{run_id}/", end_page(run_id), step_page(run_id, QUESTION)):
            for page in (path, path.replace(str(run_id), str(uuid4()))):
                assert player.get(page).status_code == 404
        for path in (f"{step_page(run_id, QUESTION)}draft/", f"/practices/runs/{run_id}/let-go/"):
            assert player.post(path, {"text": "Mine now"}).status_code == 404
        assert player.post(open_page(run_id)).status_code == 404
    assert WORDS in read(ana, end_page(run_id))
    assert OwnAnswer.objects.count() == 1


def test_locked_nothing_opens_and_nothing_is_written(two: Couple) -> None:
    ana, _ben = two
    run_id = when_ready(ana, WORDS)
    ana.lose_the_key()
    for path in (f"/practices/runs/{run_id}/", end_page(run_id), "/practices/said/"):
        assert WORDS not in ana.get(path).content.decode()
    for path in (
        f"/practices/{ASKING}/begin/",
        step_page(run_id, HAPPENED),
        f"{step_page(run_id, HAPPENED)}draft/",
        open_page(run_id),
    ):
        ana.post(path, {"text": "Blind", "token": token()})
    assert rows_of(ana) == (1, 1, 0)


def test_away_from_the_other_what_is_handed_in_stays_with_its_author(two: Couple) -> None:
    """And what they can read already, is never called unread."""
    ana, ben = two
    run_id = begin(ana, "noticing-effort")
    say_at(ana, run_id, "effort", text=WORDS)
    assert ana.post("/us/step-away/").status_code == 302
    say_at(ana, run_id, "effort-meant", text="It was late", reveal="at-once")
    assert rows_of(ana) == (1, 2, 1)
    page = read(ana, end_page(run_id))
    assert page.count("Only you can read it.") == 1
    assert "It was late" not in read(ben, "/practices/said/")


def test_another_tab_with_older_words_loses_none(two: Couple) -> None:
    ana, _ben = two
    run_id = begin(ana, ASKING)
    old = form_at(ana, step_page(run_id, HAPPENED))
    say_at(ana, run_id, HAPPENED, text=WORDS)
    answer = ana.post(step_page(run_id, HAPPENED), {**old, "text": "Said elsewhere"})
    assert answer.status_code == 422
    assert "It was changed meanwhile" in text_of(answer)
    assert WORDS in text_of(answer)
    assert field_of(answer, "text") == "Said elsewhere"


def test_what_was_opened_can_not_be_opened_twice_from_two_devices(two: Couple) -> None:
    ana, _ben = two
    run_id = when_ready(ana, WORDS)
    for device in (ana, on_another_device(ana), ana):
        assert device.post(open_page(run_id)).status_code == 302
    assert rows_of(ana) == (1, 1, 1)
