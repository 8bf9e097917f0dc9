"""Pages of gestures. All of them look into the person's private space, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from troth.gestures import actions, queries
from troth.gestures.forms import GestureForm, starts
from troth.gestures.pages import all_shown, ideas, shown, why_not
from troth.gestures.queries import GestureView
from troth.gestures.rules import MOST, NotPossible, Refusal
from troth.gestures.words import GestureWords
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.sealing import Unopened
from troth.spaces.access import membership
from troth.spaces.ids import fresh_or_new, new_id
from troth.spaces.membership import Membership
from troth.web.answers import reads_and_writes, status_of
from troth.web.unsaved import NotSaved

BACK = {"today": "home:today", "gestures": "gestures:index"}


@require_safe
@unlocked
def index(request: PersonRequest) -> HttpResponse:
    """What is on today, and what comes on other days."""
    mine, now = membership(request), timezone.now()
    gestures = all_shown(mine, queries.own_gestures(mine, now), now)
    context = {
        "today": [each for each in gestures if each.is_today],
        "other_days": [each for each in gestures if not each.is_today],
        "ideas": [] if gestures else list(enumerate(ideas())),
    }
    return render(request, "gestures/index.html", context)


@reads_and_writes
@unlocked
def make(request: PersonRequest) -> HttpResponse:
    """One more of them."""
    mine, now = membership(request), timezone.now()
    today = mine.today(now)
    initial = {"text": _idea(request), "how_often": "once", "on": today, "token": new_id(today)}
    form = GestureForm(request.POST or None, today=today, initial=initial)
    problem, can_make = "", True
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        token = fresh_or_new(facts["token"], today)
        try:
            actions.make_gesture(mine, facts["text"], facts["occasion"], now, token)
        except NotPossible as not_possible:
            problem = why_not(not_possible.reason)
        else:
            messages.success(request, _("It will come up on its day."))
            return redirect("gestures:index")
    elif request.method != "POST" and queries.count_of_own(mine, now) >= MOST:
        problem, can_make = why_not(Refusal.ENOUGH), False
    context = {"form": form, "problem": problem, "can_make": can_make}
    return render(request, "gestures/make.html", context, status=status_of(form))


def _idea(request: PersonRequest) -> str:
    """One of the things to begin with, by its number."""
    number = request.GET.get("idea", "")
    known = {str(at): idea for at, idea in enumerate(ideas())}
    return known.get(number, "")


@reads_and_writes
@unlocked
def change(request: PersonRequest, gesture_id: UUID) -> HttpResponse:
    """Other words, another rhythm from now on, or no more of it."""
    mine, now = membership(request), timezone.now()
    view = _found(mine, gesture_id, now)
    if request.method == "POST" and isinstance(view.words, Unopened):
        why = _("What stands there can’t be opened, so nothing was changed.")
        raise NotSaved(why, reverse("gestures:change", args=[gesture_id]))
    form = _change_form(request, mine, view, now)
    problem = ""
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            actions.change_gesture(
                mine, gesture_id, facts["text"], facts["occasion"], facts["revision"], now
            )
        except ObjectDoesNotExist:
            raise Http404 from None
        except NotPossible as not_possible:
            problem = why_not(not_possible.reason)
            # Sent once more, it takes the place of what is shown beside it.
            form.data = request.POST.copy()
            form.data["revision"] = str(view.revision)
        else:
            messages.success(request, _("Changed."))
            return redirect("gestures:index")
    context = {"form": form, "gesture": shown(mine, view, now), "problem": problem}
    return render(request, "gestures/change.html", context, status=status_of(form))


def _change_form(
    request: PersonRequest, mine: Membership, view: GestureView, now: datetime
) -> GestureForm:
    """As it stands; empty where that can't be read."""
    initial: dict[str, object] = {"revision": view.revision}
    if isinstance(view.words, GestureWords):
        initial["text"] = view.words.text
    if view.occasion is not None:
        initial |= starts(view.occasion)
    return GestureForm(request.POST or None, today=mine.today(now), initial=initial)


@require_POST
@unlocked
def stop(request: PersonRequest, gesture_id: UUID) -> HttpResponse:
    """No more of it: it is gone, words and all."""
    try:
        actions.stop_gesture(membership(request), gesture_id, timezone.now())
    except ObjectDoesNotExist:
        raise Http404 from None
    messages.success(request, _("It is gone."))
    return redirect("gestures:index")


@require_POST
@unlocked
def tick(request: PersonRequest, gesture_id: UUID) -> HttpResponse:
    return _step(request, gesture_id, actions.tick_gesture, _("Ticked for today."))


@require_POST
@unlocked
def untick(request: PersonRequest, gesture_id: UUID) -> HttpResponse:
    return _step(request, gesture_id, actions.untick_gesture, _("The tick is taken away."))


def _step(
    request: PersonRequest,
    gesture_id: UUID,
    act: Callable[[Membership, UUID, datetime], None],
    said: str,
) -> HttpResponse:
    """Answers htmx with the row alone; a page left open overnight changes nothing."""
    mine, now = membership(request), timezone.now()
    shown_on = request.POST.get("day", "")
    try:
        if shown_on and shown_on != mine.today(now).isoformat():
            _found(mine, gesture_id, now)
            raise NotPossible(Refusal.ANOTHER_DAY)
        act(mine, gesture_id, now)
    except ObjectDoesNotExist:
        raise Http404 from None
    except NotPossible as not_possible:
        messages.error(request, why_not(not_possible.reason))
        if request.htmx:
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    else:
        if request.htmx:
            context = {"gesture": shown(mine, _found(mine, gesture_id, now), now)}
            return render(request, "gestures/_row.html", context)
        messages.success(request, said)
    return redirect(BACK.get(request.POST.get("back", ""), "gestures:index"))


def _found(mine: Membership, gesture_id: UUID, now: datetime) -> GestureView:
    view = queries.own_gesture(mine, gesture_id, now)
    if view is None:
        raise Http404
    return view
