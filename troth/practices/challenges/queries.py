"""Reads of challenges: the one that runs, a day's promise, what Today asks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from troth.practices.challenges import rules
from troth.practices.finding import practice_of
from troth.practices.models import Run
from troth.practices.opening import AnswerView, RunView, run_view
from troth.practices.queries import answers_of, open_runs, run_by_id
from troth.practices.rules import State
from troth.practices.scene import Scene
from troth.practices.scripts import LONGEST_DAYS
from troth.practices.words import RunWords
from troth.record.models import Kind as RecordKind
from troth.record.queries import known_long
from troth.spaces.membership import Membership

# Once even the longest would be over for days, wherever its person is.
FORGOTTEN_AFTER = timedelta(days=LONGEST_DAYS + 7)


@dataclass(frozen=True, slots=True)
class Challenge:
    """A run of some days; `today` is the day whose turn it is, None once it is over."""

    scene: Scene
    first: date
    days: int
    today: date | None

    @property
    def id(self) -> UUID:
        return self.scene.run.id

    def said_on(self, day: date | None) -> AnswerView | None:
        return None if day is None else self.scene.answers.get(rules.step_id(day))


def is_challenge(view: RunView) -> bool:
    return isinstance(view.words, RunWords) and view.words.days > 0


def is_running(view: RunView, today: date) -> bool:
    return view.state is State.OPEN and is_challenge(view) and not _is_over(view, today)


def has_run_out(view: RunView, today: date) -> bool:
    """Whether its days are over, though its person hasn't said that it is done."""
    return view.state is State.OPEN and is_challenge(view) and _is_over(view, today)


def running_challenge(mine: Membership, now: datetime) -> RunView | None:
    """The one that runs, if any does."""
    today = mine.today(now)
    return next((view for view in open_runs(mine) if is_running(view, today)), None)


def challenge_of(
    mine: Membership, ours: Membership | None, run_id: UUID, now: datetime
) -> Challenge | None:
    """Everything about a challenge; None where there is none, or its script is gone.

    With the partner of now, whoever that was when it was begun.
    """
    view = run_by_id(mine, run_id)
    if view is None or not isinstance(view.words, RunWords) or not view.words.days:
        return None
    practice = practice_of(view.words)
    if practice is None:
        return None
    answers = answers_of(mine, view.id)
    scene = Scene(practice, view, view.words, answers, mine, ours, now)
    first, days = view.begun_on, view.words.days
    is_done = view.state is State.DONE
    today = None if is_done else rules.day_at(first, days, mine.today(now))
    return Challenge(scene, first, days, today)


def challenge_among(mine: Membership, run_ids: Collection[UUID]) -> RunView | None:
    """The latest open challenge among these runs."""
    rows = Run.objects.filter(space_id=mine.space_id, id__in=run_ids, state=State.OPEN.value)
    views = [run_view(mine, row) for row in rows.order_by("-id")]
    return next((view for view in views if is_challenge(view)), None)


def has_said(mine: Membership, view: RunView, now: datetime) -> bool:
    """Whether something was said on the day whose turn it is."""
    words = view.words
    if not isinstance(words, RunWords):
        return False
    day = rules.day_at(view.begun_on, words.days, mine.today(now))
    return day is not None and rules.step_id(day) in answers_of(mine, view.id)


def is_still_open(mine: Membership, run_id: UUID) -> bool:
    return Run.objects.filter(space_id=mine.space_id, id=run_id, state=State.OPEN.value).exists()


def long_over(now: datetime) -> Mapping[UUID, list[UUID]]:
    """Keyless: by space, the runs that nobody has come back to since their days were over."""
    return known_long(Run.objects.all(), RecordKind.PRACTICE, now - FORGOTTEN_AFTER)


def _is_over(view: RunView, today: date) -> bool:
    words = view.words
    return isinstance(words, RunWords) and rules.is_over(view.begun_on, words.days, today)
