"""Pages for how a promise landed, and the maker's switch for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.promises.endings.views import BACK
from troth.promises.landings import actions, queries
from troth.promises.landings.actions import AlreadySaid
from troth.promises.landings.forms import LandingForm, LineForm, NeededLineForm, RepliesForm
from troth.promises.landings.pages import landed_lately, shown_landing, with_landings
from troth.promises.landings.phrases import corrected, why_not_said
from troth.promises.landings.rules import LandingKind
from troth.promises.opening import PromiseView
from troth.promises.pages import shown
from troth.promises.queries import promise_with_endings
from troth.promises.wording.actions import NotThere
from troth.promises.wording.forms import WordsForm
from troth.promises.wording.passages import Passage
from troth.promises.wording.rules import MovedOn
from troth.promises.wording.views import changing, taking_back
from troth.spaces.access import look_again, membership
from troth.spaces.actions import Nameless, take_replies
from troth.spaces.ids import fresh_or_new, new_id
from troth.spaces.membership import OURS, Membership
from troth.web.answers import id_or_404, reads_and_writes
from troth.web.forms import posted_token
from troth.web.unsaved import NotSaved


@reads_and_writes
@unlocked
def landed(request: PersonRequest, where: str, promise_id: UUID) -> HttpResponse:
    """Say once how the other's promise landed; never has to be."""
    mine, now = membership(request, where), timezone.now()
    view = _asked(request, mine, promise_id)
    starts = {"token": new_id(mine.today(now)), "ending": view.last and view.last.id}
    form = LandingForm(request.POST or None, initial=starts)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        kind = LandingKind(facts["kind"])
        token = fresh_or_new(facts["token"], mine.today(now))
        if _say(request, mine, promise_id, kind, facts["line"], now, token, facts["ending"]):
            messages.success(request, _("Said."))
            return redirect("promises:page", mine.where, promise_id)
    said = queries.landing_of(mine, promise_id)
    context = {
        "form": form,
        "promise": shown(mine, view, now),
        "where": mine.where,
        "partner": mine.partner_called,
        "said": said and shown_landing(mine, view, said, now),
        "is_said": queries.is_said(mine, promise_id),
        "typed": form["line"].value() or "" if form.is_bound else "",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "promises/landings/landed.html", context, status=status)


@require_POST
@unlocked
def thank(request: PersonRequest, where: str, promise_id: UUID) -> HttpResponse:
    """Thank you, in one tap."""
    mine, now = membership(request, where), timezone.now()
    view, seen = _asked(request, mine, promise_id), id_or_404(request.GET.get("of"))
    token = fresh_or_new(posted_token(request), mine.today(now))
    if not _say(request, mine, promise_id, LandingKind.THANKS, "", now, token, seen):
        messages.info(request, _("You have said how it landed already. Nothing was changed."))
        if request.htmx:
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    elif request.htmx:
        row = with_landings([shown(mine, view, now)], landed_lately([mine], [view], now))[0]
        return render(request, "promises/_row.html", {"promise": row})
    else:
        messages.success(request, _("Said."))
    back = BACK.get(request.POST.get("back", ""))
    return redirect(back) if back else redirect("promises:page", mine.where, promise_id)


@reads_and_writes
@unlocked
def change_landing(request: PersonRequest, where: str, promise_id: UUID) -> HttpResponse:
    """Another line in the place of the one said."""
    mine, now = membership(request, where), timezone.now()
    return changing(
        request,
        mine,
        lambda: queries.own_landing(mine, promise_id),
        _line_form,
        lambda texts, seen: actions.change_landing_line(mine, promise_id, texts, seen, now),
    )


@reads_and_writes
@unlocked
def take_back_landing(request: PersonRequest, where: str, promise_id: UUID) -> HttpResponse:
    """Take back what one said of how it landed."""
    mine, now = membership(request, where), timezone.now()
    return taking_back(
        request,
        mine,
        lambda: queries.own_landing(mine, promise_id),
        lambda: actions.take_back_landing(mine, promise_id, now),
    )


@require_POST
@unlocked
def replies(request: PersonRequest) -> HttpResponse:
    """Whether the partner may say how one's promises land."""
    mine, now = membership(request, OURS), timezone.now()
    form = RepliesForm(request.POST)
    if form.is_valid():
        try:
            take_replies(mine, form.cleaned_data["takes"] == "yes", now)
            messages.success(request, _("Saved."))
        except Nameless:
            said = _(
                "What you are called here can’t be opened. Say it anew first, then switch this."
            )
            messages.error(request, said)
            return redirect("home:between")
    else:
        messages.error(request, _("That couldn’t be read. Nothing was changed."))
    promise_id = form.cleaned_data.get("promise")
    if promise_id is None:
        return redirect("home:between")
    return redirect("promises:page", mine.where, promise_id)


def _asked(request: PersonRequest, mine: Membership, promise_id: UUID) -> PromiseView:
    """A promise of the partner's that may be answered; for any other there is no such page.

    A form that lay open while it could still be answered is told why it can't be now.
    """
    found = promise_with_endings(mine, promise_id)
    if found is None:
        raise Http404
    view = found[0]
    if queries.may_say(mine, view):
        return view
    if request.method == "POST" and not (view.is_mine or mine.is_private):
        raise NotSaved(why_not_said(view.state, mine.has_ended), _page_of(mine, promise_id))
    raise Http404


def _say(
    request: PersonRequest,
    mine: Membership,
    promise_id: UUID,
    kind: LandingKind,
    line: str,
    now: datetime,
    token: UUID,
    ending_id: UUID | None,
) -> bool:
    """Whether it stands there now, from this time or an earlier one."""
    try:
        actions.say_how_it_landed(mine, promise_id, kind, line, now, token, ending_id)
    except NotThere:
        # Since the page was begun the other may have left, and then what was typed is shown.
        _asked(request, look_again(request, mine.where), promise_id)
        raise Http404 from None
    except MovedOn:
        raise NotSaved(corrected(), _page_of(mine, promise_id)) from None
    except AlreadySaid:
        return False
    return True


def _page_of(mine: Membership, promise_id: UUID) -> str:
    return reverse("promises:page", args=[mine.where, promise_id])


def _line_form(passage: Passage[Any]) -> type[WordsForm]:
    return NeededLineForm if passage.words.kind == LandingKind.WORDS else LineForm
