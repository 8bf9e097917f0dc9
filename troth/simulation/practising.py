"""Tells what was planned of practices, by the actions that everybody uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from troth.grounds.needs.actions import let_need_rest
from troth.grounds.plans.actions import forget_plans
from troth.grounds.plans.queries import over_and_kept
from troth.practices.actions import Begun, begin_run, finish_run, go_to_step
from troth.practices.finding import question_script
from troth.practices.giving.actions import Said, hand_in, open_to_partner
from troth.practices.queries import answers_of, scene_of
from troth.practices.rituals.actions import pick_ritual
from troth.practices.rituals.queries import USUAL_AT, USUAL_TIME, moved_on
from troth.practices.rules import occasion_of
from troth.practices.scene import Scene
from troth.practices.scripts import practices
from troth.practices.sharing.actions import let_sleep, reply
from troth.practices.sharing.queries import shared_answer
from troth.practices.step import Step
from troth.practices.tonight.queries import question_id, question_on
from troth.record.actions import expect_later
from troth.record.models import Kind
from troth.simulation.lines_practices import SAW, WHAT_HELPS
from troth.simulation.lines_tonight import ANSWERS
from troth.simulation.plan_practices import Evening, Line, Practised, Week
from troth.simulation.telling import MadeUp, token_at
from troth.spaces.days import day_begins_at

ONE_DAY = timedelta(days=1)
ONE_HOUR = timedelta(hours=1)
SOME_DAYS = timedelta(days=12)
AT_NOON = timedelta(hours=8)
EVERY_DAY, SUNDAY = tuple(range(7)), (6,)
# What each of the two has picked: (practice, on which days, so many days ago).
PICKED = (
    (("tonight", EVERY_DAY, 150), ("weekly-plan", SUNDAY, 120)),
    (("morning", EVERY_DAY, 140), ("evening", EVERY_DAY, 90)),
)
FIRST = {"evening": "appreciated", "morning": "intention"}
Two = Sequence[MadeUp]
Given = Mapping[str, Mapping[str, Any]]


def tell_practices(
    two: Two, practised: Practised, today: date, zone: ZoneInfo, now: datetime
) -> None:
    """All of it; then what goes by itself has gone: what is told for two days, and plans."""
    for made_up, picked in zip(two, PICKED, strict=True):
        for practice_id, days, ago in picked:
            # No ritual is picked before there is anything.
            at = day_begins_at(today - min(ago, practised.days - 1) * ONE_DAY, zone) + AT_NOON
            pick_ritual(made_up.mine, practice_id, days, USUAL_AT.get(practice_id, USUAL_TIME), at)
    for line in practised.lines:
        _tell_line(two, line)
    for week in practised.weeks:
        _tell_week(two[week.who], week)
    _tell_evenings(two, practised.evenings, today)
    for who, made_up in enumerate(two):
        _tell_what_helps(made_up, who, day_begins_at(today - (40 - who) * ONE_DAY, zone) + AT_NOON)
    _let_one_rest(two[0], day_begins_at(today - 2 * ONE_DAY, zone) + AT_NOON)
    let_sleep(now)
    for moved in moved_on(now):
        expect_later(moved, now)
    for over in over_and_kept(now):
        forget_plans(over, now)


def _tell_line(two: Two, line: Line) -> None:
    teller, told = two[line.who], two[1 - line.who]
    step_id = FIRST[line.practice]
    begun = _begun(teller, line.practice, line.at)
    run_id = _go_through(teller, begun, {step_id: {"text": line.text}}, line.at)
    if line.back:
        at = line.at + ONE_HOUR
        copy = UUID(answers_of(teller.mine, run_id)[step_id].words.copy)
        view = shared_answer(told.ours, copy)
        if view is not None:
            reply(told.ours, view, line.back, Kind.APPRECIATION, at, token_at(told.ours, at))


def _tell_week(made_up: MadeUp, week: Week) -> None:
    """What was needed then has had its time; what stands in the latest one stands still."""
    said, at = week.lines, week.at
    given: Given = {
        "my-week": {"text": said.plan, "day": made_up.ours.today(at) + 3 * ONE_DAY, "to": "ours"},
        "my-need": {"text": said.need, "to": "ours"},
        "expecting": {"text": said.expecting},
        "look-forward": {"text": said.forward},
    }
    run_id = _go_through(made_up, _begun(made_up, "weekly-plan", at), given, at)
    if not week.is_latest:
        (need_id,) = answers_of(made_up.mine, run_id)["my-need"].words.value
        let_need_rest(made_up.ours, UUID(need_id), at + SOME_DAYS)


def _tell_evenings(two: Two, evenings: Sequence[Evening], today: date) -> None:
    """Each question once, since it isn't asked again of whoever answered it within the year.

    Those of yesterday and tonight are left for then.
    """
    ours = two[0].ours
    latest = evenings[-1].day
    kept = {found[0] for day in (latest, today) if (found := question_on(ours, day))}
    for evening in evenings:
        found = question_on(ours, evening.day)
        if found is None or found[0] not in ANSWERS:
            continue
        question, text = found
        if question in kept and evening.day != latest:
            continue
        kept.add(question)
        script = question_script(question_id(question), text)
        begun = Begun(script, evening.day.isoformat(), text)
        for who in evening.who:
            at = evening.at + who * ONE_HOUR / 2
            _go_through(two[who], begun, {"answer": {"text": ANSWERS[question][who]}}, at)


def _tell_what_helps(made_up: MadeUp, who: int, at: datetime) -> None:
    """Kept until its author is ready: the one still keeps it, the other has opened it."""
    helps, does_not = WHAT_HELPS[who]
    given = {"what-helps": {"text": helps}, "what-doesnt": {"text": does_not}}
    run_id = _go_through(made_up, _begun(made_up, "what-helps-me", at), given, at)
    if who:
        then = at + SOME_DAYS
        open_to_partner(_scene(made_up, run_id, then), then)


def _let_one_rest(made_up: MadeUp, at: datetime) -> None:
    scene = _give(made_up, _begun(made_up, "clarifying", at), {"happened": {"text": SAW}}, at)
    go_to_step(scene, "made-of-it", at)


def _begun(made_up: MadeUp, practice_id: str, at: datetime) -> Begun:
    practice = practices()[practice_id]
    return Begun(practice, occasion_of(practice.rhythm, made_up.mine.today(at)))


def _go_through(made_up: MadeUp, begun: Begun, given: Given, at: datetime) -> UUID:
    """From beginning to end; the run's id."""
    scene = _give(made_up, begun, given, at)
    finish_run(scene, at)
    return scene.run.id


def _give(made_up: MadeUp, begun: Begun, given: Given, at: datetime) -> Scene:
    """Begin, and hand in so much of it."""
    run_id = begin_run(made_up.mine, made_up.ours, begun, at, token_at(made_up.mine, at))
    scene = _scene(made_up, run_id, at)
    for step_id, facts in given.items():
        hand_in(scene, _step(scene, step_id), Said(facts), at, token_at(made_up.ours, at))
    return scene


def _scene(made_up: MadeUp, run_id: UUID, at: datetime) -> Scene:
    scene = scene_of(made_up.mine, made_up.ours, run_id, at)
    if scene is None:
        raise AssertionError("a run that was just begun is there")
    return scene


def _step(scene: Scene, step_id: str) -> Step:
    step = scene.practice.step(step_id)
    if step is None:
        raise AssertionError(f"{scene.practice.id} has no step {step_id}")
    return step
