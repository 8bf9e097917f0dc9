"""Two people, promises, asks, replies, taking back and leaving, in any order, against a model."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from tests.access.matrix import differing, everything_stored
from tests.couple.asking import Asking
from tests.couple.model import LANDED
from tests.couple.people import pair, somebody
from tests.couple.seen import all_pages, own_landing_line, seen_by, todays_asks
from tests.couple.steps import BEGAN, people
from tests.couple.told import OPEN
from troth.asks.actions import settle_faded
from troth.journeys.leaving.actions import leave
from troth.spaces.actions import change_called, step_away
from troth.spaces.queries import version_of
from troth.web.capabilities import offered

pytestmark = pytest.mark.on_any_database

mostly = st.sampled_from([True, True, False])
rarely = st.sampled_from([False, False, False, True])


class TwoPeople(Asking):
    """The rules of the others, what both set for themselves, the clock, and what always holds."""

    @rule(hours=st.sampled_from([-1, 1, 5, 14, 26, 26, 50, 200]), keeps_house=st.booleans())
    def time_goes_by(self, hours: int, keeps_house: bool) -> None:
        """Now and then a clock is set back."""
        self.now += timedelta(hours=hours)
        self.steps_taken += 1
        if keeps_house:
            settle_faded(self.now)

    @precondition(lambda self: self.steps_taken % 3 == 0)
    @rule(who=people, what=st.sampled_from(["name", "away"]), how=mostly)
    def set_for_oneself(self, who: int, what: str, how: bool) -> None:
        name, own = self.words(), self.model.partners[who]
        act = {
            "name": lambda: change_called(self.there(who, "ours"), name, self.now),
            "away": lambda: step_away(self.there(who, "ours"), how, self.now),
        }[what]
        done = self.attempt(act)
        assert done is not self.model.has_ended
        if done and what == "name":
            own.called = name
        elif done:
            own.is_away = how

    @precondition(lambda self: self.steps_taken >= 12)
    @rule(who=people, takes_words_back=st.booleans(), is_meant=rarely)
    def leave(self, who: int, takes_words_back: bool, is_meant: bool) -> None:
        if not is_meant:
            return
        where, has_left = self.ours, self.model.partners[who].has_left
        done = self.attempt(lambda: leave(self.there(who, where), self.now, takes_words_back))
        assert done is not has_left
        if done:
            self.model.leave(who, takes_words_back=takes_words_back)

    # What always holds.

    @precondition(lambda self: self.steps_taken >= self.steps_looked_at + 5)
    @rule(who=people)
    def look_around(self, who: int) -> None:
        """Every page: it tells only what is this person's to see, and leaves no trace."""
        self.steps_looked_at, other = self.steps_taken, self.couple[1 - who]
        before, version = everything_stored(), version_of(other.person.id)
        with time_machine.travel(self.now, tick=False):
            told = all_pages(self.couple[who], self.now)
        assert differing(before, everything_stored()) == []
        assert version_of(other.person.id) == version
        waiting = {each.id for each in self.model.asks.values() if self.waits_for(who, each)}
        assert todays_asks(self.couple[who], self.now) == waiting
        shown = repr((self.model.seen_by(who, self.now), self.model.partners[who].noted))
        hidden = [text for text in self.model.written if text not in shown and text in told]
        assert hidden == []

    @invariant()
    def both_see_what_is_theirs_to_see(self) -> None:
        """After all that was done; what was refused is undone as a whole."""
        if self.steps_seen == self.steps_taken:
            return
        self.steps_seen = self.steps_taken
        for who, somebody_ in enumerate(self.couple):
            assert seen_by(somebody_, self.now) == self.model.seen_by(who, self.now)

    @invariant()
    def no_word_is_lost_to_its_author(self) -> None:
        for promise in self.model.promises.values():
            said = promise.landing
            if said is None or said.words.is_gone or self.model.partners[said.words.by].has_left:
                continue
            who = said.words.by
            if promise.state in LANDED and self.model.may_read(who, promise):
                continue  # Compared with all that is seen.
            found = own_landing_line(self.there(who, self.ours), promise.id)
            assert found == said.words.texts["line"]

    @invariant()
    def a_promise_to_come_has_words(self) -> None:
        for promise in self.model.promises.values():
            if promise.state == OPEN and self.model.may_write(promise):
                assert promise.words.texts["text"]

    def teardown(self) -> None:
        with time_machine.travel(self.now, tick=False):
            faults = [fault for _, find in offered("checks", "find_faults") for fault in find()]
        self.end_example()
        assert faults == []


@pytest.mark.slow
def test_two_people_in_any_order(db: None) -> None:
    couple = somebody("Ana", "Europe/Berlin", BEGAN), somebody("Ben", "Asia/Tokyo", BEGAN)
    TwoPeople.couple, TwoPeople.space_id = couple, pair(*couple, BEGAN)
    run_state_machine_as_test(TwoPeople, settings=settings(max_examples=25, stateful_step_count=50))
