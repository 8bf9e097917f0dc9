"""Pages of needs: what stands, one of them with its history, what was needed before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from troth.grounds.audience import stands_phrase
from troth.grounds.needs import actions, queries
from troth.grounds.needs.forms import ChangeNeedForm, NeedForm
from troth.grounds.needs.pages import all_shown, shown, why_not
from troth.grounds.needs.queries import Further, NeedView
from troth.grounds.needs.rules import NotPossible, Refusal
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
    """What I need, for me alone and for both to read; then what my partner said."""
    mine, together, now = membership(request), ours(request), timezone.now()
    alone = all_shown(mine, queries.needs_of(mine), now)
    between = all_shown(together, queries.needs_of(together), now) if together else []
    context = {
        "alone": alone,
        "told": [each for each in between if each.is_mine],
        "theirs": [each for each in between if not each.is_mine],
        "together": together,
        "mine": mine,
    }
    return render(request, "grounds/needs/index.html", context)


@reads_and_writes
@unlocked
def say(request: PersonRequest) -> HttpResponse:
    """Say one more."""
    mine, together, now = membership(request), ours(request), timezone.now()
    today = mine.today(now)
    form = NeedForm(
        request.POST or None,
        ours=together,
        is_for_another=together is not None and not is_meant_for(request, together),
        initial={"token": new_id(today)},
    )
    problem = ""
    if request.method == "POST" and form.is_valid():
        there = form.there(mine)
        token = fresh_or_new(form.cleaned_data["token"], today)
        try:
            actions.say_need(there, form.cleaned_data["text"], now, token)
        except NotPossible as not_possible:
            problem = _why(request, there, not_possible)
        else:
            messages.success(request, stands_phrase(there))
            return redirect("grounds:needs")
    context = {"form": form, "problem": problem, "together": together}
    return render(request, "grounds/needs/say.html", context, status=status_of(form))


@require_safe
@unlocked
def page(request: PersonRequest, where: str, need_id: UUID) -> HttpResponse:
    """One need with what it said before, and what its author may do with it."""
    there = membership(request, where)
    view = _found(there, need_id)
    context = {"need": shown(there, view, there.today(timezone.now())), "there": there}
    return render(request, "grounds/needs/page.html", context)


@reads_and_writes
@unlocked
def change(request: PersonRequest, where: str, need_id: UUID) -> HttpResponse:
    """My need in other words; what it said before stays to be seen."""
    there, now = membership(request, where), timezone.now()
    need = shown(there, _own(there, need_id), there.today(now))
    if not need.can_change:
        if request.method == "POST":
            raise NotSaved(why_not(Refusal.WORDS_STAY), need.page)
        return redirect(need.page)
    starts = {"text": need.text, "revision": need.revision}
    form = ChangeNeedForm(request.POST or None, initial=starts)
    problem = ""
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            actions.change_need(there, need_id, facts["text"], facts["revision"], now)
        except ObjectDoesNotExist:
            raise Http404 from None
        except NotPossible as not_possible:
            problem = _why(request, there, not_possible)
            # Sent once more, it takes the place of what is shown beside it.
            form.data = request.POST.copy()
            form.data["revision"] = str(need.revision)
        else:
            messages.success(request, _("Changed."))
            return redirect(need.page)
    context = {"need": need, "form": form, "problem": problem, "there": there}
    return render(request, "grounds/needs/change.html", context, status=status_of(form))


@require_POST
@unlocked
def rest(request: PersonRequest, where: str, need_id: UUID) -> HttpResponse:
    """It isn't so any more."""
    return _step(request, where, need_id, actions.let_need_rest, _("It rests."))


@require_POST
@unlocked
def take_back(request: PersonRequest, where: str, need_id: UUID) -> HttpResponse:
    """The words go."""
    return _step(request, where, need_id, actions.take_back_need, _("Taken back."))


def _step(
    request: PersonRequest,
    where: str,
    need_id: UUID,
    act: Callable[[Membership, UUID, datetime], None],
    said: str,
) -> HttpResponse:
    there = membership(request, where)
    _own(there, need_id)
    try:
        act(there, need_id, timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    except NotPossible as not_possible:
        messages.error(request, _why(request, there, not_possible))
    else:
        messages.success(request, said)
    if there.has_ended:
        return redirect("grounds:needs_before", there.where)
    return redirect("grounds:needs")


@require_safe
@unlocked
def before(request: PersonRequest, where: str) -> HttpResponse:
    """What I needed before; and of a space that has ended, what was said there."""
    there, now = membership(request, where), timezone.now()
    rested, further = queries.rested_needs(there, _cursor(request))
    is_first_page = "before" not in request.GET
    standing = queries.needs_of(there) if there.has_ended and is_first_page else []
    said = all_shown(there, standing, now)
    context = {
        "there": there,
        "rested": all_shown(there, rested, now),
        "told": [each for each in said if each.is_mine],
        "theirs": [each for each in said if not each.is_mine],
        "further": f"{further.on.isoformat()}.{further.id}" if further else "",
        "is_first_page": is_first_page,
    }
    return render(request, "grounds/needs/before.html", context)


def _cursor(request: PersonRequest) -> Further | None:
    if "before" not in request.GET:
        return None
    on, _dot, need_id = request.GET["before"].partition(".")
    try:
        return Further(date.fromisoformat(on), UUID(need_id))
    except ValueError:
        raise Http404 from None


def _found(there: Membership, need_id: UUID) -> NeedView:
    view = queries.need_of(there, need_id)
    if view is None:
        raise Http404
    return view


def _own(there: Membership, need_id: UUID) -> NeedView:
    view = _found(there, need_id)
    if not view.is_mine:
        raise Http404
    return view


def _why(request: PersonRequest, there: Membership, refused: NotPossible) -> str:
    """In a sentence; raises NotSaved where the other has just left."""
    if refused.reason is Refusal.SPACE_ENDED and not there.has_ended:
        look_again(request, OURS)
    return why_not(refused.reason)
