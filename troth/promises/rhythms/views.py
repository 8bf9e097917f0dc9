"""Pages of one rhythm: what it is, another one in its place, going on with it, letting it rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.promises.forms import PromiseForm
from troth.promises.pages import all_shown
from troth.promises.queries import promises_of_rhythm
from troth.promises.rhythms import actions, queries
from troth.promises.rhythms.forms import AgainForm, more_weeks
from troth.promises.rhythms.opening import RhythmView
from troth.promises.rhythms.pages import shown_rhythm
from troth.promises.rhythms.phrases import why_no_rhythm
from troth.promises.rhythms.rules import NoRhythm, Span, Timetable
from troth.promises.rhythms.words import RhythmWords
from troth.promises.rules import State
from troth.spaces.access import membership
from troth.spaces.membership import Membership
from troth.web.answers import reads_and_writes, status_of


@require_safe
@unlocked
def page(request: PersonRequest, where: str, rhythm_id: UUID) -> HttpResponse:
    """One rhythm, its last promises where it is one's own, and what may be done with it."""
    there, now = membership(request, where), timezone.now()
    view = found(there, rhythm_id, now)
    of_it = promises_of_rhythm(there, rhythm_id, now) if view.is_mine else []
    is_open = [each.state is State.OPEN for each in of_it]
    days = list(zip(all_shown([there], of_it, now), is_open, strict=True))
    context = {
        "rhythm": shown_rhythm(there, view, now),
        "is_private": there.is_private,
        "partner": there.partner_called,
        "has_ended": there.has_ended,
        "still_open": [promise for promise, goes_on in days if goes_on],
        "lately": [promise for promise, goes_on in days if not goes_on],
    }
    return render(request, "promises/rhythms/page.html", context)


@reads_and_writes
@unlocked
def change(request: PersonRequest, where: str, rhythm_id: UUID) -> HttpResponse:
    """From now on in other words, on other days or at another time."""
    there, now = membership(request, where), timezone.now()
    view = own(there, rhythm_id, now)
    today, timetable = there.today(now), view.timetable
    if timetable is None or view.span(today) is not Span.GOES_ON:
        return redirect("promises:rhythm", where, rhythm_id)
    form = PromiseForm(
        request.POST or None, membership=there, now=now, initial=_as_it_is(view, timetable)
    )
    form.fields["when"].label = _("From which day on?")
    again = AgainForm(request.POST or None, is_for_sure=True, initial=_as_often(timetable))
    if request.method == "POST" and form.is_valid() & again.is_valid():
        answer = _changed(request, there, rhythm_id, form, again, now)
        if answer is not None:
            return answer
    context = {"form": form, "again": again, "rhythm": shown_rhythm(there, view, now)}
    status = max(status_of(form), status_of(again))
    return render(request, "promises/rhythms/change.html", context, status=status)


def _as_it_is(view: RhythmView, timetable: Timetable) -> dict[str, Any]:
    words = view.words
    if not isinstance(words, RhythmWords):
        return {}
    facts = {"text": words.text, "cue": words.cue, "kind": words.kind, "at": timetable.at}
    return {**facts, "when": "today"}


def _as_often(timetable: Timetable) -> dict[str, Any]:
    recurrence = timetable.recurrence
    return {
        "again": recurrence.pattern.value,
        "days": list(recurrence.days),
        "until": timetable.until,
    }


def _changed(
    request: PersonRequest,
    there: Membership,
    rhythm_id: UUID,
    form: PromiseForm,
    again: AgainForm,
    now: datetime,
) -> HttpResponse | None:
    """Where it leads; None, with the reason in the form, where it can't be so."""
    facts = form.cleaned_data
    if not again.is_again:
        again.add_error("again", _("Please choose how often."))
        return None
    timetable = again.timetable(facts["due"], there.today(now))
    if timetable is None:
        return None
    try:
        begun_id = actions.change_rhythm(
            there, rhythm_id, facts["text"], facts["cue"], timetable, now, facts["token"],
            kind=facts["kind"],
        )  # fmt: skip
    except NoRhythm as problem:
        form.add_error(None, why_no_rhythm(problem.reason))
        return None
    messages.success(request, _("From now on it is so."))
    return redirect("promises:rhythm", there.where, begun_id)


@require_POST
@unlocked
def stop(request: PersonRequest, where: str, rhythm_id: UUID) -> HttpResponse:
    """Let it rest from now on."""
    return _step(request, where, rhythm_id, actions.stop_rhythm, _("It rests now."))


@require_POST
@unlocked
def rest(request: PersonRequest, where: str, rhythm_id: UUID) -> HttpResponse:
    """It has come to its end, and isn't gone on with."""
    return _step(request, where, rhythm_id, actions.rest_rhythm, _("It rests."))


@require_POST
@unlocked
def renew(request: PersonRequest, where: str, rhythm_id: UUID) -> HttpResponse:
    """Go on for four weeks more."""
    there, now = membership(request, where), timezone.now()
    timetable = own(there, rhythm_id, now).timetable
    if timetable is None:
        return redirect("promises:rhythm", where, rhythm_id)
    until = more_weeks(timetable, there.today(now))
    return _step(
        request,
        where,
        rhythm_id,
        lambda there, rhythm_id, now: actions.renew_rhythm(there, rhythm_id, until, now),
        _("It goes on for four weeks more."),
    )


def _step(
    request: PersonRequest,
    where: str,
    rhythm_id: UUID,
    act: Callable[[Membership, UUID, datetime], None],
    said: str,
) -> HttpResponse:
    there, now = membership(request, where), timezone.now()
    own(there, rhythm_id, now)
    try:
        act(there, rhythm_id, now)
    except NoRhythm as problem:
        messages.error(request, why_no_rhythm(problem.reason))
    except ObjectDoesNotExist:
        raise Http404 from None
    else:
        messages.success(request, said)
    if request.POST.get("back") == "today":
        return redirect("home:today")
    return redirect("promises:rhythm", where, rhythm_id)


def found(there: Membership, rhythm_id: UUID, now: datetime) -> RhythmView:
    """One that the person may see; 404 for any other."""
    view = queries.rhythm(there, rhythm_id, there.today(now))
    if view is None:
        raise Http404
    return view


def own(there: Membership, rhythm_id: UUID, now: datetime) -> RhythmView:
    """One's own; 404 for another's."""
    view = found(there, rhythm_id, now)
    if not view.is_mine:
        raise Http404
    return view
