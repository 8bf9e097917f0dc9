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
from troth.promises.pages import (
    all_shown,
    is_smaller,
    made_phrase,
    shown,
    shown_words,
    why_not,
)
from troth.promises.past.pages import StoryStep, kind_of, story_steps
from troth.promises.past.queries import story_of
from troth.promises.past.views import past_of
from troth.promises.resting import has_rested, latest_of_each_rhythm
from troth.promises.rhythms.actions import begin_rhythm
from troth.promises.rhythms.forms import AgainForm
from troth.promises.rhythms.pages import all_shown_rhythms
from troth.promises.rhythms.phrases import why_no_rhythm
from troth.promises.rhythms.queries import rhythms_of
from troth.promises.rhythms.rules import NoRhythm
from troth.promises.rules import NotPossible, Refusal, Standing, State
from troth.promises.wording.pages import offers_for
from troth.sealing import Unopened
from troth.spaces.access import forget_memberships, is_meant_for, membership, ours
from troth.spaces.ids import new_id
from troth.spaces.membership import MINE, OURS, Membership
from troth.web.answers import reads_and_writes, status_of


@require_safe
@unlocked
def index(request: PersonRequest) -> HttpResponse:
    """What I said I'd do and what my partner said; then the latest of my own that ended."""
    here, now = _here(request), timezone.now()
    past = past_of(request)
    present, ended = queries.present_promises(here, past, now)
    present = [view for view in present if not has_rested(view, now)]
    single = latest_of_each_rhythm(present, now)
    current = with_landings(all_shown(here, single, now), landed_lately(here, single, now))
    is_away = any(there.is_away for there in here)
    theirs = [each for each in current if each.is_theirs and not is_away]
    rhythms = all_shown_rhythms(here, rhythms_of(here, now), now)
    context = {
        "rhythms": [each for each in rhythms if not (each.is_theirs and is_away)],
        "waiting": [each for each in current if _waits(each) and not each.is_skipped],
        "has_more_waiting": len(single) < len(present),
        "skipped": [each for each in current if _waits(each) and each.is_skipped],
        "mine": [each for each in current if _is_ahead(each) and each.where == MINE],
        "to_ours": [each for each in current if _is_ahead(each) and each.where == OURS],
        "theirs": [each for each in theirs if each.tick == "open"],
        "lately": [each for each in theirs if each.tick != "open"],
        "is_away": is_away,
        "partner": here[1].partner_called if len(here) > 1 else "",
        "past": past.where,
        "ended": all_shown([past], ended, now),
    }
    return render(request, "promises/index.html", context)


def _waits(promise: Any) -> bool:
    return bool(promise.is_waiting and not promise.is_theirs)


def _is_ahead(promise: Any) -> bool:
    return not promise.is_theirs and not promise.is_waiting


def _here(request: PersonRequest) -> list[Membership]:
    """The spaces that go on: one's own, and the one of the two."""
    shared = ours(request)
    return [membership(request), *([shared] if shared else [])]


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
    again = AgainForm(request.POST or None)
    gentle = None
    if request.method == "POST" and form.is_valid() & again.is_valid():
        gentle = form.gentle_word()
        if gentle is None and (answer := _said(request, form, again, now)):
            return answer
    space = shared.space_id if shared else ""
    context = {"form": form, "again": again, "gentle": gentle, "space": space}
    status = max(status_of(form), status_of(again))
    return render(request, "promises/make.html", context, status=status)


def _said(
    request: PersonRequest, form: PromiseForm, again: AgainForm, now: datetime
) -> HttpResponse | None:
    """Where it leads; None, with the reason in the form, where it can't be said."""
    there = membership(request, form.cleaned_data.get("to") or MINE)
    try:
        if not _made(there, form, again, now):
            return None
    except NoRhythm as problem:
        again.add_error("again", why_no_rhythm(problem.reason))
        return None
    except NotPossible as not_possible:
        if not_possible.reason is Refusal.SPACE_ENDED:
            # The other has just left: looked at anew, the form says so.
            forget_memberships(request)
            return make(request)
        form.add_error("to", why_not(not_possible.reason))
        return None
    # Without a name: what is told once is kept in a cookie that isn't sealed.
    messages.success(request, _("Said.") if there.is_private else _("Said to your partner."))
    return redirect("home:today")


def _made(there: Membership, form: PromiseForm, again: AgainForm, now: datetime) -> bool:
    """Make it, once or in a rhythm; False, with the reason in the form, where no day is meant."""
    facts = form.cleaned_data
    text, cue, kind, due, token = (facts[it] for it in ("text", "cue", "kind", "due", "token"))
    if not again.is_again:
        actions.make_promise(there, text, cue, due, now, token, kind=kind)
        return True
    timetable = again.timetable(due, there.today(now))
    if timetable is None:
        return False
    begin_rhythm(there, text, cue, timetable, now, token, kind=kind)
    return True


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
        "is_smaller": is_smaller(view),
        "wording": shown_words(there, view, now),
        "offers": offers_for(there, view, now),
        "has_ended": there.has_ended,
        "is_private": there.is_private,
        "partner": there.partner_called,
        "maker": there.partner_at_start,
        "share_with": shared.partner_called if shared and there.is_private else "",
        "share_space": shared.space_id if shared else "",
        "made": made_phrase(there, view, now),
        "kind": kind_of(view),
        "rhythm_id": view.rhythm_id if view.is_mine or view.state is State.OPEN else None,
        "story": _story(there, view, endings, now),
        "keep_form": _keep_form(there, view, now),
        "withdraw_form": withdraw_form or EndingForm(initial={"token": token}),
        "landing": landing_part(there, view, endings, now),
    }
    status = 200 if withdraw_form is None else 422
    return render(request, "promises/page.html", context, status=status)


@require_safe
@unlocked
def waiting(request: PersonRequest) -> HttpResponse:
    """Some days went by: fill in, or let go."""
    here, now = _waiting_in(request), timezone.now()
    past = [view for there in here for view in queries.waiting_promises(there, now)]
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


def _story(
    there: Membership, view: PromiseView, endings: list[EndingView], now: datetime
) -> list[StoryStep]:
    """Nothing of a promise that can't be opened."""
    if isinstance(view.words, Unopened):
        return []
    return story_steps(there, story_of(there, view, endings), now)


def _keep_form(there: Membership, view: PromiseView, now: datetime) -> KeepForm:
    """Asks for the day, which may be some days ago, and starts with today."""
    today = there.today(now)
    # While it waits, "in time" has a button of its own, and the form is for another day.
    has_come = view.standing(now) in (Standing.NO_WORD_YET, Standing.SKIPPED)
    kept = "later" if has_come else "in-time"
    return KeepForm(initial={"token": new_id(today), "kept": kept, "on": today})
