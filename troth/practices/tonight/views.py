"""Pages of tonight’s question: the question, the decks, questions of one's own."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from troth.content.questions import decks
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.practices.actions import ASIDES, PASS, Begun, answer_instead, begin_run
from troth.practices.finding import question_script
from troth.practices.going import begun_with, kept_aside
from troth.practices.phrases import why_not
from troth.practices.rules import NotPossible, State
from troth.practices.tonight import actions, queries
from troth.practices.tonight.forms import DecksForm, OwnQuestionForm
from troth.practices.tonight.rules import Choices
from troth.practices.turns import shown_question
from troth.practices.views import partner_space
from troth.spaces.access import membership
from troth.spaces.ids import fresh_or_new, new_id
from troth.spaces.membership import Membership
from troth.web.answers import reads_and_writes, status_of
from troth.web.forms import posted_token

# How long somebody may take who began with a question before midnight, or days ago.
STILL = timedelta(days=7)


@require_safe
@unlocked
def page(request: PersonRequest) -> HttpResponse:
    """The question of today, or that there is none."""
    mine, shared, now = membership(request), partner_space(request), timezone.now()
    asked = queries.tonight(mine, shared, now)
    turn = shown_question(shared, asked, str(new_id(mine.today(now)))) if asked else None
    run = asked.run if asked else None
    context = {
        "turn": turn,
        "run": run,
        "is_answered": run is not None and run.state is State.DONE and run.aside != PASS,
        "is_aside": run is not None and bool(run.aside),
        "has_had": asked is not None and asked.has_had,
    }
    return render(request, "practices/tonight.html", context)


@require_POST
@unlocked
def answer(request: PersonRequest) -> HttpResponse:
    """Begin with the question, and hand in what was written below it."""
    mine, shared, now = membership(request), partner_space(request), timezone.now()
    begun = _begun(request, mine, shared)
    token = fresh_or_new(posted_token(request), mine.today(now))
    try:
        run_id = begin_run(mine, shared, begun, now, token)
    except NotPossible as refused:
        messages.error(request, why_not(refused.refusal))
        return redirect("practices:tonight")
    return begun_with(request, run_id, mine, shared, now)


@require_POST
@unlocked
def aside(request: PersonRequest) -> HttpResponse:
    """Pass, let me think, not now: nobody is told, and nobody can tell."""
    mine, shared, now = membership(request), partner_space(request), timezone.now()
    said = request.POST.get("aside", "")
    if said not in ASIDES:
        raise Http404
    token = fresh_or_new(posted_token(request), mine.today(now))
    run_id = answer_instead(mine, shared, _begun(request, mine, shared), said, now, token)
    kept_aside(request, run_id, mine, shared, now)
    messages.success(request, _("That’s fine. Nobody is told."))
    return redirect("home:today")


@reads_and_writes
@unlocked
def choose_decks(request: PersonRequest) -> HttpResponse:
    """Which decks are on for me, and questions of my own."""
    here, now = _here(request), timezone.now()
    own = _own_choices(here)
    form = DecksForm(request.POST or None, initial=_on_now(own))
    if request.method == "POST" and (form.is_valid() and "switch" in request.POST):
        actions.switch_decks(here, form.cleaned_data["decks"], now)
        messages.success(request, _("Saved. It counts from the day after tomorrow."))
        return redirect("practices:decks")
    question = OwnQuestionForm(initial={"token": new_id(here.today(now))})
    return _decks_page(request, here, own, form, question)


def _own_choices(here: Membership) -> Choices:
    return queries.choices_of(here).get(here.person_id, queries.NOBODY)


def _on_now(own: Choices) -> dict[str, object]:
    """What was chosen last, though it may count only from the day after tomorrow."""
    return {"decks": sorted(own.on[-1][1] if own.on else queries.on_at_first())}


def _decks_page(
    request: PersonRequest,
    here: Membership,
    own: Choices,
    form: DecksForm,
    question: OwnQuestionForm,
) -> HttpResponse:
    context = {
        "form": form,
        "decks": list(decks().values()),
        "own": [each for each in own.own if each.text],
        "question": question,
        "partner": "" if here.is_private else here.partner_called,
    }
    status = max(status_of(form), status_of(question))
    return render(request, "practices/decks.html", context, status=status)


@require_POST
@unlocked
def write(request: PersonRequest) -> HttpResponse:
    """A question of my own."""
    here, now = _here(request), timezone.now()
    form = OwnQuestionForm(request.POST)
    if not form.is_valid():
        own = _own_choices(here)
        return _decks_page(request, here, own, DecksForm(initial=_on_now(own)), form)
    token = fresh_or_new(form.cleaned_data["token"], here.today(now))
    try:
        actions.write_question(here, form.cleaned_data["text"], now, token)
    except NotPossible as refused:
        messages.error(request, why_not(refused.refusal))
    else:
        messages.success(request, _("Kept. It is asked one of these evenings."))
    return redirect("practices:decks")


@require_POST
@unlocked
def take_back(request: PersonRequest, question_id: UUID) -> HttpResponse:
    """Take a question of my own out again."""
    try:
        actions.take_back_question(_here(request), str(question_id), timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    messages.success(request, _("Taken out."))
    return redirect("practices:decks")


def _here(request: PersonRequest) -> Membership:
    """Where one's choice of decks stands: with the other's, if there is one."""
    return partner_space(request) or membership(request)


def _begun(request: PersonRequest, mine: Membership, shared: Membership | None) -> Begun:
    """The question that the form names, if it was asked on that day; 404 for any other."""
    try:
        day = date.fromisoformat(request.POST.get("occasion", ""))
    except ValueError:
        raise Http404 from None
    here = shared or mine
    if not timedelta() <= here.today(timezone.now()) - day + timedelta(days=1) <= STILL:
        raise Http404
    found = queries.question_on(here, day)
    if found is None or found[0] != request.POST.get("question"):
        raise Http404
    question, text = found
    script = question_script(queries.question_id(question), text)
    return Begun(script, day.isoformat(), text)
