"""Today and Me."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from troth.home.forms import CalledForm
from troth.home.queries import todays_cards
from troth.home.us.phrases import has_just_ended, pairing_phrase, told_that_they_left
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.spaces.access import membership, memberships, ours
from troth.spaces.actions import change_called
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.spaces.phrases import week_choice
from troth.web.answers import reads_and_writes, status_of


@require_safe
@unlocked
def today(request: PersonRequest) -> HttpResponse:
    """What leads, what is due from me, what waits for a word; and when that's all."""
    mine, now = membership(request), timezone.now()
    if mine.is_quiet(now):
        return render(request, "home/enough.html", {"day_line": _day_line(mine, now)})
    cards = todays_cards(memberships(request), now)
    day = mine.today(now)
    # Once there is somebody else, it would read as if they had left.
    behind = memberships(request) if ours(request) is None else []
    just_ended = [found for found in behind if has_just_ended(found, now)]
    pairing = pairing_phrase(mine) if ours(request) is None else ""
    context = {
        "day_line": _day_line(mine, now),
        "greeting": _greeting(mine, now),
        "cards": cards,
        "just_ended": [(found.where, told_that_they_left(found, now)) for found in just_ended],
        "pairing": pairing,
        "has_no_zone": not request.user.time_zone,
        **_partner(request),
        "is_evening": _is_evening(mine, now),
        "nothing_waits": not pairing and not any(card.wants_attention for card in cards),
        "token": new_id(day),
        "shown_on": day,
        "week_choice": week_choice(day),
    }
    return render(request, "home/today.html", context)


@reads_and_writes
@unlocked
def me(request: PersonRequest) -> HttpResponse:
    """My name here, and the way to everything that is only mine."""
    mine = membership(request)
    called = mine.called if isinstance(mine.called, str) else ""
    form = CalledForm(request.POST or None, initial={"called": called})
    if request.method == "POST" and form.is_valid():
        change_called(mine, form.cleaned_data["called"], timezone.now())
        messages.success(request, _("Saved."))
        return redirect("home:me")
    context = {
        "form": form,
        "called": called,
        "unopened": "" if isinstance(mine.called, str) else mine.called.reason.name.lower(),
        "username": request.user.username,
    }
    return render(request, "home/me.html", context, status=status_of(form))


def _partner(request: PersonRequest) -> dict[str, object]:
    """Whom a small promise can be made to from here, if there is somebody."""
    shared = ours(request)
    if shared is None or shared.is_away:
        return {"partner": ""}
    return {"partner": shared.partner_called, "space": shared.space_id}


def _is_evening(mine: Membership, now: datetime) -> bool:
    return not 4 <= now.astimezone(mine.zone).hour < 17


def _day_line(mine: Membership, now: datetime) -> str:
    weekday = WEEKDAYS[mine.today(now).weekday()]
    hour = now.astimezone(mine.zone).hour
    if 4 <= hour < 12:
        return _("%(weekday)s morning") % {"weekday": weekday}
    if 12 <= hour < 18:
        return _("%(weekday)s afternoon") % {"weekday": weekday}
    if 18 <= hour < 22:
        return _("%(weekday)s evening") % {"weekday": weekday}
    return _("%(weekday)s night") % {"weekday": weekday}


def _greeting(mine: Membership, now: datetime) -> str:
    hour = now.astimezone(mine.zone).hour
    called = mine.called if isinstance(mine.called, str) else ""
    if 4 <= hour < 12:
        return _("Good morning, %(name)s") % {"name": called} if called else _("Good morning")
    if 12 <= hour < 18:
        return _("Good afternoon, %(name)s") % {"name": called} if called else _("Good afternoon")
    return _("Good evening, %(name)s") % {"name": called} if called else _("Good evening")
