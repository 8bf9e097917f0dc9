"""The pages of Us: the two of us, what lies behind, and what has gone quiet."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from troth.content.four_words import four_words
from troth.home.forms import CalledBetweenForm
from troth.home.us.history import history_page
from troth.home.us.phrases import names, until_phrase
from troth.home.us.queries import (
    first_to_share,
    own_lines,
    pairing_under_way,
    partners_keys_differ,
    the_four_numbers,
)
from troth.journeys.breaks.queries import told_sentences, under_way_sentence
from troth.journeys.leaving.actions import leave
from troth.journeys.pairing.queries import last_minute
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.sealing import Unopened
from troth.spaces.access import membership, memberships, ours
from troth.spaces.actions import change_called
from troth.spaces.membership import Membership
from troth.spaces.phrases import date_phrase
from troth.web.answers import id_or_404, reads_and_writes, status_of
from troth.web.cursors import DayCursor, read_day_cursor


@require_safe
@unlocked
def us(request: PersonRequest) -> HttpResponse:
    """The two of us; or, for one alone, what it is to be two here."""
    shared, before = ours(request), _cursor(request)
    if shared is None:
        return _alone(request)
    if shared.is_away:
        return render(request, "home/us/away.html", {"partner": shared.partner_called})
    now = timezone.now()
    today = shared.today(now)
    is_first_page, history = before is None, history_page(shared, before, today)
    offers_one = is_first_page and not history.is_mine_too
    context = {
        "names": names(shared),
        "partner": shared.partner_called,
        "space": shared.space_id,
        "began": date_phrase(shared.made_on, today),
        "history": history,
        "is_first_page": is_first_page,
        "shareable": first_to_share(membership(request), shared, now) if offers_one else [],
        "keys_differ": partners_keys_differ(shared, request.unlock.bundle),
        "behind": _behind(request),
        "told_breaks": told_sentences(shared, today) if is_first_page else [],
        "own_break": under_way_sentence(membership(request), today) if is_first_page else "",
    }
    return render(request, "home/us/us.html", context)


def _alone(request: PersonRequest) -> HttpResponse:
    mine = membership(request)
    today = mine.today(timezone.now())
    under_way = pairing_under_way(mine, today)
    expires_on = under_way.expires_on if under_way else None
    # As the invitation itself says it: by the clock of whoever reads.
    until = last_minute(expires_on).astimezone(mine.zone).date() if expires_on else None
    context = {
        "under_way": under_way,
        "open_until": date_phrase(until, today) if until else "",
        "behind": _behind(request),
    }
    return render(request, "home/us/alone.html", context)


def _behind(request: PersonRequest) -> list[dict[str, object]]:
    """What has ended, the latest first."""
    now = timezone.now()
    return [
        {"where": found.where, "phrase": until_phrase(found, found.today(now))}
        for found in memberships(request)
        if found.has_ended
    ]


@reads_and_writes
@unlocked
def between(request: PersonRequest) -> HttpResponse:
    """The four words, what I'm called here, and whether the other says how things landed."""
    shared = ours(request)
    if shared is None:
        return redirect("home:us")
    called = shared.called if isinstance(shared.called, str) else ""
    partner = shared.partner_called
    form = CalledBetweenForm(request.POST or None, initial={"called": called}, partner=partner)
    if request.method == "POST" and form.is_valid():
        writable = membership(request, shared.where)
        change_called(writable, form.cleaned_data["called"], timezone.now())
        messages.success(request, _("Saved."))
        return redirect("home:between")
    numbers = the_four_numbers(shared, request.unlock.bundle)
    context = {
        "form": form,
        "partner": partner,
        "unopened": shared.called.reason.name.lower()
        if isinstance(shared.called, Unopened)
        else "",
        "four_words": four_words(numbers) if numbers else (),
        "keys_differ": partners_keys_differ(shared, request.unlock.bundle),
        "takes_replies": shared.takes_replies,
    }
    return render(request, "home/us/between.html", context, status=status_of(form))


@require_safe
@unlocked
def before(request: PersonRequest, space_id: UUID) -> HttpResponse:
    """A space that the other left: its history, and what I had said I'd do."""
    ended = _ended(request, space_id)
    today = ended.today(timezone.now())
    said, said_further = own_lines(ended, id_or_404(request.GET.get("said")))
    context = {
        "where": ended.where,
        "partner": ended.partner_called,
        "until": date_phrase(ended.ended_on or today, today),
        "began": date_phrase(ended.made_on, today),
        "history": history_page(ended, _cursor(request), today),
        "said": said,
        "said_further": said_further,
        "said_opens": "said" in request.GET,
    }
    return render(request, "home/us/before.html", context)


@reads_and_writes
@unlocked
def put_away(request: PersonRequest, space_id: UUID) -> HttpResponse:
    """Leave what has ended as well: nobody is left in it, and all of it is erased."""
    ended = _ended(request, space_id)
    if request.method == "POST":
        leave(ended, timezone.now(), takes_words_back=True)
        messages.success(request, _("It is gone."))
        return redirect("home:us")
    context = {"where": ended.where, "partner": ended.partner_called}
    return render(request, "home/us/put_away.html", context)


def _ended(request: PersonRequest, space_id: UUID) -> Membership:
    """404 too for a space that goes on."""
    return membership(request, str(space_id))


def _cursor(request: PersonRequest) -> DayCursor | None:
    try:
        return read_day_cursor(request.GET.get("before", ""))
    except ValueError:
        raise Http404 from None
