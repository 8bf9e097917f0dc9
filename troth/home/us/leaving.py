"""Leaving and stepping away: open to a locked session too, since they need no key."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from troth.home.us import phrases
from troth.journeys.leaving import actions
from troth.people.gate import signed_in
from troth.people.http import PersonRequest
from troth.spaces.access import is_meant_for, ours
from troth.spaces.actions import step_away as set_away
from troth.web.answers import reads_and_writes


@reads_and_writes
@signed_in
def leave(request: PersonRequest) -> HttpResponse:
    """What the other will see and what I lose; then one confirmation, at once."""
    shared, now = ours(request), timezone.now()
    if shared is None:
        # A second post of the form too: it has been done.
        return redirect("home:us" if request.method in ("GET", "HEAD") else "home:left")
    if request.method == "POST":
        if not is_meant_for(request, shared):
            # A page from before: what it was about has been left since, and this is another.
            return redirect("home:us")
        actions.leave(shared, now, takes_words_back="take_back" in request.POST)
        return redirect("home:left")
    today = shared.today(now)
    called = shared.called if isinstance(shared.called, str) else ""
    context = {
        "partner": shared.partner_called,
        "space": shared.space_id,
        "is_locked": request.unlock.is_locked,
        "will_read": phrases.left_sentence(called, today, today),
        # A name is one's own words too; while locked it can't be shown.
        "will_read_without": phrases.left_sentence("", today, today) if called else "",
    }
    return render(request, "home/us/leave.html", context)


@require_safe
@signed_in
def left(request: PersonRequest) -> HttpResponse:
    """It is done."""
    if ours(request) is not None:
        return redirect("home:us")
    return render(request, "home/us/left.html")


@reads_and_writes
@signed_in
def step_away(request: PersonRequest) -> HttpResponse:
    """Be left in peace by what we share for a while; nobody is told."""
    shared = ours(request)
    if shared is None:
        return redirect("home:us")
    if request.method == "POST":
        set_away(shared, True, timezone.now())
        return redirect("home:step_away")
    name = "home/us/away.html" if shared.is_away else "home/us/step_away.html"
    return render(request, name, {"partner": shared.partner_called})


@require_POST
@signed_in
def come_back(request: PersonRequest) -> HttpResponse:
    shared = ours(request)
    if shared is not None:
        set_away(shared, False, timezone.now())
    return redirect("home:us")
