"""Pages of a challenge: beginning it, its days with the form of today's, its end."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.practices.challenges import actions
from troth.practices.challenges.forms import todays_form
from troth.practices.challenges.pages import (
    days_phrase,
    example_of,
    over_phrase,
    shown_days,
    shown_said,
    where_it_is,
)
from troth.practices.challenges.queries import Challenge, challenge_of
from troth.practices.phrases import why_not
from troth.practices.rules import NotPossible, Refusal, State
from troth.practices.scripts import practices
from troth.practices.views import partner_space
from troth.promises.forms import PromiseForm
from troth.spaces.access import is_meant_for, look_again, membership, memberships
from troth.spaces.ids import fresh_or_new
from troth.spaces.membership import OURS
from troth.web.answers import reads_and_writes, status_of
from troth.web.forms import posted_token
from troth.web.unsaved import NotSaved


@require_POST
@unlocked
def begin(request: PersonRequest, practice_id: str) -> HttpResponse:
    """For so many days from today on; or on with the one that runs."""
    practice, now = practices().get(practice_id), timezone.now()
    lengths = {str(days): days for days in practice.days} if practice else {}
    days = lengths.get(request.POST.get("days", ""))
    if practice is None or days is None:
        raise Http404
    mine = membership(request)
    token = fresh_or_new(posted_token(request), mine.today(now))
    run_id = actions.begin_challenge(mine, practice, days, now, token)
    return redirect("practices:challenge", run_id)


@reads_and_writes
@unlocked
def page(request: PersonRequest, run_id: UUID) -> HttpResponse:
    """The days, what was said on them, and the form for today's."""
    challenge = _found(request, run_id)
    scene, shared = challenge.scene, challenge.scene.ours
    form = todays_form(
        request.POST if request.method == "POST" else None,
        scene,
        is_for_another=shared is not None and not is_meant_for(request, shared),
    )
    if form.is_bound and (answer := _said(request, challenge, form)):
        return answer
    context = {
        "challenge": challenge,
        "practice": scene.practice,
        "has_said": challenge.said_on(challenge.today) is not None,
        "is_done": scene.run.state is State.DONE,
        "where": where_it_is(challenge),
        "over": over_phrase(challenge.days),
        "length": days_phrase(challenge.days),
        "days": shown_days(challenge),
        "said": shown_said(challenge, memberships(request)),
        "example": example_of(challenge),
        "form": form,
        "space": shared.space_id if shared else "",
    }
    return render(request, "practices/challenge.html", context, status=status_of(form))


@require_POST
@unlocked
def not_today(request: PersonRequest, run_id: UUID) -> HttpResponse:
    """A day without one is just a day."""
    actions.leave_out_today(_found(request, run_id), timezone.now())
    return redirect("home:today")


@require_POST
@unlocked
def end(request: PersonRequest, run_id: UUID) -> HttpResponse:
    """Let it be, once its days are over."""
    challenge = _found(request, run_id)
    if challenge.today is None:
        actions.finish_challenge(challenge, timezone.now())
    return redirect("practices:challenge", run_id)


@require_POST
@unlocked
def stop(request: PersonRequest, run_id: UUID) -> HttpResponse:
    """No more of it, from one moment to the next."""
    challenge = _found(request, run_id)
    if challenge.scene.run.state is State.DONE:
        return redirect("practices:challenge", run_id)
    actions.stop_challenge(challenge, timezone.now())
    messages.success(request, _("Let go. What you promised stays."))
    return redirect("practices:index")


def _found(request: PersonRequest, run_id: UUID) -> Challenge:
    found = challenge_of(membership(request), partner_space(request), run_id, timezone.now())
    if found is None:
        raise Http404
    return found


def _said(request: PersonRequest, challenge: Challenge, form: PromiseForm) -> HttpResponse | None:
    """Back to the page; None, with the reason in the form, where it can't be said.

    Raises NotSaved, so that what was typed isn't lost, where today's is said or it is over.
    """
    back = reverse("practices:challenge", args=[challenge.id])
    why_over = _("This is over, or was stopped on another device, so nothing new is said in it.")
    if challenge.today is None:
        raise NotSaved(why_over, back)
    if not form.is_valid():
        return None
    facts = form.cleaned_data
    try:
        given = actions.say_todays(challenge, facts, challenge.scene.now, facts["token"])
    except NotPossible as refused:
        if refused.refusal is Refusal.ENDED:
            raise NotSaved(why_over, back) from None
        if refused.refusal is Refusal.SPACE_ENDED:
            look_again(request, OURS)
        form.add_error(None, why_not(refused.refusal))
        return None
    if given.text != facts["text"]:
        raise NotSaved(_("Today’s was said already, on another device or in another tab."), back)
    return redirect(back)
