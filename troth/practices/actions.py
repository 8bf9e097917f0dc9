"""Writes of runs: beginning one, a draft, an answer handed in, the end, letting it go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from troth.practices import queries
from troth.practices.models import OwnAnswer, Run
from troth.practices.opening import RUN_TABLE, RunView, run_view
from troth.practices.rules import ForWhom, NotPossible, Refusal, State
from troth.practices.scene import Scene
from troth.practices.scripts import Practice
from troth.practices.sharing.actions import note_talk
from troth.practices.words import RunWords
from troth.record.actions import note_event
from troth.sealing import seal_words, topic_of
from troth.spaces.actions import hold_space
from troth.spaces.ids import id_for, new_id
from troth.spaces.membership import Membership

# In place of an answer: a pass is for good, the others are asked again.
PASS, THINK, LATER = ASIDES = ("pass", "think", "later")


@dataclass(frozen=True, slots=True)
class Begun:
    """Which practice, which time round ("" where each is its own), in what words it asks."""

    practice: Practice
    occasion: str
    question: str = ""


@transaction.atomic
def begin_run(
    mine: Membership, ours: Membership | None, begun: Begun, now: datetime, token: UUID
) -> UUID:
    """Begin, or go on with what was begun on this occasion, on whatever device; the run's id.

    Raises NotPossible where a practice takes two and there is one.
    """
    practice = begun.practice
    if ours is None and practice.for_whom is ForWhom.BOTH_APART:
        raise NotPossible(Refusal.NEEDS_TWO)
    hold_space(mine, now)
    space = str(ours.space_id) if ours is not None else ""
    named = (practice.id, begun.occasion or str(token), space)
    before = queries.run_of_occasion(mine, *named)
    if before is not None:
        _take_up_again(mine, before)
        return before.id
    today = mine.today(now)
    # A token under which another run stands is of another form.
    is_taken = Run.objects.filter(space_id=mine.space_id, id=token).exists()
    run_id = new_id(today) if is_taken else token
    words = RunWords(
        practice=practice.id,
        occasion=begun.occasion,
        space=space,
        begun_on=today.isoformat(),
        state=State.OPEN.value,
        question=begun.question,
    )
    add_run(mine, words, named, now, run_id)
    return run_id


@transaction.atomic
def add_run(
    mine: Membership, words: RunWords, named: tuple[str, str, str], now: datetime, run_id: UUID
) -> None:
    """A new run, under the opaque name that its practice, occasion and space give it."""
    ring = mine.ring()
    Run.objects.create(
        space_id=mine.space_id,
        id=run_id,
        person_id=mine.person_id,
        begun_on=mine.today(now),
        topic=topic_of(ring.current, "run", *named),
        words=seal_words(ring, mine.context(RUN_TABLE, run_id), words),
    )


@transaction.atomic
def answer_instead(
    mine: Membership,
    ours: Membership | None,
    begun: Begun,
    aside: str,
    now: datetime,
    token: UUID,
) -> UUID:
    """Pass it, think about it, or not now: for oneself alone; nobody else can tell."""
    run_id = begin_run(mine, ours, begun, now, token)
    _set_aside(mine, run_id, aside)
    return run_id


@transaction.atomic
def go_to_step(scene: Scene, step_id: str, now: datetime) -> None:
    """Where somebody goes on, on whatever device."""
    row = _locked(scene)
    view = run_view(scene.mine, row)
    if view.words != scene.words or scene.words.step == step_id:
        return
    _reseal_run(scene.mine, row, replace(scene.words, step=step_id), view.revision)


@transaction.atomic
def finish_run(scene: Scene, now: datetime) -> None:
    """It is done; a second time changes nothing. Drafts that were never handed in go."""
    if scene.ours is not None:
        hold_space(scene.ours, now)
    row = _locked(scene)
    view = run_view(scene.mine, row)
    if row.state == State.DONE.value or not isinstance(view.words, RunWords):
        return
    answers = queries.answers_of(scene.mine, scene.run.id)
    drafts = [answer.id for answer in answers.values() if answer.words.is_draft]
    OwnAnswer.objects.filter(space_id=scene.mine.space_id, id__in=drafts).delete()
    row.state = State.DONE.value
    words = replace(scene.words, state=State.DONE.value, step="", aside="")
    _reseal_run(scene.mine, row, words, view.revision)
    if scene.practice.for_whom is ForWhom.FACE_TO_FACE and scene.ours is not None:
        note_talk(scene.ours, scene.kind, now, scene.run.id)
    elif not any(answer.words.copy for answer in answers.values()):
        # What was handed over is noted between the two already, so that nothing counts twice.
        _note_done(scene, now)


@transaction.atomic
def let_go_of_run(scene: Scene, now: datetime) -> None:
    """Drop a run with all that only its person can read; what was handed over stays with both.

    What comes round isn't asked again this time. Raises DoesNotExist for one that isn't there.
    """
    row = _locked(scene)
    view = run_view(scene.mine, row)
    OwnAnswer.objects.filter(space_id=scene.mine.space_id, run_id=row.id).delete()
    if not isinstance(view.words, RunWords) or not view.words.occasion:
        row.delete()
        return
    row.state = State.DONE.value
    words = replace(view.words, aside=PASS, state=row.state, step="")
    _reseal_run(scene.mine, row, words, view.revision)


@transaction.atomic
def erase_runs(space_id: UUID, now: datetime) -> None:
    """All runs of one space, the answers first."""
    OwnAnswer.objects.filter(space_id=space_id).delete()
    Run.objects.filter(space_id=space_id).delete()


def _set_aside(mine: Membership, run_id: UUID, aside: str) -> None:
    row = Run.objects.select_for_update().get(space_id=mine.space_id, id=run_id)
    view = run_view(mine, row)
    if row.state == State.DONE.value or not isinstance(view.words, RunWords):
        return
    row.state = (State.DONE if aside == PASS else State.OPEN).value
    words = replace(view.words, aside=aside, state=row.state)
    _reseal_run(mine, row, words, view.revision)


def _take_up_again(mine: Membership, before: RunView) -> None:
    """What was put aside is begun after all."""
    if isinstance(before.words, RunWords) and before.words.aside:
        row = Run.objects.select_for_update().get(space_id=mine.space_id, id=before.id)
        row.state = State.OPEN.value
        words = replace(before.words, aside="", state=State.OPEN.value)
        _reseal_run(mine, row, words, before.revision)


def _reseal_run(mine: Membership, row: Run, words: RunWords, revision: int) -> None:
    row.words = seal_words(mine.ring(), mine.context(RUN_TABLE, row.id), words, revision + 1)
    row.save(update_fields=["state", "words"])


def _locked(scene: Scene) -> Run:
    return Run.objects.select_for_update().get(
        space_id=scene.mine.space_id, id=scene.run.id, person_id=scene.mine.person_id
    )


def _note_done(scene: Scene, now: datetime) -> None:
    today = scene.mine.today(now)
    event_id = id_for(today, scene.run.id)
    note_event(scene.mine, scene.kind, scene.run.id, event_id, today, now)
