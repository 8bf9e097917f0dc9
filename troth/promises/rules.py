"""How a promise may end, be corrected, and count: pure decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType

# Open at once, from one person to the other: far more than anybody keeps.
MOST_TO_THE_OTHER = 60


class State(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    RELEASED = "released"
    OWNED = "owned"
    LET_GO = "let-go"
    SHARED = "shared"


class Standing(StrEnum):
    """How a promise reads at a given time.

    "No word yet", and "skipped" in a break of its maker, are only ever derived, never a state.
    """

    OPEN = "open"
    NO_WORD_YET = "no-word-yet"
    SKIPPED = "skipped"
    KEPT = "kept"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    RELEASED = "released"
    OWNED = "owned"
    LET_GO = "let-go"
    SHARED = "shared"


class Step(StrEnum):
    KEEP = "keep"
    MOVE = "move"
    WITHDRAW = "withdraw"
    RELEASE = "release"
    OWN = "own"
    LET_GO = "let-go"
    REOPEN = "reopen"
    SHARE = "share"


class Role(StrEnum):
    MAKER = "maker"
    RECEIVER = "receiver"


class Refusal(StrEnum):
    NOT_YOURS = "not-yours"
    ALREADY_ENDED = "already-ended"
    ALREADY_DUE = "already-due"
    NOT_DUE_YET = "not-due-yet"
    STILL_OPEN = "still-open"
    IN_THE_FUTURE = "in-the-future"
    BEFORE_IT_WAS_MADE = "before-it-was-made"
    HAS_LANDED = "has-landed"
    SPACE_ENDED = "space-ended"
    ENOUGH_SAID = "enough-said"


class NotPossible(Exception):
    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


LEADS_TO: Mapping[Step, State] = MappingProxyType(
    {
        Step.KEEP: State.KEPT,
        Step.MOVE: State.MOVED,
        Step.WITHDRAW: State.WITHDRAWN,
        Step.RELEASE: State.RELEASED,
        Step.OWN: State.OWNED,
        Step.LET_GO: State.LET_GO,
        Step.REOPEN: State.OPEN,
        Step.SHARE: State.SHARED,
    }
)
STEP_TO: Mapping[State, Step] = MappingProxyType({end: step for step, end in LEADS_TO.items()})

_NONE: frozenset[Step] = frozenset()
_BEFORE_DUE: Mapping[Role, frozenset[Step]] = {
    Role.MAKER: frozenset({Step.KEEP, Step.MOVE, Step.WITHDRAW, Step.OWN, Step.SHARE}),
    Role.RECEIVER: frozenset({Step.RELEASE}),
}
_FROM_DUE_ON: Mapping[Role, frozenset[Step]] = {
    Role.MAKER: frozenset({Step.KEEP, Step.OWN, Step.LET_GO}),
    Role.RECEIVER: _NONE,
}
# Moved, withdrawn, released and shared are missing: somebody may have relied on them since.
_CORRECTIONS: Mapping[State, frozenset[Step]] = {
    State.KEPT: frozenset({Step.OWN}),
    State.OWNED: frozenset({Step.KEEP}),
    State.LET_GO: frozenset({Step.KEEP, Step.OWN}),
}
# A slip of the finger. Once it is due, what was said is corrected by saying how it was.
_REOPENED = frozenset({State.KEPT, State.OWNED})


def _instant(moment: datetime) -> datetime:
    # Python compares two times of one zone by the wall clock, which is wrong in the repeated
    # hour of autumn; in UTC it is right.
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment.astimezone(UTC)


def is_due(due_at: datetime, now: datetime) -> bool:
    return _instant(now) >= _instant(due_at)


def standing_of(
    state: State, due_at: datetime, now: datetime, *, is_in_break: bool = False
) -> Standing:
    if state is State.OPEN and is_due(due_at, now):
        return Standing.SKIPPED if is_in_break else Standing.NO_WORD_YET
    return Standing(state.value)


def steps(state: State, role: Role, due_at: datetime, now: datetime) -> frozenset[Step]:
    """What this person may do now, corrections of an earlier ending included."""
    if state is State.OPEN:
        return (_FROM_DUE_ON if is_due(due_at, now) else _BEFORE_DUE)[role]
    if role is not Role.MAKER:
        return _NONE
    corrections = _CORRECTIONS.get(state, _NONE)
    if state in _REOPENED and not is_due(due_at, now):
        return corrections | {Step.REOPEN}
    return corrections


def _why_not(state: State, step: Step, role: Role, due_at: datetime, now: datetime) -> Refusal:
    if step is Step.REOPEN and role is Role.MAKER:
        if state is State.OPEN:
            return Refusal.STILL_OPEN
        return Refusal.ALREADY_DUE if state in _REOPENED else Refusal.ALREADY_ENDED
    if step not in _BEFORE_DUE[role] | _FROM_DUE_ON[role]:
        return Refusal.NOT_YOURS
    if state is not State.OPEN:
        return Refusal.ALREADY_ENDED
    return Refusal.ALREADY_DUE if is_due(due_at, now) else Refusal.NOT_DUE_YET


def take(
    state: State,
    step: Step,
    role: Role,
    *,
    made_at: datetime,
    due_at: datetime,
    happened_at: datetime,
    now: datetime,
) -> State:
    """The state after `step`, recorded at `now`; raises NotPossible.

    `now` decides what may be said, `happened_at` whether it was kept in time.
    """
    if step not in steps(state, role, due_at, now):
        raise NotPossible(_why_not(state, step, role, due_at, now))
    if _instant(happened_at) > _instant(now):
        raise NotPossible(Refusal.IN_THE_FUTURE)
    if _instant(happened_at) < _instant(made_at):
        raise NotPossible(Refusal.BEFORE_IT_WAS_MADE)
    return LEADS_TO[step]


@dataclass(frozen=True, slots=True)
class EndingFact:
    """What one signed ending says; `role` is its signer's."""

    state: State
    role: Role
    happened_at: datetime
    recorded_at: datetime


def valid_facts(
    facts: Iterable[EndingFact], *, made_at: datetime, due_at: datetime
) -> list[EndingFact]:
    """The endings that the rules allow, the last one counts; any other is passed over.

    Facts are taken in the order in which they were recorded, not in the order of the rows: the
    times are signed, the order of rows isn't. A release gives way to what the maker said without
    it: nobody says anything of what was released, so one that contradicts them was dated back.
    """
    facts = list(facts)
    own = _allowed((fact for fact in facts if fact.role is Role.MAKER), made_at, due_at)
    if own and own[-1].state is not State.OPEN:
        return own
    return _allowed(facts, made_at, due_at)


def _allowed(facts: Iterable[EndingFact], made_at: datetime, due_at: datetime) -> list[EndingFact]:
    valid: list[EndingFact] = []
    for fact in sorted(facts, key=lambda each: _instant(each.recorded_at)):
        step = STEP_TO.get(fact.state)
        if step is None:
            continue
        try:
            take(
                valid[-1].state if valid else State.OPEN,
                step,
                fact.role,
                made_at=made_at,
                due_at=due_at,
                happened_at=fact.happened_at,
                now=fact.recorded_at,
            )
        except NotPossible:
            continue
        valid.append(fact)
    return valid


def last_valid(
    facts: Iterable[EndingFact], *, made_at: datetime, due_at: datetime
) -> EndingFact | None:
    """The ending that counts, None while nobody has said anything of it."""
    valid = valid_facts(facts, made_at=made_at, due_at=due_at)
    return valid[-1] if valid else None


class FollowThrough(StrEnum):
    TRUE = "true"
    FALSE = "false"
    MISSING = "missing"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Counted:
    follow_through: FollowThrough
    is_late: bool = False
    is_said_early: bool = False


_SAID_EARLY = Counted(FollowThrough.TRUE, is_said_early=True)
_KEPT_LATE = Counted(FollowThrough.TRUE, is_late=True)

# The one table of what an ending means for follow-through; docs/decisions/promise-endings.md.
ENDINGS: Mapping[tuple[Standing, bool], Counted] = MappingProxyType(
    {
        # (standing, is late)
        (Standing.OPEN, False): Counted(FollowThrough.LEFT_OUT),
        (Standing.NO_WORD_YET, False): Counted(FollowThrough.MISSING),
        (Standing.SKIPPED, False): Counted(FollowThrough.LEFT_OUT),
        (Standing.KEPT, False): Counted(FollowThrough.TRUE),
        (Standing.KEPT, True): _KEPT_LATE,
        (Standing.MOVED, False): _SAID_EARLY,
        (Standing.WITHDRAWN, False): _SAID_EARLY,
        (Standing.RELEASED, False): _SAID_EARLY,
        (Standing.OWNED, False): Counted(FollowThrough.FALSE),
        (Standing.LET_GO, False): Counted(FollowThrough.LEFT_OUT),
        (Standing.SHARED, False): Counted(FollowThrough.LEFT_OUT),
    }
)


def ending_of(
    state: State,
    *,
    due_at: datetime,
    happened_at: datetime | None,
    now: datetime,
    is_in_break: bool = False,
) -> Counted:
    """What this promise means for follow-through at `now`.

    True: kept, also late (marked), and what was moved, withdrawn or released, since that can
    only be said before it is due and saying early counts as reliability. A released one is the
    receiver's word, so `is_said_early` lets an estimator weigh or drop those three. False: owned,
    also when owned on the evening itself; taking a word back early is withdrawing. Missing: no
    word yet, which may still be filled in. Left out: let go, what lay in a break, and what isn't
    due yet.
    """
    standing = standing_of(state, due_at, now, is_in_break=is_in_break)
    if standing is not Standing.KEPT:
        return ENDINGS[standing, False]
    if happened_at is None:
        raise ValueError("a kept promise has a time at which it happened")
    # The due instant itself is still in time: "by six" is kept at six.
    return ENDINGS[standing, _instant(happened_at) > _instant(due_at)]
