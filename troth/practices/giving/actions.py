"""Writes of what is given at the steps of a run: a draft, an answer handed in, what is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from troth.practices import queries, rules
from troth.practices.models import OwnAnswer
from troth.practices.opening import ANSWER_TABLE, AnswerView, RunView
from troth.practices.rules import NotPossible, Refusal, Reveal
from troth.practices.scene import Scene
from troth.practices.sharing.actions import Handed, hand_over
from troth.practices.step import Given, Step
from troth.practices.words import AnswerWords
from troth.sealing import seal_words
from troth.spaces.actions import hold_space
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """A step's form: what stands in it, which rule was chosen, which words it was opened with."""

    facts: Mapping[str, Any]
    reveal: str = ""
    revision: int | None = None


@transaction.atomic
def save_draft(scene: Scene, step: Step, text: str, reveal: str, now: datetime) -> None:
    """Keep what is being typed, sealed, for its author alone; what was handed in stays."""
    hold_space(scene.mine, now)
    before = queries.answers_of(scene.mine, scene.run.id).get(step.id)
    if before is not None and not before.words.is_draft:
        return
    rule = _rule(scene, step, reveal)
    words = _words(scene, step, Given(text), rule, is_draft=True)
    _keep(scene.mine, scene.run, words, before, now)


@transaction.atomic
def hand_in(scene: Scene, step: Step, said: Said, now: datetime, token: UUID) -> Given | None:
    """What was given at a step, kept, and handed over where its rule says so; None for nothing.

    A second time it is the same answer in other words. Raises NotPossible.
    """
    _hold_both(scene, now)
    mine, before = scene.mine, queries.answers_of(scene.mine, scene.run.id).get(step.id)
    if before is not None and (step.stands_by_itself or _stands(scene, before)):
        return Given(before.words.text, before.words.value)
    given = step.hand_in(said.facts, scene, token)
    _refuse_unless_latest(before, given, said.revision)
    if given is None:
        if before is not None:
            _rows(mine, before.id).delete()
        return None
    rule = _rule(scene, step, said.reveal)
    copy = ""
    if rule in (Reveal.AT_ONCE, Reveal.TOGETHER):
        copy = str(_hand_over(scene, step, given, rule, now, token))
    _keep(mine, scene.run, _words(scene, step, given, rule, copy=copy), before, now)
    return given


@transaction.atomic
def leave_out(scene: Scene, step: Step, now: datetime) -> None:
    """Nothing at this step after all: what only its author can read goes, drafts included."""
    hold_space(scene.mine, now)
    before = queries.answers_of(scene.mine, scene.run.id).get(step.id)
    if before is not None and not step.stands_by_itself and not _stands(scene, before):
        _rows(scene.mine, before.id).delete()


@transaction.atomic
def open_to_partner(scene: Scene, now: datetime) -> None:
    """Hand over all of a run that its author kept until they were ready, in its order.

    A second time it is there already. Raises NotPossible.
    """
    _hold_both(scene, now)
    if scene.ours is None:
        raise NotPossible(Refusal.NEEDS_TWO)
    answers = queries.answers_of(scene.mine, scene.run.id)
    for step in scene.practice.steps:
        before = answers.get(step.id)
        if before is None or before.words.is_draft or _stands(scene, before):
            continue
        if before.words.reveal == Reveal.WHEN_READY:
            given = Given(before.words.text, before.words.value)
            token = new_id(scene.mine.today(now))
            copy = _hand_over(scene, step, given, Reveal.AT_ONCE, now, token)
            _keep(scene.mine, scene.run, replace(before.words, copy=str(copy)), before, now)


def _hold_both(scene: Scene, now: datetime) -> None:
    """The shared space first, as everywhere: two who wait for each other would stop."""
    if scene.ours is not None and not hold_space(scene.ours, now):
        raise NotPossible(Refusal.SPACE_ENDED)
    hold_space(scene.mine, now)


def _stands(scene: Scene, answer: AnswerView) -> bool:
    """Whether it was handed over, and not taken back since without a trace."""
    if not answer.words.copy:
        return False
    if scene.ours is None:
        # With whom it was shared, nothing goes on just now: nobody can tell from here.
        return True
    return bool(queries.copies_of(scene.ours, {answer.words.step: answer}))


def _refuse_unless_latest(
    before: AnswerView | None, given: Given | None, revision: int | None
) -> None:
    """Words handed in on another device meanwhile aren't lost without a word."""
    if before is None or before.words.is_draft or before.revision == revision:
        return
    if given is None or given.text != before.words.text:
        raise NotPossible(Refusal.WORDS_CHANGED)


def _rule(scene: Scene, step: Step, chosen: str) -> Reveal:
    return rules.rule_for(step.reveals, chosen, has_partner=scene.ours is not None)


def _hand_over(
    scene: Scene, step: Step, given: Given, rule: Reveal, now: datetime, token: UUID
) -> UUID:
    if scene.ours is None:
        raise NotPossible(Refusal.NEEDS_TWO)
    # Without an occasion each run is its own, but for what both do: they meet whenever they do it.
    is_met = Reveal.TOGETHER in step.reveals or scene.words.occasion
    occasion = scene.words.occasion if is_met else str(scene.run.id)
    handed = Handed(
        practice=scene.practice.id,
        occasion=occasion,
        step=step.id,
        prompt=step.told or step.prompt,
        text=given.text,
        reveal=rule,
        kind=scene.kind,
        value=given.value,
        is_closed=step.is_closed,
    )
    return hand_over(scene.ours, handed, now, token)


def _words(
    scene: Scene, step: Step, given: Given, rule: Reveal, *, copy: str = "", is_draft: bool = False
) -> AnswerWords:
    return AnswerWords(
        run=str(scene.run.id),
        step=step.id,
        prompt=step.prompt,
        text=given.text,
        reveal=rule.value,
        value=given.value,
        is_draft=is_draft,
        copy=copy,
    )


def _keep(
    mine: Membership, run: RunView, words: AnswerWords, before: AnswerView | None, now: datetime
) -> None:
    if before is not None:
        _reseal(mine, before, words)
        return
    row_id = new_id(mine.today(now))
    OwnAnswer.objects.create(
        space_id=mine.space_id,
        id=row_id,
        run_id=run.id,
        person_id=mine.person_id,
        words=seal_words(mine.ring(), mine.context(ANSWER_TABLE, row_id), words),
    )


def _reseal(mine: Membership, before: AnswerView, words: AnswerWords) -> None:
    if words == before.words:
        return
    context = mine.context(ANSWER_TABLE, before.id)
    sealed = seal_words(mine.ring(), context, words, before.revision + 1)
    _rows(mine, before.id).update(words=sealed)


def _rows(mine: Membership, answer_id: UUID) -> Any:
    return OwnAnswer.objects.filter(space_id=mine.space_id, id=answer_id)
