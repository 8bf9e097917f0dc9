"""Pages of promises: all of them, making one, one by itself, and what waits for a word."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.promises import actions, queries
from troth.promises.forms import EndingForm, KeepForm, PromiseForm
from troth.promises.landings.pages import landed_lately, landing_part, with_landings
from troth.promises.opening import EndingView, PromiseView
from troth.promises.pages import all_shown, made_phrase, shown, shown_ending, shown_words
from troth.promises.rules import Standing
from troth.promises.wording.pages import offers_for
from troth.spaces.access import is_meant_for, membership, ours
from troth.spaces.ids import new_id
from troth.spaces.membership import MINE, OURS, Membership
from troth.web.answers import id_or_404, reads_and_writes, status_of


@require_safe
@unlocked
def index(request: PersonRequest) -> HttpResponse:
    """What I said I'd do and what my partner said; then my own that ended, a page at a time."""
    here, now = _here(request), timezone.now()
    before, past = id_or_404(request.GET.get("before")), _past(request, here)
    is_first_page = before is None
    present, ended, has_more = queries.present_promises(
        here if is_first_page else [], past, before, now
    )
    current = with_landings(all_shown(here, present, now), landed_lately(here, present, now))
    context = {
        "waiting": [each for each in current if each.is_waiting and not each.is_theirs],
        "mine": [each for each in current if _is_ahead(each) and each.where == MINE],
        "to_ours": [each for each in current if _is_ahead(each) and each.where == OURS],
        "theirs": [each for each in current if each.is_theirs and each.tick == "open"],
        "lately": [each for each in current if each.is_theirs and each.tick != "open"],
        "partner": here[1].partner_called if len(here) > 1 else "",
        "past": past.where,
        "ended": all_shown([past], ended, now),
        "further": ended[-1].id if has_more else None,
        "is_first_page": is_first_page,
    }
    return render(request, "promises/index.html", context)


def _is_ahead(promise: Any) -> bool:
    return not promise.is_theirs and not promise.is_waiting


def _here(request: PersonRequest) -> list[Membership]:
    """The spaces that go on: one's own, and the one of the two."""
    shared = ours(request)
    return [membership(request), *([shared] if shared else [])]


def _past(request: PersonRequest, here: list[Membership]) -> Membership:
    """Whose past is looked at; 404 for a space that there isn't."""
    where = request.GET.get("in", MINE)
    for found in here:
        if found.where == where:
            return found
    raise Http404


@reads_and_writes
@unlocked
def make(request: PersonRequest) -> HttpResponse:
    shared, now = ours(request), timezone.now()
    to = OURS if shared and request.GET.get("to") == OURS else MINE
    form = PromiseForm(
        request.POST or None,
        membership=membership(request),
        ours=shared,
        is_for_another=shared is not None and not is_meant_for(request, shared),
        now=now,
        initial={"to": to},
    )
    gentle = None
    if request.method == "POST" and form.is_valid():
        gentle = form.gentle_word()
        if gentle is None:
            facts = form.cleaned_data
            there = membership(request, facts.get("to") or MINE)
            text, cue, due = facts["text"], facts["cue"], facts["due"]
            actions.make_promise(there, text, cue, due, now, facts["token"])
            # Without a name: what is told once is kept in a cookie that isn't sealed.
            messages.success(
                request, _("Said.") if there.is_private else _("Said to your partner.")
            )
            return redirect("home:today")
    context = {"form": form, "gentle": gentle, "space": shared.space_id if shared else ""}
    return render(request, "promises/make.html", context, status=status_of(form))


@require_safe
@unlocked
def page(request: PersonRequest, where: str, promise_id: UUID) -> HttpResponse:
    """One promise, what may be done with it, and all that was said of its end."""
    there = membership(request, where)
    return promise_page(request, there, found(there, promise_id), timezone.now())


def promise_page(
    request: PersonRequest,
    there: Membership,
    the_promise: tuple[PromiseView, list[EndingView]],
    now: datetime,
    withdraw_form: EndingForm | None = None,
) -> HttpResponse:
    """The page; with a form that needs another look where one was sent."""
    view, endings = the_promise
    shared = ours(request)
    token = new_id(there.today(now))
    context = {
        "promise": shown(there, view, now),
        "wording": shown_words(there, view, now),
        "offers": offers_for(there, view, now),
        "has_ended": there.has_ended,
        "is_private": there.is_private,
        "partner": there.partner_called,
        "share_with": shared.partner_called if shared and there.is_private else "",
        "share_space": shared.space_id if shared else "",
        "made": made_phrase(there, view, now),
        "endings": [shown_ending(there, view, ending, now) for ending in endings],
        "successor": queries.successor_of(there, view),
        "follows_id": view.follows_id,
        "keep_form": _keep_form(there, view, now),
        "withdraw_form": withdraw_form or EndingForm(initial={"token": token}),
        "landing": landing_part(there, view, now),
    }
    status = 200 if withdraw_form is None else 422
    return render(request, "promises/page.html", context, status=status)


@require_safe
@unlocked
def waiting(request: PersonRequest) -> HttpResponse:
    """Some days went by: fill in, or let go."""
    here, now = _waiting_in(request), timezone.now()
    views = [view for there in here for view in queries.open_promises(there)]
    past = [view for view in views if view.standing(now) is Standing.NO_WORD_YET]
    return render(request, "promises/waiting.html", {"waiting": all_shown(here, past, now)})


@require_POST
@unlocked
def let_all_go(request: PersonRequest) -> HttpResponse:
    """Let go of everything that still waits for a word."""
    actions.let_go_of_all_waiting(_waiting_in(request), timezone.now())
    messages.success(request, _("Let go. Today is a new day."))
    return redirect("home:today")


def _waiting_in(request: PersonRequest) -> list[Membership]:
    """Not in a space that one has stepped away from: there nothing waits."""
    return [there for there in _here(request) if not there.is_away]


def found(there: Membership, promise_id: UUID) -> tuple[PromiseView, list[EndingView]]:
    """A promise with its endings; 404 where there is none to see."""
    the_promise = queries.promise_with_endings(there, promise_id)
    if the_promise is None:
        raise Http404
    return the_promise


def _keep_form(there: Membership, view: PromiseView, now: datetime) -> KeepForm:
    """Asks for the day, which may be some days ago, and starts with today."""
    today = there.today(now)
    # While it waits, "in time" has a button of its own, and the form is for another day.
    kept = "later" if view.standing(now) is Standing.NO_WORD_YET else "in-time"
    return KeepForm(initial={"token": new_id(today), "kept": kept, "on": today})
