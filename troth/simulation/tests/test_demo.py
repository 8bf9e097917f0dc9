"""The demo couple: made once, in order, with something of everything."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import transaction

from tests.cast import Player, text_of
from troth.asks.models import Answer, Ask, SetAside
from troth.asks.opening import AnswerView, AskView
from troth.asks.queries import own_answers, readable_asks, shown_asks
from troth.asks.rules import AnswerKind
from troth.grounds.models import Focus
from troth.people.models import Person
from troth.practices.models import Ritual, Run, SharedAnswer
from troth.practices.queries import all_runs
from troth.practices.rules import Reveal
from troth.practices.rules import State as RunState
from troth.practices.sharing.queries import between_the_two, every_readable
from troth.promises.landings.queries import LandingView, landings_by_promise
from troth.promises.landings.rules import LandingKind
from troth.promises.models import Ending, Landing, Promise
from troth.promises.opening import EndingView, PromiseView
from troth.promises.queries import all_promises
from troth.promises.rules import Standing, State
from troth.record.models import Due, Event
from troth.sealing import Unopened
from troth.simulation import lines_practices
from troth.simulation.demo import make_demo
from troth.simulation.tests.pages import signed_in, todays_page_of
from troth.spaces.membership import Membership
from troth.spaces.models import Invitation, Joining
from troth.web.capabilities import offered

pytestmark = pytest.mark.on_any_database

NOW = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)
STORED = (Person, Promise, Ending, Landing, Ask, Answer, SetAside, Run, SharedAnswer, Due, Event)


@pytest.fixture(scope="module")
def _made(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Once for all: it takes seconds."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_demo(NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def couple(_made: None, db: None) -> Iterator[tuple[Player, Player]]:
    """Demo and Sample, signed in."""
    with time_machine.travel(NOW):
        yield signed_in("Demo"), signed_in("Sample")


def told(membership: Membership) -> list[tuple[PromiseView, list[EndingView]]]:
    """The person's own promises of a space, with what was said of their ends."""
    return [each for each in all_promises(membership) if each[0].is_mine]


def landings(ours: Membership) -> list[LandingView]:
    return list(landings_by_promise(ours, [view.id for view, _ in all_promises(ours)]).values())


def test_both_are_plainly_a_demo(couple: tuple[Player, Player]) -> None:
    for player, other in zip(couple, reversed(couple), strict=True):
        ours = player.membership("ours")
        assert (ours.called, ours.partner_called) == (player.name, other.name)
        assert player.membership().called == player.name
    usernames = tuple(Person.objects.order_by("username").values_list("username", flat=True))
    assert usernames == settings.DEMO_USERNAMES == ("demo", "sample")
    assert not Invitation.objects.exists()
    assert not Joining.objects.exists()


def test_nothing_is_left_unopened(couple: tuple[Player, Player]) -> None:
    for player in couple:
        now_read = 0
        for membership in (player.membership(), player.membership("ours")):
            for view, endings in all_promises(membership):
                assert not isinstance(view.words, Unopened)
                assert not any(isinstance(ending.words, Unopened) for ending in endings)
                now_read += 1
        assert now_read > 150
        ours = player.membership("ours")
        said: list[LandingView | AskView | AnswerView] = [*landings(ours), *own_answers(ours)]
        said += readable_asks(ours, NOW)
        assert not any(isinstance(each.words, Unopened) for each in said)
        assert not any(isinstance(run.words, Unopened) for run, _ in all_runs(player.membership()))
        assert not any(isinstance(each.words, Unopened) for each in every_readable(ours))


def test_each_way_to_end_occurs(couple: tuple[Player, Player]) -> None:
    alone: Counter[Standing] = Counter()
    for player in couple:
        between = Counter(view.standing(NOW) for view, _ in told(player.membership("ours")))
        assert set(between) == set(Standing) - {Standing.SHARED, Standing.SKIPPED}
        assert between[Standing.KEPT] > sum(between.values()) / 2
        alone.update(view.standing(NOW) for view, _ in told(player.membership()))
    # Only a receiver releases, and nobody receives what one promises oneself; none took a break.
    assert set(alone) == set(Standing) - {Standing.RELEASED, Standing.SKIPPED}


def test_some_are_late_some_corrected_and_some_owned_with_more(
    couple: tuple[Player, Player],
) -> None:
    views = [each for player in couple for each in told(player.membership("ours"))]
    assert any(view.is_late for view, _ in views)
    assert any(len(endings) > 1 for _, endings in views)
    last = [view.last.words for view, _ in views if view.state is State.OWNED and view.last]
    words = [each for each in last if not isinstance(each, Unopened)]
    assert {bool(each.note) for each in words} == {True, False}
    assert {bool(each.what_happened) for each in words} == {True, False}


def test_what_was_taken_back_without_a_line_is_no_longer_there_for_the_other(
    couple: tuple[Player, Player],
) -> None:
    for player, other in zip(couple, reversed(couple), strict=True):
        withdrawn = [
            view for view, _ in told(player.membership("ours")) if view.state is State.WITHDRAWN
        ]
        seen = {view.id for view, _ in all_promises(other.membership("ours"))}
        with_a_line = {view.id in seen for view in withdrawn if view.last and note_of(view.last)}
        without = {view.id in seen for view in withdrawn if view.last and not note_of(view.last)}
        assert (with_a_line, without) == ({True}, {False})


def note_of(ending: EndingView) -> str:
    return "" if isinstance(ending.words, Unopened) else ending.words.note


def test_words_were_changed_and_taken_back(couple: tuple[Player, Player]) -> None:
    views = [view for player in couple for view, _ in told(player.membership("ours"))]
    words = [view.words for view in views if not isinstance(view.words, Unopened)]
    assert any(each.earlier for each in words)
    assert any(each.taken_back for each in words)


def test_each_way_to_land_occurs(couple: tuple[Player, Player]) -> None:
    said = [each.words for each in landings(couple[0].membership("ours"))]
    words = [each for each in said if not isinstance(each, Unopened)]
    assert {each.kind for each in words} == {*(kind.value for kind in LandingKind), ""}
    assert {each.taken_back for each in words} == {True, False}


def test_each_answer_to_an_ask_occurs(couple: tuple[Player, Player]) -> None:
    for player in couple:
        ours = player.membership("ours")
        answered = [each.words for each in own_answers(ours)]
        words = [each for each in answered if not isinstance(each, Unopened)]
        assert {each.kind for each in words} == {kind.value for kind in AnswerKind}
        assert {each.taken_back for each in words} == {True, False}
        mine = [view for view in shown_asks(ours, NOW) if view.is_mine]
        shown = [view.answer.words for view in mine if view.answer]
        kinds = {each.kind for each in shown if not isinstance(each, Unopened)}
        assert kinds == {kind.value for kind in AnswerKind}
        assert sum(view.answer is None for view in mine) == 1
        assert Ask.objects.filter(asker_id=ours.person_id, is_taken_back=True).exists()


def test_each_told_the_other_things_and_had_words_back(couple: tuple[Player, Player]) -> None:
    for player in couple:
        ours = player.membership("ours")
        told = [each for each in every_readable(ours) if each.is_mine]
        words = [each.words for each in told if not isinstance(each.words, Unopened)]
        assert len([each for each in words if each.practice in ("evening", "morning")]) > 30
        assert len([each for each in words if each.practice == "weekly-plan"]) > 3
        assert len([each for each in words if each.to]) > 3
        assert len([each for each in told if each.has_met]) > 5


def test_each_went_through_practices_one_kept_something_and_one_rests(
    couple: tuple[Player, Player],
) -> None:
    resting = [player.name for player in couple if RunState.OPEN in states_of(player)]
    assert resting == ["Demo"]
    for player, copies in zip(couple, (0, 2), strict=True):
        given = [each.words for _, answers in all_runs(player.membership()) for each in answers]
        kept = [each for each in given if each.reveal == Reveal.WHEN_READY]
        assert len(kept) == 2
        assert sum(bool(each.copy) for each in kept) == copies
        assert Ritual.objects.filter(person_id=player.person.id).count() == 2


def states_of(player: Player) -> set[RunState]:
    return {run.state for run, _ in all_runs(player.membership())}


def test_what_they_told_each_other_stands_on_one_page(couple: tuple[Player, Player]) -> None:
    for player, other in zip(couple, reversed(couple), strict=True):
        page = text_of(player.get("/practices/said/"))
        assert page.count(f"{other.name}, ") > 3
        assert page.count("you, ") > 3
        assert between_the_two(player.membership("ours"), None)[1]


def test_the_plan_for_the_week_stands_among_plans_and_needs(couple: tuple[Player, Player]) -> None:
    for player, week in zip(couple, lines_practices.THIS_WEEK, strict=True):
        assert week.plan in html.unescape(text_of(player.get("/plans/")))
        assert week.need in html.unescape(text_of(player.get("/needs/")))


def test_question_of_yesterday_waits_for_the_one_who_has_not_answered(
    couple: tuple[Player, Player],
) -> None:
    demo, sample = couple
    found = [each for each in every_readable(sample.membership("ours")) if each.is_awake(NOW)]
    (waiting,) = [each for each in found if each.is_mine]
    assert not isinstance(waiting.words, Unopened)
    page = html.unescape(text_of(demo.get("/today/")))
    assert waiting.words.prompt in page
    assert waiting.words.text not in page


def test_record_agrees_with_what_was_done(couple: tuple[Player, Player]) -> None:
    waiting = Promise.objects.filter(state=State.OPEN.value)
    due = Due.objects.filter(kind="promise")
    assert set(due.values_list("target_id", "at")) == set(waiting.values_list("id", "due_at"))
    faults = [fault for _, find in offered("checks", "find_faults") for fault in find()]
    assert faults == []


def test_focus_was_chosen_and_changed_by_both(couple: tuple[Player, Player]) -> None:
    for player in couple:
        chosen = Focus.objects.filter(space_id=player.membership().space_id)
        assert sorted(chosen.values_list("is_current", flat=True)) == [False, True]


def test_history_tells_both_the_same(couple: tuple[Player, Player]) -> None:
    pages = [text_of(player.get("/us/")) for player in couple]
    assert "Demo released you from it" in pages[1]
    assert "Sample released you from it" in pages[0]
    for page in pages:
        assert "kept it" in page


def test_second_start_changes_nothing(couple: tuple[Player, Player]) -> None:
    counts = [model._default_manager.count() for model in STORED]
    again = make_demo(NOW + timedelta(days=3))
    assert again.usernames == settings.DEMO_USERNAMES
    assert counts == [model._default_manager.count() for model in STORED]


def test_today_shows_something_of_everything(couple: tuple[Player, Player]) -> None:
    for player, other in zip(couple, reversed(couple), strict=True):
        todays_page_of(player, other.name)
