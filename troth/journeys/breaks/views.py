"""Pages of breaks: all of one's own, taking one, one by itself, and what is due inside."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from troth.journeys.breaks.actions import begin_break, settle_inside
from troth.journeys.breaks.forms import ChangeBreakForm, InsideForm, TakeBreakForm
from troth.journeys.breaks.queries import (
    Inside,
    due_inside,
    have_rhythms,
    shown_break,
    shown_breaks,
)
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.sealing import Unopened
from troth.spaces.access import forget_memberships, is_meant_for, membership, ours
from troth.spaces.breaks import actions
from troth.spaces.breaks.queries import BreakView, break_of, own_breaks
from troth.spaces.breaks.rules import BadBreak, Breaks, Span
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.web.answers import reads_and_writes, status_of


@require_safe
@unlocked
def index(request: PersonRequest) -> HttpResponse:
    """The break of now, those to come, and those that are over."""
    mine = membership(request)
    today = mine.today(timezone.now())
    context = {"breaks": shown_breaks(mine, ours(request), today), "partner": _partner(request)}
    return render(request, "journeys/breaks/index.html", context)


@reads_and_writes
@unlocked
def take(request: PersonRequest) -> HttpResponse:
    """From when to when, and whether the partner is told; then what is due inside."""
    mine, shared, now = membership(request), _to_tell(request), timezone.now()
    today = mine.today(now)
    form = TakeBreakForm(
        request.POST or None,
        today=today,
        partner=_partner(request),
        is_for_another=shared is not None and not is_meant_for(request, shared),
        initial={"from_on": today, "token": new_id(today)},
    )
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        told = shared if facts.get("tell") else None
        days = facts["from_on"], facts["until_on"]
        try:
            break_id = begin_break(mine, told, *days, now, facts["token"])
        except BadBreak as bad:
            form.add_problem(bad)
        else:
            return _on_to(request, break_id, now)
    context = {"form": form, "space": shared.space_id if shared else ""}
    return render(request, "journeys/breaks/take.html", context, status=status_of(form))


@reads_and_writes
@unlocked
def change(request: PersonRequest, break_id: UUID) -> HttpResponse:
    """One break that isn't over: other days for it, whether the partner is told, its end."""
    mine, shared, now = membership(request), ours(request), timezone.now()
    today = mine.today(now)
    view = _own(mine, break_id, now)
    form = ChangeBreakForm(request.POST or None, today=today, span=view.span)
    if request.method == "POST" and form.is_valid():
        from_on = form.cleaned_data.get("from_on", view.span.from_on)
        until_on = form.cleaned_data["until_on"]
        try:
            actions.change_break(mine, shared, break_id, from_on, until_on, now)
        except BadBreak as bad:
            form.add_problem(bad)
        else:
            return _on_to(request, break_id, now)
    context = {
        "form": form,
        "shown": shown_break(view, shared, today),
        "partner": _partner(request),
        "space": shared.space_id if shared else "",
    }
    return render(request, "journeys/breaks/change.html", context, status=status_of(form))


@reads_and_writes
@unlocked
def inside(request: PersonRequest, break_id: UUID) -> HttpResponse:
    """What is due in a break: leave it, move it behind, or take it back; one form for all."""
    mine, now = membership(request), timezone.now()
    today = mine.today(now)
    view = _own(mine, break_id, now)
    # Also where nothing was due, and nothing is sent.
    sent = request.POST if request.method == "POST" else None
    form = InsideForm(sent, inside=_due_inside(request, view.span, now))
    if request.method == "POST" and form.is_valid():
        if not settle_inside(form.chosen(today), now):
            messages.info(request, _("Some had ended already. They stay as they are."))
        messages.success(request, _("Done. On these days nothing is asked of you."))
        return redirect("journeys:breaks")
    context = {
        "form": form,
        "shown": shown_break(view, ours(request), today),
        "rhythms_rest": have_rhythms(_here(request), now),
    }
    return render(request, "journeys/breaks/inside.html", context, status=status_of(form))


@require_POST
@unlocked
def end(request: PersonRequest) -> HttpResponse:
    """End the break of now, with one tap; what is due from today on counts again."""
    mine, now = membership(request), timezone.now()
    for view in own_breaks(mine, mine.today(now)):
        if view.span.covers(mine.today(now)) and not isinstance(view.words, Unopened):
            actions.end_break(mine, ours(request), view.id, now)
            messages.success(request, _("The break is over. Welcome back."))
    return redirect("home:today" if request.POST.get("back") == "today" else "journeys:breaks")


@require_POST
@unlocked
def call_off(request: PersonRequest, break_id: UUID) -> HttpResponse:
    """Stop one that hasn't begun; nothing of it stays."""
    mine, now = membership(request), timezone.now()
    try:
        actions.end_break(mine, ours(request), break_id, now)
    except ObjectDoesNotExist:
        raise Http404 from None
    messages.success(request, _("Called off."))
    return redirect("journeys:breaks")


@require_POST
@unlocked
def tell(request: PersonRequest, break_id: UUID) -> HttpResponse:
    """Let the partner read the days of a break, or not any longer."""
    mine, shared, now = membership(request), _to_tell(request), timezone.now()
    _own(mine, break_id, now)
    if shared is None or not is_meant_for(request, shared):
        return redirect("journeys:change_break", break_id)
    if request.POST.get("told") == "yes":
        actions.tell_of_break(mine, shared, break_id, now)
        messages.success(request, _("Told."))
    else:
        actions.untell_break(mine, shared, break_id, now)
        messages.success(request, _("Your partner doesn’t read it any longer."))
    return redirect("journeys:change_break", break_id)


def _own(mine: Membership, break_id: UUID, now: datetime) -> BreakView:
    """One that isn't over and whose days are borne out; 404 for any other."""
    view = break_of(mine, break_id)
    if view is None or isinstance(view.words, Unopened) or view.span.is_over(mine.today(now)):
        raise Http404
    return view


def _on_to(request: PersonRequest, break_id: UUID, now: datetime) -> HttpResponse:
    """To what is due inside, if anything is."""
    forget_memberships(request)
    view = _own(membership(request), break_id, now)
    if _due_inside(request, view.span, now):
        return redirect("journeys:inside_break", break_id)
    messages.success(request, _("Done. On these days nothing is asked of you."))
    return redirect("journeys:breaks")


def _due_inside(request: PersonRequest, span: Span, now: datetime) -> list[Inside]:
    mine = membership(request)
    others = own_breaks(mine, mine.today(now))
    spans = tuple(each.span for each in others if not isinstance(each.words, Unopened))
    return due_inside(_here(request), span, Breaks(spans), now)


def _here(request: PersonRequest) -> list[Membership]:
    """The spaces that go on: one's own, and the one of the two."""
    shared = ours(request)
    return [membership(request), *([shared] if shared else [])]


def _to_tell(request: PersonRequest) -> Membership | None:
    """Nobody is told by whoever has stepped away: it would show that they are here."""
    shared = ours(request)
    return None if shared is None or shared.is_away else shared


def _partner(request: PersonRequest) -> str:
    shared = _to_tell(request)
    return shared.partner_called if shared else ""
