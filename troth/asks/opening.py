"""Opens asks and answers, and holds their clear columns against what was signed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from troth.asks import rules
from troth.asks.models import Answer
from troth.asks.promised import Promised
from troth.asks.rules import AnswerKind, Standing
from troth.asks.words import AnswerWords, AskWords
from troth.sealing import Opened, Reason, Unopened, open_words
from troth.spaces.days import day_begins_at
from troth.spaces.membership import Membership

ASK_TABLE = "asks.ask"
ANSWER_TABLE = "asks.answer"
SET_ASIDE_TABLE = "asks.setaside"


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer as a page shows it; `promised` is what a yes, or something smaller, became."""

    id: UUID
    person_id: UUID
    is_mine: bool
    answered_on: date
    words: AnswerWords | Unopened
    promised: Promised | None = None

    @property
    def promise_id(self) -> UUID | None:
        if isinstance(self.words, Unopened) or self.words.kind == AnswerKind.NO:
            return None
        return UUID(self.words.promise)


@dataclass(frozen=True, slots=True)
class AskView:
    """An ask as a page shows it; `words` holds a reason where it can't be shown."""

    id: UUID
    is_mine: bool
    asker_id: UUID
    asked_on: date
    fades_at: datetime
    is_taken_back: bool
    words: AskWords | Unopened
    revision: int
    answer: AnswerView | None = None

    def standing(self, now: datetime) -> Standing:
        return rules.standing_of(
            is_taken_back=self.is_taken_back,
            answered_on=self.answer.answered_on if self.answer else None,
            fades_at=self.fades_at,
            now=now,
        )

    @property
    def is_declined(self) -> bool:
        """Somebody said no to it, as far as the answer opens."""
        words = self.answer.words if self.answer else None
        return isinstance(words, AnswerWords) and words.kind == AnswerKind.NO

    def require_open(self, now: datetime) -> None:
        """Raises NotPossible."""
        rules.require_open(
            is_taken_back=self.is_taken_back,
            answered_on=self.answer.answered_on if self.answer else None,
            fades_at=self.fades_at,
            now=now,
        )


def ask_view(membership: Membership, row: Any, answer: AnswerView | None = None) -> AskView:
    """Open a row, of the model or named alike, and hold its clear columns against what was signed.

    An answer that the asker signed is none. One to other words than those that stand here now
    shows that they were changed behind it.
    """
    context = membership.context(ASK_TABLE, row.id, row.asker_id)
    opened = open_words(membership.keys, context, row.words, AskWords)
    words: AskWords | Unopened
    revision = 0
    if isinstance(opened, Opened):
        words, revision = opened.words, opened.revision
        if not _is_as_signed(row, words):
            words = Unopened(Reason.ALTERED)
    else:
        words = opened
    said = answer.words if answer else None
    if isinstance(said, AnswerWords):
        if answer and answer.person_id == row.asker_id:
            answer = None
        elif said.revision != revision and not isinstance(words, Unopened):
            words = Unopened(Reason.ALTERED)
    return AskView(
        id=row.id,
        is_mine=row.asker_id == membership.person_id,
        asker_id=row.asker_id,
        asked_on=row.asked_on,
        fades_at=row.fades_at,
        is_taken_back=row.is_taken_back,
        words=words,
        revision=revision,
        answer=answer,
    )


def _is_as_signed(row: Any, words: AskWords) -> bool:
    fades_on = date.fromisoformat(words.fades_on)
    return bool(
        words.asked_on == row.asked_on.isoformat()
        and fades_on <= rules.fades_on(row.asked_on)
        and row.fades_at == day_begins_at(fades_on, ZoneInfo(words.zone))
        and row.is_taken_back == words.taken_back
    )


def answer_view(membership: Membership, row: Answer) -> AnswerView:
    context = membership.context(ANSWER_TABLE, row.id, row.person_id)
    opened = open_words(membership.keys, context, row.words, AnswerWords)
    words: AnswerWords | Unopened
    if isinstance(opened, Opened):
        words = opened.words
        if (words.ask, words.answered_on) != (str(row.ask_id), row.answered_on.isoformat()):
            words = Unopened(Reason.ALTERED)
    else:
        words = opened
    return AnswerView(
        id=row.id,
        person_id=row.person_id,
        is_mine=row.person_id == membership.person_id,
        answered_on=row.answered_on,
        words=words,
    )


def with_promise(view: AskView, promises: dict[UUID, Promised]) -> AskView | None:
    """The ask with the promise that its answer made; None once that is on no page of the reader's.

    An answer that names the promise of somebody else is none: nobody can say yes for another.
    """
    answer = view.answer
    if answer is None or answer.promise_id is None:
        return view
    promised = promises.get(answer.promise_id)
    if promised is None:
        return None
    if promised.is_mine != answer.is_mine and not promised.unopened:
        return replace(view, answer=None)
    return replace(view, answer=replace(answer, promised=promised))
