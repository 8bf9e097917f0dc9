"""Pages of asks. All of them look into the one shared space that goes on, and nowhere else."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from troth.asks import actions, queries
from troth.asks.forms import AskForm
from troth.asks.pages import ShownAsk, all_shown, shown, why_not
from troth.asks.rules import NotPossible, Standing
from troth.asks.steps import asked_by_me, found, step, the_two, why_refused
from troth.asks.words import AskWords
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.spaces.access import is_meant_for, membership, ours
from troth.spaces.ids import fresh_or_new, new_id
from troth.web.answers import reads_and_writes, status_of


@require_safe
@unlocked
def index(request: PersonRequest) -> HttpResponse:
    """What is asked of me, what I asked, and what I have set aside."""
    together = ours(request)
    if together is None:
        return render(request, "asks/alone.html", {"kept": ""})
    now = timezone.now()
    aside = queries.set_aside_ids(together, membership(request))
    asks = all_shown(together, queries.shown_asks(together, now), now, aside)
    theirs = [each for each in asks if not each.is_mine]
    context = {
        "to_me": [each for each in theirs if each.is_open and not each.is_set_aside],
        "aside": [each for each in theirs if each.is_open and each.is_set_aside],
        "taken_back": _said_once(theirs, was_aside=False),
        "aside_taken_back": _said_once(theirs, was_aside=True),
        "settled": [each for each in theirs if not each.is_open and not each.is_taken_back],
        "mine": [each for each in asks if each.is_mine and not each.is_taken_back],
        "name": together.partner_called,
    }
    return render(request, "asks/index.html", context)


def _said_once(asks: list[ShownAsk], *, was_aside: bool) -> str:
    """That something was taken back, however often that happened."""
    taken_back = (each for each in asks if each.is_taken_back and each.is_set_aside is was_aside)
    return next((each.state for each in taken_back), "")


@reads_and_writes
@unlocked
def ask(request: PersonRequest) -> HttpResponse:
    """Ask for something small."""
    together, now = ours(request), timezone.now()
    if together is None:
        kept = request.POST.get("text", "")
        return render(request, "asks/alone.html", {"kept": kept}, status=422 if kept else 200)
    today = together.today(now)
    form = AskForm(request.POST or None, initial={"token": new_id(today)})
    gentle, problem = None, ""
    if request.method == "POST" and not is_meant_for(request, together):
        problem = _("This was written for somebody else. Sent now, it goes to your partner of now.")
    elif request.method == "POST" and form.is_valid():
        gentle = form.gentle_word()
        if gentle is None:
            token = fresh_or_new(form.cleaned_data["token"], today)
            try:
                actions.ask(together, form.cleaned_data["text"], now, token)
            except NotPossible as not_possible:
                problem = why_refused(request, together, not_possible)
            else:
                messages.success(request, _("Asked."))
                return redirect("asks:index")
    can_ask = True
    if request.method != "POST" and (refusal := queries.hindrance(together, now)):
        problem, can_ask = why_not(refusal, together), False
    context = {
        "form": form,
        "gentle": gentle,
        "problem": problem,
        "can_ask": can_ask,
        "together": together,
    }
    return render(request, "asks/ask.html", context, status=status_of(form))


@require_safe
@unlocked
def page(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """One ask, what may be done with it, and its answer."""
    together, now = the_two(request), timezone.now()
    view = found(together, ask_id, now)
    aside = () if view.is_mine else queries.set_aside_ids(together, membership(request))
    return render(request, "asks/page.html", {"ask": shown(together, view, now, aside)})


@reads_and_writes
@unlocked
def change(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """Put my ask in other words; the earlier ones stay to be seen."""
    together, now = the_two(request), timezone.now()
    view = asked_by_me(request, together, ask_id, now)
    text = view.words.text if isinstance(view.words, AskWords) else ""
    form = AskForm(request.POST or None, initial={"text": text})
    gentle, problem = None, ""
    if request.method == "POST" and form.is_valid():
        gentle = form.gentle_word()
        if gentle is None:
            try:
                actions.change_ask(together, ask_id, form.cleaned_data["text"], now)
            except NotPossible as not_possible:
                problem = why_refused(request, together, not_possible)
            else:
                messages.success(request, _("Changed."))
                return redirect("asks:index")
    context = {
        "ask": shown(together, view, now),
        "form": form,
        "gentle": gentle,
        "problem": problem,
        "can_change": view.standing(now) is Standing.OPEN and isinstance(view.words, AskWords),
    }
    return render(request, "asks/change.html", context, status=status_of(form))


@require_POST
@unlocked
def take_back(request: PersonRequest, ask_id: UUID) -> HttpResponse:
    """Take back what I asked."""
    together, now = the_two(request), timezone.now()
    asked_by_me(request, together, ask_id, now)
    return step(
        request, together, lambda: actions.take_back_ask(together, ask_id, now), _("Taken back.")
    )
