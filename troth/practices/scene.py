"""What a step knows of where it stands: whose run, with whom, what was said before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar, cast

from troth.practices.opening import AnswerView, RunView, SharedView
from troth.practices.rules import Kind
from troth.practices.scripts import Practice
from troth.practices.step import Given, Step
from troth.practices.words import AnswerWords, RunWords, SharedWords
from troth.record.models import Kind as RecordKind
from troth.spaces.membership import Membership

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scene:
    """`ours` is the space of the two, None for one alone; `answers` by the step's id, and so
    `copies`: what stands of one's own in the shared space. `found` keeps what steps look up.
    """

    practice: Practice
    run: RunView
    words: RunWords
    answers: Mapping[str, AnswerView]
    mine: Membership
    ours: Membership | None
    now: datetime
    copies: Mapping[str, SharedView] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)

    def once(self, what: str, look_up: Callable[[], T]) -> T:
        """What a step looks up, once a request."""
        if what not in self.found:
            self.found[what] = look_up()
        return cast(T, self.found[what])

    def given(self, step: Step) -> Given | None:
        """What was given at a step before, drafts included."""
        view = self.answers.get(step.id)
        return self.stands(view) if view else None

    def stands(self, answer: AnswerView) -> Given:
        """An answer as it reads by now: what was handed over may have been said in other words."""
        copy = self.copies.get(answer.words.step)
        words: AnswerWords | SharedWords = answer.words
        if copy is not None and isinstance(copy.words, SharedWords) and not copy.is_taken_back:
            words = copy.words
        return Given(words.text, words.value)

    @property
    def kind(self) -> RecordKind:
        """As what the record knows it."""
        return record_kind(self.practice)


def record_kind(practice: Practice) -> RecordKind:
    """As what the record knows a practice; never which one it is."""
    if practice.kind is Kind.RITUAL:
        return RecordKind.RITUAL
    return RecordKind.APPRECIATION if practice.habit == "speak-well" else RecordKind.PRACTICE
