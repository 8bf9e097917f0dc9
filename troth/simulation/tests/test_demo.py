"""The demo person: made once, in order, with something of everything."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from tests.cast import Player, text_of
from troth.config.capabilities import offered
from troth.grounds.models import Focus
from troth.people.models import Person
from troth.promises.models import Ending, Promise
from troth.promises.opening import PromiseView
from troth.promises.queries import ended_promises, open_promises, promise_with_endings
from troth.promises.rules import Standing, State
from troth.record.models import Due, Event
from troth.sealing import Unopened
from troth.simulation.demo import make_demo
from troth.spaces.membership import Membership

NOW = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)


@pytest.fixture
def demo(db: None) -> Player:
    made = make_demo(NOW)
    return Player(made.username.title(), Client(), password=made.password)


@pytest.fixture
def mine(demo: Player) -> Membership:
    with time_machine.travel(NOW):
        assert demo.sign_in().status_code == 302
        return demo.membership()


def every_promise(mine: Membership) -> list[PromiseView]:
    views, before = open_promises(mine), None
    while True:
        page, has_more = ended_promises(mine, before)
        views += page
        if not has_more:
            return views
        before = page[-1].id


def test_demo_person_is_plainly_a_demo(mine: Membership) -> None:
    assert mine.called == "Demo"
    assert Person.objects.get().username == settings.DEMO_USERNAME == "demo"


def test_nothing_is_left_unopened(mine: Membership) -> None:
    views = every_promise(mine)
    assert len(views) == Promise.objects.count() > 100
    for view in views:
        found = promise_with_endings(mine, view.id)
        assert found is not None
        assert not isinstance(found[0].words, Unopened)
        assert not any(isinstance(ending.words, Unopened) for ending in found[1])


def test_each_way_to_end_occurs(mine: Membership) -> None:
    standings = Counter(view.standing(NOW) for view in every_promise(mine))
    # Only a receiver releases, and nobody receives what one promises oneself.
    assert set(standings) == set(Standing) - {Standing.RELEASED}
    assert standings[Standing.KEPT] > sum(standings.values()) / 2


def test_some_are_late_some_corrected_and_some_owned_with_a_line(mine: Membership) -> None:
    views = every_promise(mine)
    assert any(view.is_late for view in views)
    found = [promise_with_endings(mine, view.id) for view in views]
    endings = [one[1] for one in found if one is not None]
    assert any(len(said) > 1 for said in endings)
    owned = [said[-1].words for said in endings if said and said[-1].state is State.OWNED]
    notes = [words.note for words in owned if not isinstance(words, Unopened)]
    assert any(notes)
    assert not all(notes)


def test_record_agrees_with_what_was_done(demo: Player) -> None:
    waiting = Promise.objects.filter(state=State.OPEN.value)
    assert set(Due.objects.values_list("target_id", "at")) == set(
        waiting.values_list("id", "due_at")
    )
    ended = Promise.objects.exclude(state=State.OPEN.value).count()
    assert Event.objects.count() == Promise.objects.count() + ended
    faults = [fault for _, find in offered("checks", "find_faults") for fault in find()]
    assert faults == []


def test_focus_was_chosen_and_changed(demo: Player) -> None:
    assert sorted(Focus.objects.values_list("is_current", flat=True)) == [False, True]


def test_today_shows_what_waits_and_what_is_ahead(demo: Player) -> None:
    with time_machine.travel(NOW):
        demo.sign_in()
        page = text_of(demo.get("/today/"))
    for said in ("today", "tomorrow", "this week", "yesterday, no word yet", "Some days went by"):
        assert said in page


@pytest.mark.parametrize("hour", [0, 3, 4, 12, 23])
@pytest.mark.parametrize("day", [23, 29])
def test_any_hour_of_any_day_is_good_to_begin(db: None, day: int, hour: int) -> None:
    now = datetime(2026, 11, day, hour, 5, tzinfo=UTC)
    make_demo(now)
    assert Ending.objects.filter(recorded_on__gt=now.date()).count() == 0


def test_second_start_changes_nothing(demo: Player) -> None:
    counts = [model.objects.count() for model in (Person, Promise, Ending, Due, Event)]
    again = make_demo(NOW + timedelta(days=3))
    assert again.username == demo.username
    assert counts == [model.objects.count() for model in (Person, Promise, Ending, Due, Event)]
