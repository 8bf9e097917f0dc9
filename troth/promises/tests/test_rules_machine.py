"""No order of steps leads anywhere but to an honest ending."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from troth.promises.due import Choice, due_from_choice
from troth.promises.endings.times import after_all, by_the_day
from troth.promises.rules import (
    EndingFact,
    FollowThrough,
    NotPossible,
    Role,
    Standing,
    State,
    Step,
    ending_of,
    last_valid,
    standing_of,
    steps,
    take,
    valid_facts,
)

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")
CORRECTIONS = {
    (State.KEPT, State.OWNED),
    (State.OWNED, State.KEPT),
    (State.LET_GO, State.KEPT),
    (State.LET_GO, State.OWNED),
    (State.KEPT, State.OPEN),
    (State.OWNED, State.OPEN),
}
OPEN_CHOICES = sorted(set(Choice) - {Choice.DATE})


class PromiseLife(RuleBasedStateMachine):
    """Ana (maker) and Ben (receiver) try anything, at any time, each by their own clock.

    What is signed of it tells the day alone, and has to give the same state.
    """

    @initialize(
        made=st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC)),
        zones=st.tuples(st.sampled_from(ZONES), st.sampled_from(ZONES)),
        choice=st.sampled_from(OPEN_CHOICES),
    )
    def make(self, made: datetime, zones: tuple[str, str], choice: str) -> None:
        self.zones = {Role.MAKER: ZoneInfo(zones[0]), Role.RECEIVER: ZoneInfo(zones[1])}
        due = due_from_choice(choice, on=None, at=None, now=made, zone=self.zones[Role.MAKER])
        self.made_at, self.due_at, self.now = made, due.instant(), made
        self.state = State.OPEN
        self.facts: list[EndingFact] = []
        self.told: list[EndingFact] = []

    @rule(by=st.timedeltas(timedelta(seconds=1), timedelta(days=3)))
    def wait(self, by: timedelta) -> None:
        self.now += by

    @precondition(lambda self: self.now < self.due_at)
    @rule(before=st.sampled_from([timedelta(0), timedelta(microseconds=1)]))
    def wait_until_due(self, before: timedelta) -> None:
        self.now = max(self.now, self.due_at - before)

    @rule(
        role=st.sampled_from(Role),
        step=st.sampled_from(Step),
        ago=st.one_of(st.just(timedelta(0)), st.timedeltas(timedelta(days=-2), timedelta(days=9))),
    )
    def try_step(self, role: Role, step: Step, ago: timedelta) -> None:
        now = self.now.astimezone(self.zones[role])
        happened_at = (self.now - ago).astimezone(self.zones[role])
        is_offered = step in steps(self.state, role, self.due_at, now)
        was, was_due = self.state, self.now >= self.due_at
        try:
            self.state = take(
                was,
                step,
                role,
                made_at=self.made_at,
                due_at=self.due_at,
                happened_at=happened_at,
                now=now,
            )
        except NotPossible:
            assert not (is_offered and self.made_at <= self.now - ago <= self.now)
            return
        assert is_offered
        assert self.made_at <= self.now - ago <= self.now
        self.facts.append(EndingFact(self.state, role, happened_at, now))
        self.tell_by_the_day(role, happened_at, now)
        self.check_change(was, role, was_due)

    def tell_by_the_day(self, role: Role, happened_at: datetime, now: datetime) -> None:
        happened, recorded = by_the_day(
            happened_at, now, made_at=self.made_at, due_at=self.due_at, zone=self.zones[role]
        )
        said = valid_facts(self.told, made_at=self.made_at, due_at=self.due_at)
        recorded = after_all(recorded, [fact.recorded_at for fact in said])
        self.told.append(EndingFact(self.state, role, happened, recorded))
        was_late, is_late = happened_at > self.due_at, happened > self.due_at
        assert is_late is was_late

    @rule(
        state=st.sampled_from(State),
        ahead=st.sampled_from([timedelta(0), timedelta(days=9), timedelta(days=9999)]),
    )
    def receiver_signs_what_isnt_theirs(self, state: State, ahead: timedelta) -> None:
        """By a program of their own, under any time: it changes nothing, now or later."""
        if state is State.RELEASED and self.now + ahead < self.due_at:
            return
        for facts in (self.facts, self.told):
            at = self.now + ahead
            facts.append(EndingFact(state, Role.RECEIVER, self.made_at, at))

    def check_change(self, was: State, role: Role, was_due: bool) -> None:
        if self.state is State.OPEN:
            assert not was_due
        if role is Role.RECEIVER:
            assert (was, self.state, was_due) == (State.OPEN, State.RELEASED, False)
        if was is not State.OPEN:
            assert role is Role.MAKER
            assert (was, self.state) in CORRECTIONS
        if self.state in {State.MOVED, State.WITHDRAWN, State.RELEASED, State.SHARED}:
            assert not was_due
        if self.state is State.LET_GO:
            assert was_due

    @invariant()
    def no_word_yet_is_only_derived(self) -> None:
        if not hasattr(self, "state"):
            return
        standing = standing_of(self.state, self.due_at, self.now)
        is_waiting = self.state is State.OPEN and self.now >= self.due_at
        assert (standing is Standing.NO_WORD_YET) is is_waiting

    @invariant()
    def the_signed_facts_alone_give_the_state(self) -> None:
        if not hasattr(self, "state"):
            return
        for facts in (self.facts, self.told):
            last = last_valid(facts, made_at=self.made_at, due_at=self.due_at)
            assert (last.state if last else State.OPEN) is self.state

    @invariant()
    def nobody_ends_anothers_but_by_releasing_it(self) -> None:
        if not hasattr(self, "state"):
            return
        last = last_valid(self.told, made_at=self.made_at, due_at=self.due_at)
        if last is not None and last.role is Role.RECEIVER:
            assert last.state is State.RELEASED
            assert last.recorded_at < self.due_at

    @invariant()
    def what_the_maker_can_still_say_is_never_nothing_while_open(self) -> None:
        if hasattr(self, "state") and self.state is State.OPEN:
            mine = steps(self.state, Role.MAKER, self.due_at, self.now)
            assert {Step.KEEP, Step.OWN} <= mine

    @invariant()
    def only_owning_counts_against_the_maker(self) -> None:
        if not hasattr(self, "state"):
            return
        last = last_valid(self.facts, made_at=self.made_at, due_at=self.due_at)
        happened_at = last.happened_at if last else None
        ending = ending_of(self.state, due_at=self.due_at, happened_at=happened_at, now=self.now)
        assert (ending.follow_through is FollowThrough.FALSE) is (self.state is State.OWNED)


PromiseLife.TestCase.settings = settings(max_examples=150, stateful_step_count=20, deadline=None)
TestPromiseLife = PromiseLife.TestCase
