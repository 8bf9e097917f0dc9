"""Pages of whoever was asked: yes, something smaller, no, or quietly set aside."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from troth.asks import actions, queries
from troth.asks.forms import NoForm, SmallerForm, YesForm
from troth.asks.opening import AskView
from troth.asks.pages import shown
from troth.asks.rules import AnswerKind, NotPossible, Standing
from troth.asks.steps import (
    A_LITTLE_LONGER,
    asked_of_me,
    step,
    the_two,
    why_refused,
)
from troth.asks.words import AskWords
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.spaces.access import membership
from troth.spaces.ids import fresh_or_new, new_id
from troth.spaces.membership import Membership
from troth.web.answers import reads_and_writes, status_of
from troth.web.forms import posted_token


@reads_and_writes
@unlocked
def say_yes(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """Yes, in my own words: a promise."""
    return _promise(request, ask_id, AnswerKind.YES, YesForm, _("Say yes"))


@reads_and_writes
@unlocked
def offer_smaller(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """Not that, but something smaller: a promise too."""
    return _promise(request, ask_id, AnswerKind.SMALLER, SmallerForm, _("Something smaller"))


def _promise(
    request: PersonRequest, ask_id: UUID, kind: AnswerKind, form_of: type[YesForm], heading: str
) -> HttpResponse:
    together, now = the_two(request), timezone.now()
    view = asked_of_me(request, together, ask_id, now)
    initial = {"revision": view.revision}
    form = form_of(request.POST or None, membership=together, now=now, initial=initial)
    gentle, problem = None, ""
    if request.method == "POST" and form.is_valid():
        gentle = form.gentle_word()
        if gentle is None:
            facts = form.cleaned_data
            try:
                actions.answer_with_promise(
                    together,
                    membership(request),
                    ask_id,
                    kind,
                    facts["revision"],
                    facts["text"],
                    facts["cue"],
                    facts["due"],
                    now,
                    facts["token"],
                )
            except NotPossible as not_possible:
                problem = why_refused(request, together, not_possible)
            else:
                messages.success(request, _("Said. It is a promise now."))
                return redirect("home:today")
    context: dict[str, object] = {"gentle": gentle, "heading": heading, "kind": kind.value}
    return _answering(request, "asks/promise.html", together, view, form, context, problem, now)


@reads_and_writes
@unlocked
def say_no(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """No, with a line."""
    together, now = the_two(request), timezone.now()
    view = asked_of_me(request, together, ask_id, now)
    today = together.today(now)
    form = NoForm(request.POST or None, initial={"revision": view.revision, "token": new_id(today)})
    problem = ""
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        token = fresh_or_new(facts["token"], today)
        try:
            actions.decline(
                together, membership(request), ask_id, facts["revision"], facts["line"], now, token
            )
        except NotPossible as not_possible:
            problem = why_refused(request, together, not_possible)
        else:
            messages.success(request, _("Said."))
            return redirect("asks:index")
    return _answering(request, "asks/no.html", together, view, form, {}, problem, now)


def _answering(
    request: PersonRequest,
    template: str,
    together: Membership,
    view: AskView,
    form: Form,
    context: dict[str, object],
    problem: str,
    now: datetime,
) -> HttpResponse:
    """The form under what was asked; after a refusal with the reason, and what was typed."""
    latest = view
    if problem:
        latest = queries.shown_ask(together, view.id, now - A_LITTLE_LONGER) or view
    context |= {
        "form": form,
        "ask": shown(together, latest, now),
        "name": together.partner_at_start,
        "problem": problem,
        "can_answer": latest.standing(now) is Standing.OPEN and isinstance(latest.words, AskWords),
    }
    return render(request, template, context, status=status_of(form))


@require_POST
@unlocked
def set_aside(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """A quiet no: off my Today, and nobody is told."""
    together, mine, now = the_two(request), membership(request), timezone.now()
    asked_of_me(request, together, ask_id, now)
    token = fresh_or_new(posted_token(request), mine.today(now))
    return step(
        request,
        together,
        lambda: actions.set_aside(together, mine, ask_id, now, token),
        _("Set aside. Nobody is told."),
    )


@require_POST
@unlocked
def bring_back(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """It is on my Today again."""
    together, mine, now = the_two(request), membership(request), timezone.now()
    asked_of_me(request, together, ask_id, now)
    return step(
        request,
        together,
        lambda: actions.bring_back(together, mine, ask_id, now),
        _("It is on your Today again."),
    )


@require_POST
@unlocked
def take_back_line(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """Take back the line that I gave with my no."""
    together, now = the_two(request), timezone.now()
    asked_of_me(request, together, ask_id, now)
    return step(
        request, together, lambda: actions.take_back_line(together, ask_id, now), _("Taken back.")
    )
