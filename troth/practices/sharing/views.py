"""Pages of what was handed over: all of it, one by itself, a word back, other words."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.practices.forms import WordsForm
from troth.practices.opening import SharedView
from troth.practices.phrases import why_not
from troth.practices.replying import ReplyForm, said_with
from troth.practices.rules import NotPossible, Refusal
from troth.practices.sharing import actions, queries
from troth.practices.sharing.pages import all_shown, as_talks, care_for
from troth.record.models import Kind
from troth.sealing import Unopened
from troth.spaces.access import look_again, membership
from troth.spaces.ids import fresh_or_new, new_id
from troth.spaces.membership import OURS, Membership
from troth.web.answers import id_or_404, reads_and_writes, status_of
from troth.web.cursors import DayCursor, read_day_cursor


@require_safe
@unlocked
def index(request: PersonRequest) -> HttpResponse:
    """What the two told each other, the latest day first."""
    return _said(request, OURS)


@require_safe
@unlocked
def before(request: PersonRequest, where: str) -> HttpResponse:
    """The same where the other has left: it stays readable."""
    return _said(request, where)


def _said(request: PersonRequest, where: str) -> HttpResponse:
    ours, now = membership(request, where), timezone.now()
    if ours.is_private:
        raise Http404
    try:
        before = read_day_cursor(request.GET.get("before", ""))
    except ValueError:
        raise Http404 from None
    views, further = queries.between_the_two(ours, before)
    context = {
        "talks": as_talks(ours, views, now),
        "further": DayCursor(*further).as_text() if further else "",
        "partner": ours.partner_called,
        "has_ended": ours.has_ended,
        "here": request.path,
    }
    return render(request, "practices/said.html", context)


@require_safe
@unlocked
def page(request: PersonRequest, shared_id: UUID) -> HttpResponse:
    """One of them by itself; the other's as soon as its rule allows."""
    ours, view, now = _found(request, shared_id)
    form = ReplyForm(initial={"token": new_id(ours.today(now))})
    return render(request, "practices/shared.html", _shown(request, ours, view, form, now))


@require_POST
@unlocked
def reply(request: PersonRequest, shared_id: UUID) -> HttpResponse:
    """A word back: one that is offered, or one's own."""
    ours, view, now = _found(request, shared_id)
    form = ReplyForm(request.POST)
    words = view.words
    if view.is_mine or isinstance(words, Unopened) or words.to:
        raise Http404
    if not form.is_valid():
        context = _shown(request, ours, view, form, now)
        return render(request, "practices/shared.html", context, status=status_of(form))
    text = said_with(form.cleaned_data, care_for(words.practice, words.step))
    token = fresh_or_new(form.cleaned_data["token"], ours.today(now))
    if not text:
        messages.error(request, _("Choose a word, or write one."))
        return _back(request, shared_id)
    try:
        actions.reply(ours, view, text, Kind.APPRECIATION, now, token)
    except NotPossible as refused:
        messages.error(request, _why(request, refused))
    else:
        messages.success(request, _("Said."))
    return _back(request, shared_id)


@reads_and_writes
@unlocked
def change(request: PersonRequest, shared_id: UUID) -> HttpResponse:
    """Say one's own in other words."""
    ours, view, now = _found(request, shared_id)
    words = view.words
    if not view.is_mine or isinstance(words, Unopened) or words.taken_back or words.value:
        raise Http404
    form = WordsForm(request.POST or None, initial={"text": words.text, "revision": view.revision})
    problem = ""
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            actions.reword(ours, shared_id, facts["text"], facts["revision"], now)
        except NotPossible as refused:
            problem = _why(request, refused)
        else:
            messages.success(request, _("Changed."))
            return _back(request, shared_id)
    context = _shown(request, ours, view, form, now) | {"problem": problem}
    return render(request, "practices/change.html", context, status=status_of(form))


@require_POST
@unlocked
def take_back(request: PersonRequest, shared_id: UUID) -> HttpResponse:
    """Take one's own back."""
    ours, view, now = _found(request, shared_id)
    if not view.is_mine:
        raise Http404
    if actions.take_back(ours, shared_id, now):
        messages.success(request, _("Taken back. That there were words, still shows."))
        return _back(request, shared_id)
    messages.success(request, _("Taken back, as if it had never been given."))
    run_id = _run_behind(request)
    return redirect("practices:run", run_id) if run_id else redirect("practices:index")


def _found(request: PersonRequest, shared_id: UUID) -> tuple[Membership, SharedView, datetime]:
    ours = membership(request, OURS)
    view = queries.shared_answer(ours, shared_id)
    if view is None:
        raise Http404
    return ours, view, timezone.now()


def _shown(
    request: PersonRequest, ours: Membership, view: SharedView, form: Form, now: datetime
) -> dict[str, object]:
    """What every page of one of them shows."""
    return {
        "one": all_shown(ours, [view], now)[0],
        "form": form,
        "partner": ours.partner_called,
        "run": _run_behind(request),
    }


def _back(request: PersonRequest, shared_id: UUID) -> HttpResponse:
    if request.POST.get("back") == "today":
        return redirect("home:today")
    page, run_id = reverse("practices:shared", args=[shared_id]), _run_behind(request)
    return redirect(f"{page}?run={run_id}" if run_id else page)


def _run_behind(request: PersonRequest) -> UUID | None:
    """The run of one's own that led here, and to which there is a way back."""
    return id_or_404(request.GET.get("run"))


def _why(request: PersonRequest, refused: NotPossible) -> str:
    """In a sentence; raises NotSaved where the other has just left."""
    if refused.refusal is Refusal.SPACE_ENDED:
        look_again(request, OURS)
    return why_not(refused.refusal)
