"""What the views of asks share: the two, an ask of theirs, a step with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from troth.asks import queries
from troth.asks.opening import AskView
from troth.asks.pages import why_not
from troth.asks.rules import NotPossible, Refusal
from troth.people.http import PersonRequest
from troth.spaces.access import look_again, membership
from troth.spaces.membership import OURS, Membership

BACK = {"today": "home:today", "asks": "asks:index"}
# Somebody may be writing while an ask fades: what they wrote still finds its page.
A_LITTLE_LONGER = timedelta(days=1)


def the_two(request: PersonRequest) -> Membership:
    """The shared space that goes on; 404 for one alone."""
    return membership(request, OURS)


def found(together: Membership, ask_id: UUID, now: datetime) -> AskView:
    view = queries.shown_ask(together, ask_id, now)
    if view is None:
        raise Http404
    return view


def asked_of_me(
    request: PersonRequest, together: Membership, ask_id: UUID, now: datetime
) -> AskView:
    view = found(together, ask_id, _seen_at(request, now))
    if view.is_mine:
        raise Http404
    return view


def asked_by_me(
    request: PersonRequest, together: Membership, ask_id: UUID, now: datetime
) -> AskView:
    view = found(together, ask_id, _seen_at(request, now))
    if not view.is_mine:
        raise Http404
    return view


def _seen_at(request: PersonRequest, now: datetime) -> datetime:
    return now - A_LITTLE_LONGER if request.method == "POST" else now


def why_refused(request: PersonRequest, together: Membership, refused: NotPossible) -> str:
    """In a sentence; raises NotSaved where the other has just left."""
    if refused.reason is Refusal.SPACE_ENDED:
        look_again(request, OURS)
    return why_not(refused.reason, together)


def step(
    request: PersonRequest, together: Membership, act: Callable[[], object], said: str
) -> HttpResponse:
    """Take a step; where it can't be taken any more, say why and change nothing."""
    try:
        act()
    except NotPossible as not_possible:
        messages.error(request, why_refused(request, together, not_possible))
    else:
        messages.success(request, said)
    return redirect(BACK.get(request.POST.get("back", ""), "asks:index"))
