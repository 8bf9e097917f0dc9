"""Opens runs and answers, and holds their clear columns against what was signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from troth.practices import rules
from troth.practices.rules import Reveal, State
from troth.practices.words import AnswerWords, RunWords, SharedWords
from troth.sealing import Opened, Reason, Unopened, open_words
from troth.spaces.membership import Membership

RUN_TABLE = "practices.run"
ANSWER_TABLE = "practices.ownanswer"
SHARED_TABLE = "practices.sharedanswer"


@dataclass(frozen=True, slots=True)
class Gone(Unopened):
    """Words that whoever left took back: nobody can show them again."""

    reason: Reason = Reason.ALTERED


@dataclass(frozen=True, slots=True)
class RunView:
    id: UUID
    begun_on: date
    state: State
    words: RunWords | Unopened
    revision: int

    @property
    def aside(self) -> str:
        """What was said in place of an answer; empty for nothing."""
        return self.words.aside if isinstance(self.words, RunWords) else ""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What its author gave at one step, for themselves."""

    id: UUID
    run_id: UUID
    words: AnswerWords
    revision: int


@dataclass(frozen=True, slots=True)
class SharedView:
    """What was handed over. `is_held`: it opens together; `has_met`: it has been opened."""

    id: UUID
    person_id: UUID
    is_mine: bool
    given_on: date
    waits_until: datetime | None
    has_met: bool
    meets_id: UUID | None
    words: SharedWords | Unopened
    revision: int

    @property
    def is_held(self) -> bool:
        return self.waits_until is not None

    @property
    def is_taken_back(self) -> bool:
        return isinstance(self.words, SharedWords) and self.words.taken_back

    @property
    def may_be_read(self) -> bool:
        return rules.may_read(is_mine=self.is_mine, is_held=self.is_held, has_met=self.has_met)

    def is_awake(self, now: datetime) -> bool:
        """Whether somebody is told that it waits for them."""
        return self.waits_until is not None and not self.has_met and now < self.waits_until


def is_settled(view: RunView | None) -> bool:
    """Whether nothing more is asked of it this time: it is done, or was put aside."""
    return view is not None and (view.state is State.DONE or bool(view.aside))


def run_view(mine: Membership, row: Any) -> RunView:
    """Open a row, of the model or named alike."""
    opened = open_words(mine.keys, mine.context(RUN_TABLE, row.id), row.words, RunWords)
    words: RunWords | Unopened
    revision = 0
    if isinstance(opened, Opened):
        words, revision = opened.words, opened.revision
        if (words.begun_on, words.state) != (row.begun_on.isoformat(), row.state):
            words = Unopened(Reason.ALTERED)
    else:
        words = opened
    return RunView(row.id, row.begun_on, State(row.state), words, revision)


def answer_view(mine: Membership, row: Any) -> AnswerView | None:
    """None for what doesn't open: its author finds the step empty, and says it anew."""
    opened = open_words(mine.keys, mine.context(ANSWER_TABLE, row.id), row.words, AnswerWords)
    if not isinstance(opened, Opened) or opened.words.run != str(row.run_id):
        return None
    return AnswerView(row.id, row.run_id, opened.words, opened.revision)


def shared_view(ours: Membership, row: Any, met: Any = None) -> SharedView:
    """Open a row; `met` is the row of the other that it names as what opened it, if there is one.

    Whether it has been opened isn't believed of the column alone: the other's answer has to be
    there, signed by them, of the same step, and whichever came second has to name the first.
    """
    words, revision = _shared_words(ours, row)
    return SharedView(
        id=row.id,
        person_id=row.person_id,
        is_mine=row.person_id == ours.person_id,
        given_on=row.given_on,
        waits_until=row.waits_until,
        has_met=_has_met(ours, row, words, met),
        meets_id=row.meets_id,
        words=words,
        revision=revision,
    )


def _shared_words(ours: Membership, row: Any) -> tuple[SharedWords | Unopened, int]:
    if not row.words:
        return Gone(), 0
    context = ours.context(SHARED_TABLE, row.id, row.person_id)
    opened = open_words(ours.keys, context, row.words, SharedWords)
    if not isinstance(opened, Opened):
        return opened, 0
    words = opened.words
    is_held = words.reveal == Reveal.TOGETHER
    if words.given_on != row.given_on.isoformat() or is_held != (row.waits_until is not None):
        return Unopened(Reason.ALTERED), 0
    return words, opened.revision


def _has_met(ours: Membership, row: Any, words: SharedWords | Unopened, met: Any) -> bool:
    if met is None or row.meets_id != met.id or row.person_id == met.person_id:
        return False
    if isinstance(words, Unopened):
        # What can't be opened shows no words, whoever looks.
        return True
    theirs, _revision = _shared_words(ours, met)
    if isinstance(theirs, Unopened) or _of(words) != _of(theirs):
        return False
    return words.meets == str(met.id) or theirs.meets == str(row.id)


def _of(words: SharedWords) -> tuple[str, str, str]:
    return words.practice, words.occasion, words.step
