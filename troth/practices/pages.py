"""What the pages of runs show: the steps that come this time, what was given at each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from troth.content.habits import habits
from troth.content.sources import cited
from troth.practices import rules
from troth.practices.actions import LATER, PASS
from troth.practices.finding import practice_of
from troth.practices.opening import AnswerView, RunView
from troth.practices.phrases import for_whom_phrase, minutes_phrase, rhythm_phrase, rule_sentence
from troth.practices.rules import Reveal
from troth.practices.scene import Scene
from troth.practices.scripts import Practice
from troth.practices.step import Step
from troth.practices.words import RunWords
from troth.sealing import Unopened
from troth.spaces.membership import Membership
from troth.spaces.phrases import day_phrase


@dataclass(frozen=True, slots=True)
class ShownPractice:
    """A practice in a list."""

    id: str
    page: str
    title: str
    about: str
    note: str


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A run in a list."""

    id: UUID
    page: str
    title: str
    begun: str
    unopened: str


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What was given at a step, and who can read it; `copy` leads to what was handed over."""

    step: str
    prompt: str
    text: str
    state: str
    copy: str
    can_open: bool


def shown_practice(practice: Practice) -> ShownPractice:
    note = _("%(minutes)s, %(for_whom)s") % {
        "minutes": minutes_phrase(practice.minutes),
        "for_whom": for_whom_phrase(practice),
    }
    page = reverse("practices:page", args=[practice.id])
    return ShownPractice(practice.id, page, practice.title, practice.about, note)


def shown_runs(mine: Membership, views: Iterable[RunView], now: datetime) -> list[ShownRun]:
    """Runs by what they are of, a question by its words.

    Left out are those whose script is gone, and those that were put aside for good or for tonight.
    """
    found = []
    for view in views:
        is_challenge = isinstance(view.words, RunWords) and view.words.days
        page = reverse("practices:challenge" if is_challenge else "practices:run", args=[view.id])
        begun = day_phrase(view.begun_on, mine.today(now))
        if isinstance(view.words, Unopened):
            found.append(ShownRun(view.id, page, "", begun, view.words.reason.name.lower()))
        elif view.aside in (PASS, LATER):
            continue
        elif practice := practice_of(view.words):
            title = view.words.question or practice.title
            found.append(ShownRun(view.id, page, title, begun, ""))
    return found


def facts_of(practice: Practice) -> dict[str, object]:
    """What a practice's own page says of it."""
    return {
        "practice": practice,
        "habit": habits()[practice.habit],
        "minutes": minutes_phrase(practice.minutes),
        "for_whom": for_whom_phrase(practice),
        "rhythm": "" if practice.days else rhythm_phrase(practice.rhythm),
        "sources": cited(practice.why.sources) if practice.why else [],
    }


def steps_of(scene: Scene) -> list[Step]:
    """The steps of this time round, without what comes only now and then.

    Whether there is anything to do at one, it says itself: see `next_of`.
    """
    comes_now = rules.comes_now(scene.practice.rhythm, scene.words.occasion)
    return [
        step
        for step in scene.practice.steps
        if comes_now or not step.now_and_then or step.id in scene.answers
    ]


def next_of(scene: Scene, steps: Iterable[Step]) -> Step | None:
    """The first of these at which there is something to do or to see."""
    return next((step for step in steps if is_shown(scene, step)), None)


def is_shown(scene: Scene, step: Step) -> bool:
    return step.id in scene.answers or step.is_shown(scene)


def given_in(scene: Scene) -> list[ShownAnswer]:
    """What was handed in, in the order of the script."""
    order = [step.id for step in scene.practice.steps]
    known = [answer for answer in scene.answers.values() if not answer.words.is_draft]
    known = [answer for answer in known if answer.words.step in order]
    known.sort(key=lambda answer: order.index(answer.words.step))
    return [_shown_answer(scene, answer) for answer in known]


def drafts_in(scene: Scene) -> list[tuple[str, str]]:
    """What was typed and never handed in: (prompt, address of the step)."""
    return [
        (answer.words.prompt, reverse("practices:step", args=[scene.run.id, answer.words.step]))
        for answer in scene.answers.values()
        if answer.words.is_draft and answer.words.text
    ]


def _shown_answer(scene: Scene, answer: AnswerView) -> ShownAnswer:
    words, step = answer.words, scene.practice.step(answer.words.step)
    standing = scene.copies.get(words.step)
    copy = reverse("practices:shared", args=[standing.id]) if standing else ""
    is_apart = step is not None and step.stands_by_itself
    can_open = words.reveal == Reveal.WHEN_READY and not standing and scene.ours is not None
    state = "" if is_apart else state_phrase(scene, answer)
    text = scene.stands(answer).text
    return ShownAnswer(words.step, words.prompt, text, state, copy, can_open)


def state_phrase(scene: Scene, answer: AnswerView) -> str:
    """Who can read an answer that was handed in."""
    standing = scene.copies.get(answer.words.step)
    if scene.ours is None:
        # Whoever it was handed over to may have read it.
        return "" if answer.words.copy else rule_sentence(Reveal.PRIVATE, "")
    name = scene.ours.partner_called
    if standing is None:
        is_kept = answer.words.reveal == Reveal.WHEN_READY
        return rule_sentence(Reveal.WHEN_READY if is_kept else Reveal.PRIVATE, name)
    if standing.is_taken_back:
        return _("You took it back.")
    if standing.is_held and not standing.has_met:
        return rule_sentence(Reveal.TOGETHER, name)
    return _("%(name)s can read it.") % {"name": scene.ours.partner_at_start}


def ways_on(scene: Scene) -> list[tuple[str, str]]:
    """Where what was given leads, once the run is over: (label, address), each once."""
    found: dict[str, str] = {}
    for step in scene.practice.steps:
        if given := scene.given(step):
            found |= {address: label for label, address in step.ways_on(given)}
    return [(label, address) for address, label in found.items()]
