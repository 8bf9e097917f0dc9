"""Opens promises and endings, and holds their clear columns against what was signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from troth.promises import rules
from troth.promises.due import DueKind, DueValue
from troth.promises.models import Ending, Promise
from troth.promises.rhythms.sealed import words_of_day
from troth.promises.rules import EndingFact, Role, Standing, State, Step
from troth.promises.words import EndingWords, PromiseWords
from troth.sealing import Opened, Reason, Unopened, open_words
from troth.spaces.days import day_begins_at
from troth.spaces.membership import MINE, Membership

PROMISE_TABLE = "promises.promise"
ENDING_TABLE = "promises.ending"


@dataclass(frozen=True, slots=True)
class Gone(Unopened):
    """Words that were emptied without a key: nobody can show them again."""

    reason: Reason = Reason.ALTERED


def reason_of(words: Unopened) -> str:
    """Why words aren't there, as an export names it."""
    return "gone" if isinstance(words, Gone) else words.reason.value


@dataclass(frozen=True, slots=True)
class EndingView:
    """One signed word on how a promise ended."""

    id: UUID
    person_id: UUID
    state: State
    happened_on: date
    is_late: bool
    recorded_on: date
    words: EndingWords | Unopened

    def says_nothing(self) -> bool:
        """No line, and none that was taken back."""
        words = self.words
        return not isinstance(words, Unopened) and not words.note and not words.taken_back


class PromiseView(NamedTuple):
    """A promise as a page shows it; `words` holds a reason where it can't be shown.

    `is_its_rhythms`: it has no words but those of its rhythm. `last` is the ending that counts,
    while the promise isn't open. `is_unsaid`: the state can't be borne out, since the words of an
    ending are gone. `is_in_break`: it is open, and due in a break of its maker, as far as whoever
    looks knows of it.
    """

    id: UUID
    where: str
    is_mine: bool
    made_on: date
    due: DueValue | None
    due_at: datetime
    state: State
    words: PromiseWords | Unopened
    follows_id: UUID | None
    rhythm_id: UUID | None = None
    is_its_rhythms: bool = False
    is_in_ended_space: bool = False
    last: EndingView | None = None
    is_unsaid: bool = False
    is_in_break: bool = False

    @property
    def ended_on(self) -> date | None:
        return self.last.happened_on if self.last else None

    @property
    def is_late(self) -> bool:
        return bool(self.last and self.last.is_late)

    @property
    def role(self) -> Role:
        return Role.MAKER if self.is_mine else Role.RECEIVER

    @property
    def has_vanished(self) -> bool:
        """The maker took it back before it was due, without a line: the other sees no trace."""
        if self.is_mine or self.state is not State.WITHDRAWN:
            return False
        return self.is_unsaid or (self.last is not None and self.last.says_nothing())

    def standing(self, now: datetime) -> Standing:
        return rules.standing_of(self.state, self.due_at, now, is_in_break=self.is_in_break)

    def steps(self, now: datetime) -> frozenset[Step]:
        if self.is_in_ended_space or self.is_unsaid or isinstance(self.words, Unopened):
            return frozenset()
        possible = rules.steps(self.state, self.role, self.due_at, now)
        if self.words.taken_back:
            possible -= {Step.REOPEN}
        return possible if self.where == MINE else possible - {Step.SHARE}


def promise_view(
    membership: Membership, row: Any, endings: Sequence[EndingView] | None = None
) -> PromiseView:
    """Open a row of queries.promise_rows() and hold its clear columns against what was signed.

    Without `endings` an open row's state is taken as it stands, so that a list of open promises
    needs no second query; an ended one always brings them.
    """
    state = _state(row.state)
    due = _clear_due(row)
    words = _checked_words(membership, row, due)
    last: EndingView | None = None
    is_unsaid = False
    if state is None:
        state, words = State.OPEN, Unopened(Reason.ALTERED)
    if endings is not None and _can_tell(words, due):
        last = next(reversed(valid_endings(membership, row, endings)), None)
        if state is not (last.state if last else State.OPEN):
            is_unsaid = any(isinstance(ending.words, Gone) for ending in endings)
            last = None
            words = words if is_unsaid else Unopened(Reason.ALTERED)
    return PromiseView(
        id=row.id,
        where=membership.where,
        is_mine=row.maker_id == membership.person_id,
        made_on=row.made_on,
        due=due,
        due_at=row.due_at,
        state=state,
        words=words,
        follows_id=row.follows_id,
        rhythm_id=row.rhythm_id,
        is_its_rhythms=row.rhythm_id is not None and not row.words,
        is_in_ended_space=membership.has_ended,
        last=last if state is not State.OPEN else None,
        is_unsaid=is_unsaid,
    )


def _can_tell(words: PromiseWords | Unopened, due: DueValue | None) -> bool:
    """Whether endings can be held against the row: its words open, or are merely gone."""
    return isinstance(words, PromiseWords) or (isinstance(words, Gone) and due is not None)


def valid_endings(
    membership: Membership, row: Promise, endings: Sequence[EndingView]
) -> list[EndingView]:
    """Those that count by what was signed and by whom, whatever the clear columns say.

    In the order in which they were recorded; the last one tells how the promise stands.
    """
    by_fact = {
        EndingFact(
            state=ending.state,
            role=Role.MAKER if ending.person_id == row.maker_id else Role.RECEIVER,
            happened_at=datetime.fromisoformat(ending.words.happened),
            recorded_at=datetime.fromisoformat(ending.words.recorded),
        ): ending
        for ending in endings
        if not isinstance(ending.words, Unopened)
        # What two have can't be shared away.
        and (membership.is_private or ending.state is not State.SHARED)
    }
    valid = rules.valid_facts(by_fact, made_at=made_at(row), due_at=row.due_at)
    return [by_fact[fact] for fact in valid]


def made_at(row: Promise) -> datetime:
    """The earliest instant of the day it was made, in the zone it was made in.

    Not in the person's present zone: moving house must not unmake an ending.
    """
    return day_begins_at(row.made_on, ZoneInfo(row.due_zone))


def _state(text: str) -> State | None:
    """None for what no program of ours wrote: one such row must not break a whole page."""
    try:
        return State(text)
    except ValueError:
        return None


def _clear_due(row: Promise) -> DueValue | None:
    try:
        return DueValue(DueKind(row.due_kind), row.due_on, row.due_time, row.due_zone)
    except ValueError:
        return None


def _checked_words(
    membership: Membership, row: Any, due: DueValue | None
) -> PromiseWords | Unopened:
    if not row.words:
        return words_of_day(membership, row, due) if row.rhythm_words else Gone()
    context = membership.context(PROMISE_TABLE, row.id, row.maker_id)
    opened = open_words(membership.keys, context, row.words, PromiseWords)
    if not isinstance(opened, Opened):
        return opened
    is_as_signed = (
        due is not None
        and due.as_text() == opened.words.due
        and due.instant() == row.due_at
        and row.made_on.isoformat() == opened.words.made_on
        and (str(row.follows_id) if row.follows_id else "") == opened.words.follows
        and (str(row.rhythm_id) if row.rhythm_id else "") == opened.words.rhythm
    )
    return opened.words if is_as_signed else Unopened(Reason.ALTERED)


def ending_view(membership: Membership, row: Ending) -> EndingView:
    context = membership.context(ENDING_TABLE, row.id, row.person_id)
    opened = open_words(membership.keys, context, row.words, EndingWords) if row.words else Gone()
    state = _state(row.state)
    words: EndingWords | Unopened
    if isinstance(opened, Opened):
        words = opened.words
        clear = (
            str(row.promise_id),
            row.state,
            row.is_late,
            row.happened_on.isoformat(),
            row.recorded_on.isoformat(),
        )
        if state is None or clear != (
            words.promise,
            words.state,
            words.is_late,
            words.happened_on,
            words.recorded_on,
        ):
            words = Unopened(Reason.ALTERED)
    else:
        words = opened
    return EndingView(
        id=row.id,
        person_id=row.person_id,
        state=state or State.OPEN,
        happened_on=row.happened_on,
        is_late=row.is_late,
        recorded_on=row.recorded_on,
        words=words,
    )
