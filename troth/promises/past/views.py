"""Pages of what lies behind: one's own past promises, and a search through all of one's own."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.promises.past.forms import SearchForm
from troth.promises.past.pages import (
    address_of,
    by_month,
    found_rows,
    looked_so_far,
    ways_to_narrow,
)
from troth.promises.past.queries import look_for, past_promises
from troth.promises.past.rules import Cursor, PastEnding, read_cursor
from troth.spaces.access import membership, ours
from troth.spaces.membership import MINE, OURS, Membership
from troth.web.answers import reads_and_writes


@require_safe
@unlocked
def before(request: PersonRequest) -> HttpResponse:
    """My own that ended, or wait for a word since, of one space: by month, the latest first."""
    there, now = past_of(request), timezone.now()
    ending, cursor = _ending(request), _cursor(request)
    views, further = past_promises(there, ending, cursor, now)
    shared = ours(request)
    context = {
        "months": by_month(there, views, now),
        "further": address_of(there, ending, further.as_text()) if further else "",
        "narrowed": ways_to_narrow(there, ending),
        "is_first_page": cursor is None,
        "is_narrowed": ending is not None,
        "past": there.where,
        "partner": shared.partner_called if shared else "",
        "form": SearchForm(ours=shared, where=there.where),
    }
    return render(request, "promises/past/before.html", context)


@reads_and_writes
@unlocked
def search(request: PersonRequest) -> HttpResponse:
    """Look through my own by words that stand sealed: they are posted, never in an address."""
    shared, now = ours(request), timezone.now()
    there = past_of(request)
    form = SearchForm(request.POST or None, ours=shared, where=there.where)
    context: dict[str, Any] = {"form": form, "has_looked": False, "where": there.where}
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "promises/past/search.html", context, status=status)
    facts = form.cleaned_data
    there = membership(request, facts.get("where") or there.where)
    found = look_for(there, facts["terms"], facts["kind"], facts["before"], now)
    context |= {
        "found": found_rows(there, found, now),
        "so_far": looked_so_far(there, found, now),
        "further": found.further.as_text() if found.further else "",
        "has_closed": found.has_closed,
        "has_looked": True,
        "where": there.where,
        "went_on": facts["before"] is not None,
    }
    return render(request, "promises/past/search.html", context)


def past_of(request: PersonRequest) -> Membership:
    """Whose past is looked at; 404 for a space that there isn't, or that has ended."""
    where = request.GET.get("in", MINE)
    if where not in (MINE, OURS):
        raise Http404
    return membership(request, where)


def _ending(request: PersonRequest) -> PastEnding | None:
    try:
        said = request.GET.get("ending", "")
        return PastEnding(said) if said else None
    except ValueError:
        raise Http404 from None


def _cursor(request: PersonRequest) -> Cursor | None:
    try:
        return read_cursor(request.GET.get("before", ""))
    except ValueError:
        raise Http404 from None
