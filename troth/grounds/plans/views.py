"""Pages of plans: what is coming up, one more, another day or words, or none of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from troth.grounds.audience import stands_phrase
from troth.grounds.plans import actions, queries
from troth.grounds.plans.forms import ChangePlanForm, PlanForm, starts
from troth.grounds.plans.pages import all_shown, shown, why_not
from troth.grounds.plans.rules import NotPossible, Refusal
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.spaces.access import is_meant_for, look_again, membership, ours
from troth.spaces.ids import fresh_or_new, new_id
from troth.spaces.membership import OURS, Membership
from troth.web.answers import reads_and_writes, status_of
from troth.web.unsaved import NotSaved


@require_safe
@unlocked
def index(request: PersonRequest) -> HttpResponse:
    """My plans, for me alone and for both to read; then my partner's. Soonest first."""
    mine, together, now = membership(request), ours(request), timezone.now()
    between = all_shown(together, queries.plans_of(together, now), now) if together else []
    context = {
        "alone": all_shown(mine, queries.plans_of(mine, now), now),
        "told": [each for each in between if each.is_mine],
        "theirs": [each for each in between if not each.is_mine],
        "together": together,
    }
    return render(request, "grounds/plans/index.html", context)


@reads_and_writes
@unlocked
def say(request: PersonRequest) -> HttpResponse:
    """Say what is coming up."""
    mine, together, now = membership(request), ours(request), timezone.now()
    today = mine.today(now)
    form = PlanForm(
        request.POST or None,
        ours=together,
        is_for_another=together is not None and not is_meant_for(request, together),
        today=today,
        initial={"token": new_id(today)},
    )
    problem = ""
    if request.method == "POST" and form.is_valid():
        facts, there = form.cleaned_data, form.there(mine)
        token = fresh_or_new(facts["token"], today)
        try:
            actions.say_plan(there, facts["text"], facts["day"], now, token)
        except NotPossible as not_possible:
            problem = _why(request, there, not_possible)
        else:
            messages.success(request, stands_phrase(there))
            return redirect("grounds:plans")
    context = {"form": form, "problem": problem, "together": together}
    return render(request, "grounds/plans/say.html", context, status=status_of(form))


@reads_and_writes
@unlocked
def change(request: PersonRequest, where: str, plan_id: UUID) -> HttpResponse:
    """Other words, another day, or none of it."""
    there, now = membership(request, where), timezone.now()
    view = queries.own_plan(there, plan_id, now)
    if view is None:
        raise Http404
    plan, today = shown(there, view, now), there.today(now)
    if request.method == "POST" and plan.unopened:
        raise NotSaved(why_not(Refusal.WORDS_STAY), plan.page)
    begins = {"text": plan.text, "revision": plan.revision, **starts(view.on, view.until_on, today)}
    form = ChangePlanForm(request.POST or None, today=today, initial=begins)
    problem = ""
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            actions.change_plan(there, plan_id, facts["text"], facts["day"], facts["revision"], now)
        except ObjectDoesNotExist:
            raise Http404 from None
        except NotPossible as not_possible:
            problem = _why(request, there, not_possible)
            # Sent once more, it takes the place of what is shown beside it.
            form.data = request.POST.copy()
            form.data["revision"] = str(plan.revision)
        else:
            messages.success(request, _("Changed."))
            return redirect("grounds:plans")
    context = {"form": form, "plan": plan, "problem": problem, "there": there}
    return render(request, "grounds/plans/change.html", context, status=status_of(form))


@require_POST
@unlocked
def remove(request: PersonRequest, where: str, plan_id: UUID) -> HttpResponse:
    """None of it: it is gone for both."""
    try:
        actions.remove_plan(membership(request, where), plan_id, timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    messages.success(request, _("It is gone."))
    return redirect("grounds:plans")


def _why(request: PersonRequest, there: Membership, refused: NotPossible) -> str:
    """In a sentence; raises NotSaved where the other has just left."""
    if refused.reason is Refusal.SPACE_ENDED and not there.has_ended:
        look_again(request, OURS)
    return why_not(refused.reason)
