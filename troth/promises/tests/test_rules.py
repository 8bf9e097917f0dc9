"""Who may take which step when, and what each ending means."""

from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.promises.rules import (
    ENDINGS,
    LEADS_TO,
    STEP_TO,
    EndingFact,
    FollowThrough,
    NotPossible,
    Refusal,
    Role,
    Standing,
    State,
    Step,
    ending_of,
    last_valid,
    standing_of,
    steps,
    take,
)

MADE = datetime(2026, 11, 20, 9, tzinfo=UTC)
DUE = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
BEFORE = DUE - timedelta(hours=1)
AFTER = DUE + timedelta(days=2)
MINUTE = timedelta(minutes=1)

ALLOWED = {
    (State.OPEN, Role.MAKER, BEFORE): {
        Step.KEEP,
        Step.MOVE,
        Step.WITHDRAW,
        Step.OWN,
        Step.SHARE,
    },
    (State.OPEN, Role.MAKER, DUE): {Step.KEEP, Step.OWN, Step.LET_GO},
    (State.OPEN, Role.MAKER, AFTER): {Step.KEEP, Step.OWN, Step.LET_GO},
    (State.OPEN, Role.RECEIVER, BEFORE): {Step.RELEASE},
    (State.KEPT, Role.MAKER, BEFORE): {Step.OWN, Step.REOPEN},
    (State.OWNED, Role.MAKER, BEFORE): {Step.KEEP, Step.REOPEN},
    **{(State.KEPT, Role.MAKER, now): {Step.OWN} for now in (DUE, AFTER)},
    **{(State.OWNED, Role.MAKER, now): {Step.KEEP} for now in (DUE, AFTER)},
    **{(State.LET_GO, Role.MAKER, now): {Step.KEEP, Step.OWN} for now in (BEFORE, DUE, AFTER)},
}
TABLE = list(product(State, Role, (BEFORE, DUE, AFTER), Step))


def _take(state: State, step: Step, role: Role, happened_at: datetime, now: datetime) -> State:
    return take(state, step, role, made_at=MADE, due_at=DUE, happened_at=happened_at, now=now)


@pytest.mark.parametrize(("state", "role", "now", "step"), TABLE)
def test_only_the_listed_steps_are_possible(
    state: State, role: Role, now: datetime, step: Step
) -> None:
    is_allowed = step in ALLOWED.get((state, role, now), set())
    assert (step in steps(state, role, DUE, now)) is is_allowed
    if is_allowed:
        assert _take(state, step, role, now, now) is LEADS_TO[step]
    else:
        with pytest.raises(NotPossible):
            _take(state, step, role, now, now)


@pytest.mark.parametrize(
    ("state", "step", "role", "now", "reason"),
    [
        (State.OPEN, Step.KEEP, Role.RECEIVER, BEFORE, Refusal.NOT_YOURS),
        (State.OPEN, Step.OWN, Role.RECEIVER, AFTER, Refusal.NOT_YOURS),
        (State.OPEN, Step.RELEASE, Role.MAKER, BEFORE, Refusal.NOT_YOURS),
        (State.OPEN, Step.RELEASE, Role.RECEIVER, DUE, Refusal.ALREADY_DUE),
        (State.OPEN, Step.MOVE, Role.MAKER, DUE, Refusal.ALREADY_DUE),
        (State.OPEN, Step.WITHDRAW, Role.MAKER, AFTER, Refusal.ALREADY_DUE),
        (State.OPEN, Step.LET_GO, Role.MAKER, BEFORE, Refusal.NOT_DUE_YET),
        (State.KEPT, Step.KEEP, Role.MAKER, AFTER, Refusal.ALREADY_ENDED),
        (State.MOVED, Step.KEEP, Role.MAKER, BEFORE, Refusal.ALREADY_ENDED),
        (State.KEPT, Step.RELEASE, Role.RECEIVER, BEFORE, Refusal.ALREADY_ENDED),
        (State.OPEN, Step.REOPEN, Role.MAKER, BEFORE, Refusal.STILL_OPEN),
        (State.KEPT, Step.REOPEN, Role.MAKER, DUE, Refusal.ALREADY_DUE),
        (State.MOVED, Step.REOPEN, Role.MAKER, BEFORE, Refusal.ALREADY_ENDED),
        (State.KEPT, Step.REOPEN, Role.RECEIVER, BEFORE, Refusal.NOT_YOURS),
        (State.OPEN, Step.SHARE, Role.RECEIVER, BEFORE, Refusal.NOT_YOURS),
        (State.OPEN, Step.SHARE, Role.MAKER, DUE, Refusal.ALREADY_DUE),
        (State.SHARED, Step.SHARE, Role.MAKER, BEFORE, Refusal.ALREADY_ENDED),
        (State.SHARED, Step.KEEP, Role.MAKER, AFTER, Refusal.ALREADY_ENDED),
        (State.SHARED, Step.REOPEN, Role.MAKER, BEFORE, Refusal.ALREADY_ENDED),
    ],
)
def test_a_refusal_says_why(
    state: State, step: Step, role: Role, now: datetime, reason: Refusal
) -> None:
    with pytest.raises(NotPossible) as caught:
        _take(state, step, role, now, now)
    assert caught.value.reason is reason
    assert str(caught.value) == reason.value


def test_an_ending_is_never_in_the_future() -> None:
    with pytest.raises(NotPossible) as caught:
        _take(State.OPEN, Step.KEEP, Role.MAKER, BEFORE + MINUTE, BEFORE)
    assert caught.value.reason is Refusal.IN_THE_FUTURE


def test_nothing_happens_before_the_promise_was_made() -> None:
    assert _take(State.OPEN, Step.KEEP, Role.MAKER, MADE, AFTER) is State.KEPT
    with pytest.raises(NotPossible) as caught:
        _take(State.OPEN, Step.KEEP, Role.MAKER, MADE - MINUTE, AFTER)
    assert caught.value.reason is Refusal.BEFORE_IT_WAS_MADE


def test_times_are_compared_as_instants_in_the_repeated_hour() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first_pass = datetime(2026, 10, 25, 2, 50, tzinfo=berlin)
    second_pass = datetime(2026, 10, 25, 2, 10, tzinfo=berlin, fold=1)
    assert standing_of(State.OPEN, first_pass, second_pass) is Standing.NO_WORD_YET
    assert standing_of(State.OPEN, second_pass, first_pass) is Standing.OPEN


def test_a_time_without_a_zone_is_refused() -> None:
    naive = DUE.replace(tzinfo=None)
    with pytest.raises(ValueError, match="without a zone"):
        steps(State.OPEN, Role.MAKER, naive, AFTER)
    with pytest.raises(ValueError, match="without a zone"):
        _take(State.OPEN, Step.KEEP, Role.MAKER, naive, AFTER)


def test_no_word_yet_begins_with_the_due_instant_and_is_no_state() -> None:
    assert standing_of(State.OPEN, DUE, DUE - MINUTE) is Standing.OPEN
    assert standing_of(State.OPEN, DUE, DUE) is Standing.NO_WORD_YET
    assert Standing.NO_WORD_YET.value not in {state.value for state in State}
    for state in set(State) - {State.OPEN}:
        assert standing_of(state, DUE, AFTER).value == state.value


def test_what_happened_in_time_is_in_time_whenever_it_is_filled_in() -> None:
    month_later = AFTER + timedelta(days=30)
    in_time = ending_of(State.KEPT, due_at=DUE, happened_at=BEFORE, now=month_later)
    on_the_minute = ending_of(State.KEPT, due_at=DUE, happened_at=DUE, now=month_later)
    late = ending_of(State.KEPT, due_at=DUE, happened_at=DUE + MINUTE, now=month_later)
    assert in_time == on_the_minute
    assert (in_time.follow_through, in_time.is_late) == (FollowThrough.TRUE, False)
    assert (late.follow_through, late.is_late) == (FollowThrough.TRUE, True)


@pytest.mark.parametrize(
    ("state", "now", "follow_through", "is_said_early"),
    [
        (State.OPEN, BEFORE, FollowThrough.LEFT_OUT, False),
        (State.OPEN, AFTER, FollowThrough.MISSING, False),
        (State.MOVED, AFTER, FollowThrough.TRUE, True),
        (State.WITHDRAWN, AFTER, FollowThrough.TRUE, True),
        (State.RELEASED, AFTER, FollowThrough.TRUE, True),
        (State.OWNED, BEFORE, FollowThrough.FALSE, False),
        (State.OWNED, AFTER, FollowThrough.FALSE, False),
        (State.LET_GO, AFTER, FollowThrough.LEFT_OUT, False),
        (State.SHARED, AFTER, FollowThrough.LEFT_OUT, False),
    ],
)
def test_each_ending_counts_as_the_table_says(
    state: State, now: datetime, follow_through: FollowThrough, is_said_early: bool
) -> None:
    ending = ending_of(state, due_at=DUE, happened_at=None, now=now)
    assert ending.follow_through is follow_through
    assert ending.is_said_early is is_said_early
    assert not ending.is_late


def test_the_table_has_every_standing_and_only_kept_can_be_late() -> None:
    assert {standing for standing, _ in ENDINGS} == set(Standing)
    assert {standing for standing, is_late in ENDINGS if is_late} == {Standing.KEPT}
    assert {ending.follow_through for ending in ENDINGS.values()} == set(FollowThrough)


def test_a_kept_promise_without_its_time_is_refused() -> None:
    with pytest.raises(ValueError, match="happened"):
        ending_of(State.KEPT, due_at=DUE, happened_at=None, now=AFTER)


def _fact(state: State, recorded_at: datetime, role: Role = Role.MAKER) -> EndingFact:
    return EndingFact(state, role, recorded_at, recorded_at)


def test_a_correction_replaces_the_ending_before_it() -> None:
    kept, owned = _fact(State.KEPT, AFTER), _fact(State.OWNED, AFTER + MINUTE)
    assert last_valid([], made_at=MADE, due_at=DUE) is None
    assert last_valid([kept], made_at=MADE, due_at=DUE) is kept
    assert last_valid([kept, owned], made_at=MADE, due_at=DUE) is owned


def test_turning_the_rows_around_changes_nothing() -> None:
    kept, owned = _fact(State.KEPT, AFTER), _fact(State.OWNED, AFTER + MINUTE)
    assert last_valid([owned, kept], made_at=MADE, due_at=DUE) is owned


def test_an_ending_signed_by_the_receiver_is_passed_over_unless_it_releases_in_time() -> None:
    released = _fact(State.RELEASED, BEFORE, Role.RECEIVER)
    assert last_valid([released], made_at=MADE, due_at=DUE) is released
    for state in set(State) - {State.RELEASED}:
        assert last_valid([_fact(state, BEFORE, Role.RECEIVER)], made_at=MADE, due_at=DUE) is None
    too_late = _fact(State.RELEASED, AFTER, Role.RECEIVER)
    assert last_valid([too_late], made_at=MADE, due_at=DUE) is None


def test_an_ending_that_says_open_reopens_nothing() -> None:
    kept, reopened = _fact(State.KEPT, AFTER), _fact(State.OPEN, AFTER + MINUTE)
    assert last_valid([kept, reopened], made_at=MADE, due_at=DUE) is kept


FACTS = st.builds(
    lambda state, role, recorded, ago: EndingFact(
        state, role, MADE + recorded - ago, MADE + recorded
    ),
    st.sampled_from(State),
    st.sampled_from(Role),
    st.timedeltas(timedelta(hours=-1), timedelta(days=9)),
    st.timedeltas(timedelta(minutes=-5), timedelta(days=3)),
)


@given(st.lists(FACTS, max_size=6))
def test_whatever_rows_are_added_the_ending_that_counts_is_one_the_rules_allow(
    facts: list[EndingFact],
) -> None:
    last = last_valid(facts, made_at=MADE, due_at=DUE)
    if last is None:
        return
    assert MADE <= last.happened_at <= last.recorded_at
    assert last.state in STEP_TO
    if last.role is Role.RECEIVER:
        assert last.state is State.RELEASED
        assert last.recorded_at < DUE
    if last.state in {State.MOVED, State.WITHDRAWN, State.RELEASED, State.SHARED}:
        assert last.recorded_at < DUE
