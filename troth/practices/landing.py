"""Where something said in a run can land: among promises, needs or plans, with a form for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from troth.grounds.needs.actions import say_need
from troth.grounds.needs.forms import NeedForm
from troth.grounds.needs.rules import NotPossible as CannotNeed
from troth.grounds.plans.actions import say_plan
from troth.grounds.plans.forms import PlanForm
from troth.grounds.plans.rules import NotPossible as CannotPlan
from troth.practices.rules import NotPossible, Refusal
from troth.promises.actions import make_promise
from troth.promises.due import Choice
from troth.promises.forms import PromiseForm
from troth.promises.rules import NotPossible as CannotPromise
from troth.spaces.membership import MINE, OURS, Membership

if TYPE_CHECKING:
    from troth.practices.scene import Scene


@dataclass(frozen=True, slots=True)
class Landing:
    """`form` asks for `text` and what else is needed; `land` writes it and gives its id.

    `fields` is the template of what it asks; `stands` says where it stands then, on `page`.
    """

    form: Callable[[Any, Scene], forms.Form]
    land: Callable[[Mapping[str, Any], Scene, UUID], UUID]
    fields: str
    stands: LazyText
    page: str
    page_label: LazyText


def _promise_form(data: Any, scene: Scene) -> forms.Form:
    to = OURS if scene.ours is not None else MINE
    initial = {"to": to, "when": Choice.THIS_WEEK.value}
    ours, now = scene.ours, scene.now
    form = PromiseForm(data, membership=scene.mine, ours=ours, now=now, initial=initial)
    return _may_be_empty(form)


def _need_form(data: Any, scene: Scene) -> forms.Form:
    return _may_be_empty(NeedForm(data, ours=scene.ours))


def _plan_form(data: Any, scene: Scene) -> forms.Form:
    today, initial = scene.mine.today(scene.now), {"when": "this-week"}
    return _may_be_empty(PlanForm(data, today=today, ours=scene.ours, initial=initial))


def _may_be_empty(form: forms.Form) -> forms.Form:
    """As elsewhere, but nothing has to be said."""
    form.fields["text"].required = False
    return form


def _there(facts: Mapping[str, Any], scene: Scene) -> Membership:
    """In which space it lands: the private one unless somebody chose the other."""
    return scene.ours if facts.get("to") == OURS and scene.ours is not None else scene.mine


def _promise(facts: Mapping[str, Any], scene: Scene, token: UUID) -> UUID:
    there = _there(facts, scene)
    try:
        return make_promise(there, facts["text"], facts["cue"], facts["due"], scene.now, token)
    except CannotPromise:
        raise NotPossible(Refusal.ENOUGH_SAID) from None


def _need(facts: Mapping[str, Any], scene: Scene, token: UUID) -> UUID:
    try:
        return say_need(_there(facts, scene), facts["text"], scene.now, token)
    except CannotNeed:
        raise NotPossible(Refusal.ENOUGH_SAID) from None


def _plan(facts: Mapping[str, Any], scene: Scene, token: UUID) -> UUID:
    try:
        return say_plan(_there(facts, scene), facts["text"], facts["day"], scene.now, token)
    except CannotPlan:
        raise NotPossible(Refusal.ENOUGH_SAID) from None


LANDINGS: Mapping[str, Landing] = {
    "promises": Landing(
        _promise_form,
        _promise,
        "practices/steps/_promise.html",
        _("It stands among your promises then."),
        "promises:index",
        _("Your promises"),
    ),
    "needs": Landing(
        _need_form,
        _need,
        "practices/steps/_need.html",
        _("It stands among your needs then."),
        "grounds:needs",
        _("Your needs"),
    ),
    "plans": Landing(
        _plan_form,
        _plan,
        "grounds/plans/_fields.html",
        _("It stands among your plans until it is over."),
        "grounds:plans",
        _("Your plans"),
    ),
}
