"""The steps of one promise. Each answers htmx with the row alone, else goes back to its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.promises import actions
from troth.promises.forms import EndingForm, KeepForm, MoveForm, OwnForm
from troth.promises.opening import PromiseView
from troth.promises.pages import shown, why_not
from troth.promises.phrases import ONE_DAY
from troth.promises.rules import NotPossible, Refusal, Step
from troth.promises.views import found, promise_page
from troth.spaces.access import is_meant_for, look_again, membership, ours
from troth.spaces.days import instant_of
from troth.spaces.ids import fresh_or_new, new_id
from troth.spaces.membership import Membership
from troth.web.answers import reads_and_writes, status_of
from troth.web.unsaved import NotSaved, written_in

ONE_MINUTE = timedelta(minutes=1)
BACK = {"today": "home:today", "waiting": "promises:waiting", "promises": "promises:index"}


@require_POST
@unlocked
def keep(request: PersonRequest, where: str, promise_id: UUID) -> HttpResponse:
    """Kept: now, or in time, or on the day that was given."""
    return _keep(request, where, promise_id, KeepForm(request.POST))


@require_POST
@unlocked
def keep_in_time(request: PersonRequest, where: str, promise_id: UUID) -> HttpResponse:
    """Kept in time, said afterwards with one tap."""
    token = request.POST.get("token", "")
    form = KeepForm({"kept": "in-time", "token": token})
    return _keep(request, where, promise_id, form)


def _keep(request: PersonRequest, where: str, promise_id: UUID, form: KeepForm) -> HttpResponse:
    there, now = membership(request, where), timezone.now()
    view = _made_by_me(there, promise_id)
    if not form.is_valid():
        messages.error(request, _("That day couldn’t be read. Nothing was changed."))
        return redirect("promises:page", where, promise_id)
    happened_at = _happened_at(there, view, form, now)
    token = _token(there, form, now)
    return _step(
        request,
        there,
        promise_id,
        lambda: actions.keep_promise(there, promise_id, happened_at, now, token),
        _("Kept."),
    )


@reads_and_writes
@unlocked
def own(request: PersonRequest, where: str, promise_id: UUID) -> HttpResponse:
    """It didn't happen: one line is enough, and none will do."""
    there, now = membership(request, where), timezone.now()
    view = _made_by_me(there, promise_id)
    token = new_id(there.today(now))
    form = OwnForm(request.POST or None, membership=there, initial={"token": token})
    if request.method == "POST" and form.is_valid():
        note, token = form.cleaned_data["note"], _token(there, form, now)
        more = form.more()
        return _step(
            request,
            there,
            promise_id,
            lambda: actions.own_promise(there, promise_id, note, now, token, **more),
            _("Said."),
        )
    if form.is_bound:
        _refuse_where_nothing_is_left(there, view, Step.OWN, now)
    partner = "" if there.is_private else there.partner_called
    context = {"form": form, "promise": shown(there, view, now), "partner": partner}
    return render(request, "promises/own.html", context, status=status_of(form))


@require_POST
@unlocked
def let_go(request: PersonRequest, where: str, promise_id: UUID) -> HttpResponse:
    return _plain_step(request, where, promise_id, actions.let_go_of_promise, _("Let go."))


@require_POST
@unlocked
def reopen(request: PersonRequest, where: str, promise_id: UUID) -> HttpResponse:
    """A slip of the finger: it is open again."""
    said = _("It is open again.")
    return _plain_step(request, where, promise_id, actions.reopen_promise, said)


@require_POST
@unlocked
def release(request: PersonRequest, where: str, promise_id: UUID) -> HttpResponse:
    """Free the partner of what they said they would do."""
    return _plain_step(request, where, promise_id, actions.release_promise, _("Released."))


def _plain_step(
    request: PersonRequest,
    where: str,
    promise_id: UUID,
    act: Callable[[Membership, UUID, datetime, UUID], None],
    said: str,
) -> HttpResponse:
    """A step that takes nothing but one's word."""
    there, now = membership(request, where), timezone.now()
    token = _token(there, EndingForm(request.POST), now)
    return _step(request, there, promise_id, lambda: act(there, promise_id, now, token), said)


@require_POST
@unlocked
def withdraw(request: PersonRequest, where: str, promise_id: UUID) -> HttpResponse:
    """Take it back before it is due, with a line or without."""
    there, now = membership(request, where), timezone.now()
    form = EndingForm(request.POST)
    if not form.is_valid():
        view = _made_by_me(there, promise_id)
        _refuse_where_nothing_is_left(there, view, Step.WITHDRAW, now)
        return promise_page(request, there, found(there, promise_id), now, withdraw_form=form)
    token, note = _token(there, form, now), form.cleaned_data["note"]
    return _step(
        request,
        there,
        promise_id,
        lambda: actions.withdraw_promise(there, promise_id, now, token, note),
        _("Taken back."),
    )


@require_POST
@unlocked
def share(request: PersonRequest, promise_id: UUID) -> HttpResponse:
    """Make a copy of a private promise to the partner; 404 where there is none."""
    mine, shared, now = membership(request), ours(request), timezone.now()
    if shared is None:
        raise Http404
    if not is_meant_for(request, shared):
        messages.error(request, _("This was meant for somebody else. Nothing was shared."))
        return redirect("promises:page", mine.where, promise_id)
    there = membership(request, shared.where)
    token = _token(there, EndingForm(request.POST), now)
    return _step(
        request,
        mine,
        promise_id,
        lambda: actions.share_promise(mine, there, promise_id, now, token),
        _("Shared with your partner."),
    )


@reads_and_writes
@unlocked
def move(request: PersonRequest, where: str, promise_id: UUID) -> HttpResponse:
    """Say early that it will be another time."""
    there, now = membership(request, where), timezone.now()
    view = _made_by_me(there, promise_id)
    form = MoveForm(request.POST or None, due=view.due, membership=there, now=now)
    if request.method == "POST" and form.is_valid():
        due, successor = form.cleaned_data["due"], form.cleaned_data["token"]
        return _step(
            request,
            there,
            promise_id,
            lambda: actions.move_promise(there, promise_id, due, now, successor),
            _("Moved."),
        )
    context = {"form": form, "promise": shown(there, view, now)}
    return render(request, "promises/move.html", context, status=status_of(form))


def _made_by_me(there: Membership, promise_id: UUID) -> PromiseView:
    """404 for the partner's: these addresses are its maker's alone."""
    view, _endings = found(there, promise_id)
    if not (view.is_mine or there.is_private):
        raise Http404
    return view


def _step(
    request: PersonRequest,
    there: Membership,
    promise_id: UUID,
    act: Callable[[], object],
    said: str,
) -> HttpResponse:
    """Take a step; where it can't be taken any more, say why and change nothing."""
    try:
        act()
    except ObjectDoesNotExist:
        raise Http404 from None
    except NotPossible as not_possible:
        return _refused(request, there, promise_id, not_possible.reason)
    if request.htmx:
        view, _endings = found(there, promise_id)
        context = {"promise": shown(there, view, timezone.now())}
        return render(request, "promises/_row.html", context)
    messages.success(request, said)
    return redirect(BACK.get(request.POST.get("back", ""), "home:today"))


def _refused(
    request: PersonRequest, there: Membership, promise_id: UUID, reason: Refusal
) -> HttpResponse:
    if reason is Refusal.SPACE_ENDED:
        there = look_again(request, there.where)
    if written_in(request):
        raise NotSaved(why_not(reason), _page_of(there, promise_id))
    messages.error(request, why_not(reason))
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect("promises:page", there.where, promise_id)


def _refuse_where_nothing_is_left(
    there: Membership, view: PromiseView, step: Step, now: datetime
) -> None:
    """A form with a fault that came too late: its page has no place for it any more."""
    if step not in view.steps(now):
        raise NotSaved(_("Nothing is left to say here."), _page_of(there, view.id))


def _page_of(there: Membership, promise_id: UUID) -> str:
    return reverse("promises:page", args=[there.where, promise_id])


def _happened_at(there: Membership, view: PromiseView, form: KeepForm, now: datetime) -> datetime:
    """When it was kept, as far as the form tells; `now` where it tells nothing."""
    day, today = form.cleaned_data["on"], there.today(now)
    if form.cleaned_data["kept"] == "in-time":
        # Just inside: the due instant of a day is four o'clock of the next one.
        in_time = view.due_at if view.due and view.due.at else view.due_at - ONE_MINUTE
        return min(in_time, now)
    if form.cleaned_data["kept"] == "later" and day is not None:
        # Near enough to be refused for the same reason, and never out of the calendar.
        day = min(max(day, view.made_on - 2 * ONE_DAY), today + 2 * ONE_DAY)
        at = instant_of(day, time(12), there.zone)
        if day == there.today(view.due_at):
            at = max(at, view.due_at + ONE_MINUTE)
        has_begun = instant_of(day, time(0), there.zone) <= now
        return min(at, now) if has_begun else at
    return now


def _token(there: Membership, form: EndingForm | KeepForm, now: datetime) -> UUID:
    token = form.cleaned_data.get("token") if form.is_valid() else None
    return fresh_or_new(token, there.today(now))
