"""Reads of runs and what was given in them; each opens the words with the membership's keys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from troth.practices.finding import practice_of
from troth.practices.models import OwnAnswer, Run
from troth.practices.opening import AnswerView, RunView, SharedView, answer_view, run_view
from troth.practices.rules import State
from troth.practices.scene import Scene
from troth.practices.sharing.queries import readable
from troth.practices.words import RunWords
from troth.sealing import topics_of
from troth.spaces.membership import Membership

# Begun and resting; the oldest of more are found once others are done or let go.
MOST_OPEN = 50
BATCH = 200
LOOKED_BACK = 200


def open_runs(mine: Membership) -> list[RunView]:
    """What the person has begun, the latest first."""
    rows = Run.objects.filter(space_id=mine.space_id, state=State.OPEN.value)
    return [run_view(mine, row) for row in rows.order_by("-id")[:MOST_OPEN]]


def run_of_occasion(mine: Membership, *parts: str) -> RunView | None:
    """The run of one practice on one occasion; they are named as in `occasion_topics`."""
    topics = occasion_topics(mine, *parts)
    row = Run.objects.filter(space_id=mine.space_id, topic__in=topics).first()
    return None if row is None else run_view(mine, row)


def runs_of_occasions(
    mine: Membership, named: Collection[tuple[str, str, str]]
) -> dict[tuple[str, str, str], RunView]:
    """The same of several (practice, occasion, space), in one query."""
    topics = {topic: each for each in named for topic in occasion_topics(mine, *each)}
    if not topics:
        return {}
    rows = Run.objects.filter(space_id=mine.space_id, topic__in=list(topics))
    return {topics[row.topic]: run_view(mine, row) for row in rows}


def occasion_topics(mine: Membership, practice_id: str, occasion: str, space: str) -> list[UUID]:
    """The opaque names of one practice on one occasion, with whomever it is done."""
    return topics_of(mine.ring(), "run", practice_id, occasion, space)


def answers_of(mine: Membership, run_id: UUID) -> dict[str, AnswerView]:
    """What was given in a run, by the step's id."""
    rows = OwnAnswer.objects.filter(space_id=mine.space_id, run_id=run_id)
    views = [view for view in (answer_view(mine, row) for row in rows) if view is not None]
    return {view.words.step: view for view in views}


def scene_of(
    mine: Membership, ours: Membership | None, run_id: UUID, now: datetime
) -> Scene | None:
    """Everything about a run; None where there is none, or its script is gone.

    Begun with somebody else than the partner of now, or with nobody, it goes on alone.
    """
    view = run_by_id(mine, run_id)
    return None if view is None else scene_of_view(mine, ours, view, now)


def run_by_id(mine: Membership, run_id: UUID) -> RunView | None:
    row = Run.objects.filter(space_id=mine.space_id, id=run_id, person_id=mine.person_id).first()
    return None if row is None else run_view(mine, row)


def scene_of_view(
    mine: Membership, ours: Membership | None, view: RunView, now: datetime
) -> Scene | None:
    if not isinstance(view.words, RunWords):
        return None
    practice = practice_of(view.words)
    if practice is None:
        return None
    together = ours if ours is not None and str(ours.space_id) == view.words.space else None
    answers = answers_of(mine, view.id)
    copies = copies_of(together, answers) if together is not None else {}
    return Scene(practice, view, view.words, answers, mine, together, now, copies)


def copies_of(ours: Membership, answers: Mapping[str, AnswerView]) -> dict[str, SharedView]:
    """What stands in the shared space of what was given, by the step's id."""
    steps = {UUID(view.words.copy): step for step, view in answers.items() if view.words.copy}
    if not steps:
        return {}
    return {steps[view.id]: view for view in readable(ours, steps).values()}


def earlier_answers(
    mine: Membership, practice_id: str, step_id: str, at_most: int, but: UUID
) -> list[AnswerView]:
    """What was handed in at one step of a practice in runs that are done, the latest first.

    `but`: not in that run. Of the last LOOKED_BACK runs alone: of which practice one was, stands
    sealed.
    """
    done = [
        view
        for view in done_runs(mine, None, LOOKED_BACK)
        if isinstance(view.words, RunWords) and view.words.practice == practice_id
    ]
    answers = _answers_by_run(mine, [view.id for view in done if view.id != but])
    found = [
        answer
        for view in done
        for answer in answers.get(view.id, [])
        if answer.words.step == step_id and not answer.words.is_draft
    ]
    return found[:at_most]


def all_runs(mine: Membership) -> Iterator[tuple[RunView, list[AnswerView]]]:
    """Every run of the private space with what was given in it, by id, BATCH rows at a time."""
    rows = Run.objects.filter(space_id=mine.space_id).order_by("id")
    batch = list(rows[:BATCH])
    while batch:
        answers = _answers_by_run(mine, [row.id for row in batch])
        for row in batch:
            yield run_view(mine, row), answers.get(row.id, [])
        batch = list(rows.filter(id__gt=batch[-1].id)[:BATCH])


def done_runs(mine: Membership, before: UUID | None, size: int) -> list[RunView]:
    """What the person has gone through, the latest first; `before`: of those begun before it."""
    rows: QuerySet[Run] = Run.objects.filter(space_id=mine.space_id, state=State.DONE.value)
    if before is not None:
        rows = rows.filter(id__lt=before)
    # Of hundreds nothing but what is opened: a model each would take longer than the opening.
    found = rows.order_by("-id").values_list("id", "begun_on", "state", "words", named=True)
    return [run_view(mine, row) for row in found[:size]]


def _answers_by_run(mine: Membership, run_ids: list[UUID]) -> dict[UUID, list[AnswerView]]:
    found: dict[UUID, list[AnswerView]] = {}
    for row in OwnAnswer.objects.filter(space_id=mine.space_id, run_id__in=run_ids):
        view = answer_view(mine, row)
        if view is not None:
            found.setdefault(row.run_id, []).append(view)
    return found
