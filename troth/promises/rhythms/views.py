"""Pages of one rhythm: what it is, another one in its place, going on with it, letting it rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.promises.due import Choice
from troth.promises.forms import PromiseForm
from troth.promises.pages import all_shown
from troth.promises.queries import coming_of_rhythm, has_open_promise, promises_of_rhythm
from troth.promises.rhythms import actions, queries
from troth.promises.rhythms.forms import AgainForm, more_weeks
from troth.promises.rhythms.opening import RhythmView
from troth.promises.rhythms.pages import shown_rhythm
from troth.promises.rhythms.phrases import own_words_phrase, why_no_rhythm
from troth.promises.rhythms.rules import NoRhythm, Problem, Span, Timetable
from troth.promises.rhythms.words import RhythmWords
from troth.promises.rules import State
from troth.spaces.access import membership
from troth.spaces.membership import Membership
from troth.web.answers import reads_and_writes, status_of
from troth.web.unsaved import NotSaved

ONE_DAY = timedelta(days=1)


@require_safe
@unlocked
def page(request: PersonRequest, where: str, rhythm_id: UUID) -> HttpResponse:
    """One rhythm, its last promises where it is one's own, and what may be done with it."""
    there, now = membership(request, where), timezone.now()
    view = found(there, rhythm_id, now)
    of_it = promises_of_rhythm(there, rhythm_id, now) if view.is_mine else []
    coming = coming_of_rhythm(there, rhythm_id, now) if view.is_mine else []
    is_open = [each.state is State.OPEN for each in of_it]
    days = list(zip(all_shown([there], of_it, now), is_open, strict=True))
    context = {
        "rhythm": shown_rhythm(there, view, now),
        "is_private": there.is_private,
        "partner": there.partner_called,
        "maker": there.partner_at_start,
        "has_ended": there.has_ended,
        "still_open": [promise for promise, goes_on in days if goes_on],
        "lately": [promise for promise, goes_on in days if not goes_on],
        "coming": all_shown([there], coming, now),
        "own_words": _own_words(there, view, now),
    }
    return render(request, "promises/rhythms/page.html", context)


@reads_and_writes
@unlocked
def change(request: PersonRequest, where: str, rhythm_id: UUID) -> HttpResponse:
    """From now on in other words, on other days or at another time."""
    there, now = membership(request, where), timezone.now()
    view = own(there, rhythm_id, now)
    today, timetable = there.today(now), view.timetable
    may_change = view.span(today) is Span.GOES_ON and not (timetable and timetable.stopped_on)
    initial = _as_it_is(there, view, timetable, now) if may_change and timetable else {}
    form = PromiseForm(request.POST or None, membership=there, now=now, initial=initial)
    if timetable is None or not may_change:
        return _too_late(request, there, rhythm_id, form)
    form.fields["when"].label = _("From which day on?")
    again = AgainForm(request.POST or None, is_for_sure=True, initial=_as_often(timetable))
    if request.method == "POST" and form.is_valid() & again.is_valid():
        answer = _changed(request, there, rhythm_id, form, again, now)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "again": again,
        "rhythm": shown_rhythm(there, view, now),
        "own_words": _own_words(there, view, now),
    }
    status = max(status_of(form), status_of(again))
    return render(request, "promises/rhythms/change.html", context, status=status)


def _own_words(there: Membership, view: RhythmView, now: datetime) -> str:
    days = queries.own_words_ahead(there, view.id, now) if view.is_mine else []
    return own_words_phrase(days, there.today(now))


def _too_late(
    request: PersonRequest, there: Membership, rhythm_id: UUID, form: PromiseForm
) -> HttpResponse:
    """It rests, or was changed already: where this very form did that, to what it made."""
    if request.method == "POST":
        form.full_clean()
        begun_id = form.cleaned_data.get("token")
        if begun_id and queries.is_followed_by(there, rhythm_id, begun_id):
            return redirect("promises:rhythm", there.where, begun_id)
        back = reverse("promises:rhythm", args=[there.where, rhythm_id])
        why = _("It rests, or goes on in other words already. Nothing was changed.")
        if there.has_ended:
            why = why_no_rhythm(Problem.SPACE_ENDED)
        raise NotSaved(why, back)
    return redirect("promises:rhythm", there.where, rhythm_id)


def _as_it_is(
    there: Membership, view: RhythmView, timetable: Timetable, now: datetime
) -> dict[str, Any]:
    """As it goes on by itself: from its next day whose promise hasn't come to its end."""
    words, today = view.words, there.today(now)
    if not isinstance(words, RhythmWords):
        return {}
    facts = {"text": words.text, "cue": words.cue, "kind": words.kind, "at": timetable.at}
    first = timetable.next_from(today)
    if first == today and not has_open_promise(there, view.id, today, now):
        first = timetable.next_from(today + ONE_DAY)
    near = {today: Choice.TODAY, today + ONE_DAY: Choice.TOMORROW, None: Choice.TOMORROW}
    if first in near:
        return {**facts, "when": near[first].value}
    return {**facts, "when": Choice.DATE.value, "on": first}


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
    except ObjectDoesNotExist:
        raise Http404 from None
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
    until, seen = more_weeks(timetable, there.today(now)), day_or_none(request.POST.get("until"))
    return _step(
        request,
        where,
        rhythm_id,
        lambda there, rhythm_id, now: actions.renew_rhythm(there, rhythm_id, seen, until, now),
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


def day_or_none(text: str | None) -> date | None:
    """The end that a form was shown with; None for a form without one, or with no date in it."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


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
