"""Pages of a run: one step at a time, its end, letting it go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from troth.people.gate import READS, unlocked
from troth.people.http import PersonRequest
from troth.people.private import ask_for_password, is_password_fresh
from troth.practices import actions, queries
from troth.practices.forms import CarriedForm
from troth.practices.giving.actions import Said, hand_in, leave_out, open_to_partner, save_draft
from troth.practices.going import keep_typed, on_from
from troth.practices.pages import (
    drafts_in,
    given_in,
    is_shown,
    next_of,
    state_phrase,
    steps_of,
    ways_on,
)
from troth.practices.phrases import rule_sentence, why_not
from troth.practices.rules import ForWhom, NotPossible, Refusal, Reveal, State
from troth.practices.runs.together import opened_in
from troth.practices.scene import Scene
from troth.practices.step import Step
from troth.practices.steps.write import LONGEST
from troth.practices.views import partner_space
from troth.spaces.access import look_again, membership
from troth.spaces.ids import fresh_or_new, new_id
from troth.spaces.membership import OURS
from troth.web.answers import reads_and_writes


@reads_and_writes
@unlocked
def run(request: PersonRequest, run_id: UUID) -> HttpResponse:
    """On to the step where one was."""
    scene = _scene(request, run_id)
    steps = steps_of(scene)
    ids = [step.id for step in steps]
    at = ids.index(scene.words.step) if scene.words.step in ids else 0
    here = next_of(scene, steps[at:])
    if scene.run.state is State.DONE or here is None:
        return redirect("practices:end", run_id)
    return redirect("practices:step", run_id, here.id)


@reads_and_writes
@unlocked
def step(request: PersonRequest, run_id: UUID, step_id: str) -> HttpResponse:
    """One step: what it says, what it asks; on to the next."""
    scene = _scene(request, run_id)
    if scene.run.state is State.DONE:
        return redirect("practices:end", run_id)
    if asked := _private_if_past(request, scene):
        return asked
    steps = steps_of(scene)
    here = _among(steps, step_id)
    if not is_shown(scene, here):
        return _past(request, scene, steps, here)
    data = request.POST if request.method == "POST" else None
    form = here.form(data, scene, scene.given(here))
    carried = CarriedForm(data, scene, here, initial=_carried(scene, here))
    problem = ""
    if data is not None:
        if "rest" in data or "back" in data:
            return _aside(scene, steps, here, data)
        if "pass" in data:
            leave_out(scene, here, scene.now)
        if _is_settled(scene, here) or "pass" in data:
            return on_from(scene, steps, here)
        if form.is_valid() and carried.is_valid():
            problem = _problem_with(request, scene, here, form, carried)
            if not problem:
                return on_from(scene, steps, here)
    context = _shown(scene, steps, here, problem) | {"form": form, "carried": carried}
    status = 422 if form.is_bound else 200
    return render(request, "practices/step.html", context, status=status)


def _aside(scene: Scene, steps: list[Step], here: Step, data: Mapping[str, str]) -> HttpResponse:
    """Away from a step, or back, with what is typed kept for its author."""
    keep_typed(scene, here, data)
    if "rest" in data:
        return redirect("home:today")
    around = next_of(scene, reversed(steps[: steps.index(here)]))
    return redirect("practices:step", scene.run.id, around.id if around else here.id)


def _shown(scene: Scene, steps: list[Step], here: Step, problem: str) -> dict[str, object]:
    number, is_settled = steps.index(here), _is_settled(scene, here)
    return {
        "scene": scene,
        "step": here,
        "problem": problem,
        "settled": is_settled,
        "given": scene.given(here) if problem or is_settled else None,
        "rule": _rule_line(scene, here),
        "before": steps[number - 1].id if number else "",
        "number": number + 1,
        "count": len(steps),
        "longest": LONGEST,
        **here.context(scene),
    }


@require_POST
@unlocked
def draft(request: PersonRequest, run_id: UUID, step_id: str) -> HttpResponse:
    """Keep what is being typed."""
    scene = _scene(request, run_id)
    here = _among(steps_of(scene), step_id)
    text = request.POST.get("text", "")[:LONGEST].strip()
    if here.kind != "write" or scene.run.state is State.DONE:
        raise Http404
    save_draft(scene, here, text, request.POST.get("reveal", ""), scene.now)
    return render(request, "practices/_draft.html", {"is_kept": bool(text)})


@require_POST
@unlocked
def open_up(request: PersonRequest, run_id: UUID) -> HttpResponse:
    """Let the partner read what I kept until now."""
    scene = _scene(request, run_id)
    try:
        open_to_partner(scene, scene.now)
    except NotPossible as refused:
        messages.error(request, why_not(refused.refusal))
    else:
        messages.success(request, _("Your partner can read it now."))
    return redirect("practices:end", run_id)


@reads_and_writes
@unlocked
def end(request: PersonRequest, run_id: UUID) -> HttpResponse:
    """What was given, who can read it, and what opened; face to face, that the two talked.

    What was done on another day stands in private, and asks for the password again.
    """
    scene = _scene(request, run_id)
    return _private_if_past(request, scene) or _end(request, scene)


def _private_if_past(request: PersonRequest, scene: Scene) -> HttpResponse | None:
    """What is for oneself alone, or of another day, asks for the password before it is shown."""
    is_past = scene.run.begun_on != scene.mine.today(scene.now)
    is_private = is_past or scene.practice.for_whom is ForWhom.ONE
    if request.method not in READS or not is_private or is_password_fresh(request):
        return None
    return ask_for_password(request)


def _end(request: PersonRequest, scene: Scene) -> HttpResponse:
    if request.method == "POST":
        actions.finish_run(scene, scene.now)
        return redirect("practices:end", scene.run.id)
    answers = given_in(scene)
    context = {
        "scene": scene,
        "is_done": scene.run.state is State.DONE,
        "is_face_to_face": scene.practice.for_whom is ForWhom.FACE_TO_FACE,
        "answers": answers,
        "drafts": drafts_in(scene),
        "can_open": any(answer.can_open for answer in answers),
        "opened": opened_in(scene),
        "ways_on": ways_on(scene),
    }
    return render(request, "practices/end.html", context)


@require_POST
@unlocked
def let_go(request: PersonRequest, run_id: UUID) -> HttpResponse:
    """Drop it, with all in it that only I can read."""
    scene = _scene(request, run_id)
    actions.let_go_of_run(scene, scene.now)
    messages.success(request, _("Let go."))
    return redirect("practices:index")


def _scene(request: PersonRequest, run_id: UUID) -> Scene:
    now: datetime = timezone.now()
    scene = queries.scene_of(membership(request), partner_space(request), run_id, now)
    if scene is None or scene.words.days:
        # The days of a challenge have a page of their own.
        raise Http404
    return scene


def _among(steps: list[Step], step_id: str) -> Step:
    for found in steps:
        if found.id == step_id:
            return found
    raise Http404


def _past(request: PersonRequest, scene: Scene, steps: list[Step], here: Step) -> HttpResponse:
    """Past a step at which there is nothing to do, in the direction in which somebody goes."""
    number = steps.index(here)
    if "back" in request.GET:
        around, query = next_of(scene, reversed(steps[:number])), "?back"
    else:
        around, query = next_of(scene, steps[number + 1 :]), ""
    if around is None:
        return redirect("practices:end", scene.run.id)
    return redirect(reverse("practices:step", args=[scene.run.id, around.id]) + query)


def _is_settled(scene: Scene, here: Step) -> bool:
    """Whether what was given there stands elsewhere by now, and is changed there."""
    answer = scene.answers.get(here.id)
    if answer is None or answer.words.is_draft:
        return False
    is_elsewhere = scene.ours is None and bool(answer.words.copy)
    return here.stands_by_itself or here.id in scene.copies or is_elsewhere


def _carried(scene: Scene, here: Step) -> dict[str, object]:
    answer = scene.answers.get(here.id)
    first = here.reveals[0].value if here.reveals else ""
    return {
        "reveal": answer.words.reveal if answer else first,
        "revision": answer.revision if answer else None,
        "token": new_id(scene.mine.today(scene.now)),
    }


def _problem_with(
    request: PersonRequest, scene: Scene, here: Step, form: Form, carried: CarriedForm
) -> str:
    """Hand it in; why it can't be, where it can't. Raises NotSaved once the other has left."""
    extra = carried.cleaned_data
    token = fresh_or_new(extra["token"], scene.mine.today(scene.now))
    said = Said(form.cleaned_data, extra.get("reveal", ""), extra["revision"])
    try:
        hand_in(scene, here, said, scene.now, token)
    except NotPossible as refused:
        if refused.refusal is Refusal.SPACE_ENDED:
            look_again(request, OURS)
        return why_not(refused.refusal)
    return ""


def _rule_line(scene: Scene, here: Step) -> str:
    """Who will be able to read it, where there is nothing to choose."""
    answer = scene.answers.get(here.id)
    if answer is not None and _is_settled(scene, here):
        return "" if here.stands_by_itself else state_phrase(scene, answer)
    if not here.is_answered or here.stands_by_itself or not here.gives:
        return ""
    if scene.ours is None:
        return rule_sentence(Reveal.PRIVATE, "")
    if len(here.reveals) > 1:
        return ""
    return rule_sentence(here.reveals[0], scene.ours.partner_called)
