"""Pages of promises. A step answers with the row alone to htmx, else goes back to its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.promises import actions, queries
from troth.promises.forms import DueForm, EndingForm, KeepForm, PromiseForm
from troth.promises.opening import EndingView, PromiseView
from troth.promises.pages import all_shown, shown, shown_ending, why_not
from troth.promises.phrases import ONE_DAY, day_phrase
from troth.promises.rules import NotPossible, Standing
from troth.spaces.access import membership
from troth.spaces.days import instant_of
from troth.spaces.ids import fresh_or_new, new_id
from troth.spaces.membership import Membership

ONE_MINUTE = timedelta(minutes=1)
reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])
BACK = {"today": "home:today", "waiting": "promises:waiting", "promises": "promises:index"}


@require_safe
@unlocked
def index(request: PersonRequest) -> HttpResponse:
    """What I said I'd do: open, then what ended, a page at a time."""
    mine, now = membership(request), timezone.now()
    before = _id_or_none(request.GET.get("before"))
    current = all_shown(mine, queries.open_promises(mine), now) if before is None else []
    ended, has_more = queries.ended_promises(mine, before)
    context = {
        "waiting": [promise for promise in current if promise.is_waiting],
        "open": [promise for promise in current if not promise.is_waiting],
        "ended": all_shown(mine, ended, now),
        "further": ended[-1].id if has_more else None,
        "is_first_page": before is None,
    }
    return render(request, "promises/index.html", context)


@reads_and_writes
@unlocked
def make(request: PersonRequest) -> HttpResponse:
    mine, now = membership(request), timezone.now()
    form = PromiseForm(request.POST or None, membership=mine, now=now)
    gentle = None
    if request.method == "POST" and form.is_valid():
        gentle = form.gentle_word()
        if gentle is None:
            facts = form.cleaned_data
            actions.make_promise(
                mine, facts["text"], facts["cue"], facts["due"], now, facts["token"]
            )
            messages.success(request, _("Said."))
            return redirect("home:today")
    context = {"form": form, "gentle": gentle}
    return render(request, "promises/make.html", context, status=_status(form))


@require_safe
@unlocked
def page(request: PersonRequest, promise_id: UUID) -> HttpResponse:
    """One promise, what may be done with it, and all that was said of its end."""
    mine, now = membership(request), timezone.now()
    view, endings = _found(mine, promise_id)
    context = {
        "promise": shown(mine, view, now),
        "made": day_phrase(view.made_on, mine.today(now)),
        "endings": [shown_ending(mine, ending, now) for ending in endings],
        "successor": queries.successor_of(mine, promise_id),
        "follows_id": view.follows_id,
        "keep_form": _keep_form(mine, view, now),
    }
    return render(request, "promises/page.html", context)


@require_POST
@unlocked
def keep(request: PersonRequest, promise_id: UUID) -> HttpResponse:
    """Kept: now, or in time, or on the day that was given."""
    return _keep(request, promise_id, KeepForm(request.POST))


@require_POST
@unlocked
def keep_in_time(request: PersonRequest, promise_id: UUID) -> HttpResponse:
    """Kept in time, said afterwards with one tap."""
    token = request.POST.get("token", "")
    return _keep(request, promise_id, KeepForm({"kept": "in-time", "token": token}))


def _keep(request: PersonRequest, promise_id: UUID, form: KeepForm) -> HttpResponse:
    mine, now = membership(request), timezone.now()
    view, _endings = _found(mine, promise_id)
    if not form.is_valid():
        messages.error(request, _("That day couldn’t be read. Nothing was changed."))
        return redirect("promises:page", promise_id)
    happened_at = _happened_at(mine, view, form, now)
    token = _token(mine, form, now)
    return _step(
        request,
        mine,
        promise_id,
        lambda: actions.keep_promise(mine, promise_id, happened_at, now, token),
        _("Kept."),
    )


@reads_and_writes
@unlocked
def own(request: PersonRequest, promise_id: UUID) -> HttpResponse:
    """It didn't happen: one line is enough, and none will do."""
    mine, now = membership(request), timezone.now()
    view, _endings = _found(mine, promise_id)
    form = EndingForm(request.POST or None, initial={"token": new_id(mine.today(now))})
    if request.method == "POST" and form.is_valid():
        note, token = form.cleaned_data["note"], _token(mine, form, now)
        return _step(
            request,
            mine,
            promise_id,
            lambda: actions.own_promise(mine, promise_id, note, now, token),
            _("Said."),
        )
    context = {"form": form, "promise": shown(mine, view, now)}
    return render(request, "promises/own.html", context, status=_status(form))


@require_POST
@unlocked
def let_go(request: PersonRequest, promise_id: UUID) -> HttpResponse:
    return _plain_step(request, promise_id, actions.let_go_of_promise, _("Let go."))


@require_POST
@unlocked
def withdraw(request: PersonRequest, promise_id: UUID) -> HttpResponse:
    return _plain_step(request, promise_id, actions.withdraw_promise, _("Taken back."))


@require_POST
@unlocked
def reopen(request: PersonRequest, promise_id: UUID) -> HttpResponse:
    """A slip of the finger: it is open again."""
    return _plain_step(request, promise_id, actions.reopen_promise, _("It is open again."))


def _plain_step(
    request: PersonRequest,
    promise_id: UUID,
    act: Callable[[Membership, UUID, datetime, UUID], None],
    said: str,
) -> HttpResponse:
    """A step that takes nothing but one's word."""
    mine, now = membership(request), timezone.now()
    _found(mine, promise_id)
    token = _token(mine, EndingForm(request.POST), now)
    return _step(request, mine, promise_id, lambda: act(mine, promise_id, now, token), said)


@reads_and_writes
@unlocked
def move(request: PersonRequest, promise_id: UUID) -> HttpResponse:
    """Say early that it will be another time."""
    mine, now = membership(request), timezone.now()
    view, _endings = _found(mine, promise_id)
    form = DueForm(request.POST or None, membership=mine, now=now)
    if request.method == "POST" and form.is_valid():
        due, successor = form.cleaned_data["due"], form.cleaned_data["token"]
        return _step(
            request,
            mine,
            promise_id,
            lambda: actions.move_promise(mine, promise_id, due, now, successor),
            _("Moved."),
        )
    context = {"form": form, "promise": shown(mine, view, now)}
    return render(request, "promises/move.html", context, status=_status(form))


@require_safe
@unlocked
def waiting(request: PersonRequest) -> HttpResponse:
    """Some days went by: fill in, or let go."""
    mine, now = membership(request), timezone.now()
    views = queries.open_promises(mine)
    past = [view for view in views if view.standing(now) is Standing.NO_WORD_YET]
    return render(request, "promises/waiting.html", {"waiting": all_shown(mine, past, now)})


@require_POST
@unlocked
def let_all_go(request: PersonRequest) -> HttpResponse:
    """Let go of everything that still waits for a word."""
    actions.let_go_of_all_waiting(membership(request), timezone.now())
    messages.success(request, _("Let go. Today is a new day."))
    return redirect("home:today")


def _found(mine: Membership, promise_id: UUID) -> tuple[PromiseView, list[EndingView]]:
    found = queries.promise_with_endings(mine, promise_id)
    if found is None:
        raise Http404
    return found


def _step(
    request: PersonRequest,
    mine: Membership,
    promise_id: UUID,
    act: Callable[[], object],
    said: str,
) -> HttpResponse:
    """Take a step; where it can't be taken any more, say why and change nothing."""
    try:
        act()
    except NotPossible as not_possible:
        messages.error(request, why_not(not_possible.reason))
        if request.htmx:
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return redirect("promises:page", promise_id)
    if request.htmx:
        view, _endings = _found(mine, promise_id)
        context = {"promise": shown(mine, view, timezone.now())}
        return render(request, "promises/_row.html", context)
    messages.success(request, said)
    return redirect(BACK.get(request.POST.get("back", ""), "home:today"))


def _keep_form(mine: Membership, view: PromiseView, now: datetime) -> KeepForm:
    """Asks for the day, which may be some days ago, and starts with today."""
    today = mine.today(now)
    # While it waits, "in time" has a button of its own, and the form is for another day.
    kept = "later" if view.standing(now) is Standing.NO_WORD_YET else "in-time"
    return KeepForm(initial={"token": new_id(today), "kept": kept, "on": today})


def _happened_at(mine: Membership, view: PromiseView, form: KeepForm, now: datetime) -> datetime:
    """When it was kept, as far as the form tells; `now` where it tells nothing."""
    day, today = form.cleaned_data["on"], mine.today(now)
    if form.cleaned_data["kept"] == "in-time":
        # Just inside: the due instant of a day is four o'clock of the next one.
        in_time = view.due_at if view.due and view.due.at else view.due_at - ONE_MINUTE
        return min(in_time, now)
    if form.cleaned_data["kept"] == "later" and day is not None:
        # Near enough to be refused for the same reason, and never out of the calendar.
        day = min(max(day, view.made_on - 2 * ONE_DAY), today + 2 * ONE_DAY)
        at = instant_of(day, time(12), mine.zone)
        if day == mine.today(view.due_at):
            at = max(at, view.due_at + ONE_MINUTE)
        has_begun = instant_of(day, time(0), mine.zone) <= now
        return min(at, now) if has_begun else at
    return now


def _token(mine: Membership, form: EndingForm | KeepForm, now: datetime) -> UUID:
    token = form.cleaned_data.get("token") if form.is_valid() else None
    return fresh_or_new(token, mine.today(now))


def _id_or_none(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Http404 from None


def _status(form: DueForm | EndingForm) -> int:
    return 422 if form.is_bound else 200
