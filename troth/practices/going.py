"""The way through a run: from what was written on Today to its first page, and on from a step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from troth.people.http import PersonRequest
from troth.practices.actions import finish_run, go_to_step
from troth.practices.giving.actions import Said, hand_in, save_draft
from troth.practices.pages import next_of, steps_of
from troth.practices.phrases import why_not
from troth.practices.queries import scene_of
from troth.practices.rules import ForWhom, NotPossible, State
from troth.practices.scene import Scene
from troth.practices.step import Step
from troth.practices.steps.write import LONGEST, Write
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership


def begun_with(
    request: PersonRequest,
    run_id: UUID,
    mine: Membership,
    ours: Membership | None,
    now: datetime,
) -> HttpResponse:
    """On to the step where somebody is, past the first one where it was answered already."""
    scene = scene_of(mine, ours, run_id, now)
    text = request.POST.get("text", "").strip()
    if scene is None or scene.run.state is State.DONE or not text:
        return redirect("practices:run", run_id)
    steps = steps_of(scene)
    first = steps[0]
    before = scene.answers.get(first.id)
    if not isinstance(first, Write) or (before is not None and not before.words.is_draft):
        return redirect("practices:run", run_id)
    form = first.form(request.POST, scene, None)
    if "choose" in request.POST or not form.is_valid():
        # On its own page, with what was typed.
        keep_typed(scene, first, request.POST)
        return redirect("practices:step", run_id, first.id)
    try:
        hand_in(scene, first, Said(form.cleaned_data), now, new_id(mine.today(now)))
    except NotPossible as refused:
        messages.error(request, why_not(refused.refusal))
        return redirect("practices:step", run_id, first.id)
    return on_from(scene, steps, first)


def kept_aside(
    request: PersonRequest,
    run_id: UUID,
    mine: Membership,
    ours: Membership | None,
    now: datetime,
) -> None:
    """What somebody had typed before they put it aside is there when they come back to it."""
    scene = scene_of(mine, ours, run_id, now)
    if scene is not None and scene.run.state is not State.DONE:
        keep_typed(scene, steps_of(scene)[0], request.POST)


def keep_typed(scene: Scene, step: Step, data: Mapping[str, str]) -> None:
    """As a draft, for its author; what was handed in stays as it is."""
    text = data.get("text", "").strip()
    if text and isinstance(step, Write):
        save_draft(scene, step, text[:LONGEST], data.get("reveal", ""), scene.now)


def on_from(scene: Scene, steps: Sequence[Step], here: Step) -> HttpResponse:
    """To the step after this one; behind the last one it is done, but for what ends by talking."""
    following = next_of(scene, steps[steps.index(here) + 1 :])
    if following is not None:
        go_to_step(scene, following.id, scene.now)
        return redirect("practices:step", scene.run.id, following.id)
    if scene.practice.for_whom is not ForWhom.FACE_TO_FACE:
        finish_run(scene, scene.now)
    return redirect("practices:end", scene.run.id)
