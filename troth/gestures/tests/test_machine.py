"""Whatever is ticked, whenever the house is kept: Today shows what the obvious model says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Player
from troth.gestures import actions
from troth.gestures.checks import find_faults
from troth.gestures.housekeeping import keep_house
from troth.gestures.models import Gesture
from troth.gestures.queries import own_gestures, waiting_today
from troth.gestures.rules import NotPossible, Occasion
from troth.gestures.tests.acts import MONDAY
from troth.gestures.tests.test_rules import recurrences
from troth.record.models import Due, Event
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership

pytestmark = pytest.mark.on_any_database

NEAR = st.dates(MONDAY.date(), MONDAY.date() + timedelta(days=6))
STEPS = st.one_of(
    st.tuples(st.just("make"), st.one_of(NEAR, recurrences())),
    st.tuples(st.sampled_from(["tick", "untick", "stop"]), st.integers(0, 9)),
    st.tuples(st.just("change"), st.tuples(st.integers(0, 9), st.one_of(NEAR, recurrences()))),
    st.tuples(st.just("wait"), st.one_of(st.integers(1, 30), st.integers(31, 24 * 400))),
    st.tuples(st.just("keep_house"), st.none()),
)


@dataclass
class Model:
    """A gesture as somebody would keep it on paper."""

    occasion: Occasion
    ticks: set[date]

    def falls_on(self, day: date) -> bool:
        if not isinstance(self.occasion, date):
            return self.occasion.falls_on(day)
        return self.occasion == day

    def is_gone(self, today: date) -> bool:
        return isinstance(self.occasion, date) and self.occasion < today


class Life:
    """One person, their gestures, and the same on paper."""

    def __init__(self, mine: Membership) -> None:
        self.mine, self.now = mine, MONDAY
        self.paper: dict[UUID, Model] = {}

    @property
    def today(self) -> date:
        # Not by the program's own rule: in Berlin a day turns four hours after midnight.
        return (self.now.astimezone(ZoneInfo("Europe/Berlin")) - timedelta(hours=4)).date()

    def make(self, occasion: Occasion) -> None:
        if isinstance(occasion, date) and occasion < self.today:
            return
        token = new_id(self.today)
        actions.make_gesture(self.mine, "Hug", occasion, self.now, token)
        self.paper[token] = Model(occasion, set())

    def tick(self, number: int) -> None:
        for gesture, model in self._chosen(number):
            if model.falls_on(self.today):
                actions.tick_gesture(self.mine, gesture, self.now)
                model.ticks.add(self.today)
            else:
                with pytest.raises(NotPossible):
                    actions.tick_gesture(self.mine, gesture, self.now)

    def untick(self, number: int) -> None:
        for gesture, model in self._chosen(number):
            actions.untick_gesture(self.mine, gesture, self.now)
            model.ticks.discard(self.today)

    def stop(self, number: int) -> None:
        for gesture, _model in self._chosen(number):
            actions.stop_gesture(self.mine, gesture, self.now)
            del self.paper[gesture]

    def change(self, how: tuple[int, Occasion]) -> None:
        number, occasion = how
        if isinstance(occasion, date) and occasion < self.today:
            return
        for gesture, model in self._chosen(number):
            (view,) = (each for each in own_gestures(self.mine, self.now) if each.id == gesture)
            actions.change_gesture(self.mine, gesture, "Tea", occasion, view.revision, self.now)
            model.occasion = occasion

    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    def keep_house(self, _nothing: None) -> None:
        keep_house(self.now)
        keep_house(self.now)
        assert Gesture.objects.count() == len(self._there())
        begun = self.now - timedelta(days=1, hours=1)
        assert not Due.objects.filter(at__lt=begun).exists()

    def _there(self) -> list[tuple[UUID, Model]]:
        return [item for item in self.paper.items() if not item[1].is_gone(self.today)]

    def _chosen(self, number: int) -> Iterator[tuple[UUID, Model]]:
        there = self._there()
        if there:
            yield there[number % len(there)]

    def holds(self) -> None:
        there = self._there()
        waiting = {
            gesture
            for gesture, model in there
            if model.falls_on(self.today) and self.today not in model.ticks
        }
        assert {view.id for view in waiting_today(self.mine, self.now)} == waiting
        views = own_gestures(self.mine, self.now)
        assert {view.id for view in views} == {gesture for gesture, _model in there}
        ticked = {gesture for gesture, model in there if self.today in model.ticks}
        assert {view.id for view in views if view.is_ticked(self.today)} == ticked
        assert Due.objects.count() == Gesture.objects.count()
        assert list(find_faults()) == []
        assert not Event.objects.exists()
        # What waits today is in what Today reads of the record.
        due = dict(Due.objects.values_list("target_id", "at"))
        assert all(due[gesture] <= self.now for gesture in waiting)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEPS, max_size=12))
def test_today_is_right_whatever_was_done_and_left_undone(
    ana: Player, steps: list[tuple[str, Any]]
) -> None:
    with transaction.atomic():
        life = Life(ana.membership())
        for step, how in steps:
            getattr(life, step)(how)
            life.holds()
        transaction.set_rollback(True)


def test_the_paper_turns_its_days_as_people_do() -> None:
    assert datetime(2026, 11, 23, 9, tzinfo=UTC) == MONDAY
