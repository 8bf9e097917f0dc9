"""The page on which one habit is chosen."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from troth.content.habits import habits
from troth.content.sources import sources
from troth.grounds import actions, queries
from troth.grounds.forms import FocusForm
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.spaces.access import membership
from troth.spaces.ids import fresh_or_new, new_id
from troth.web.answers import reads_and_writes, status_of


@reads_and_writes
@unlocked
def choose(request: PersonRequest) -> HttpResponse:
    """The ten habits, each with its line; one at a time leads Today."""
    mine, now = membership(request), timezone.now()
    today = mine.today(now)
    focus = queries.current_focus(mine)
    current = focus.habit if focus else None
    form = FocusForm(request.POST or None, initial={"habit": current, "token": new_id(today)})
    if request.method == "POST" and form.is_valid():
        token = fresh_or_new(form.cleaned_data["token"], today)
        actions.choose_focus(mine, form.cleaned_data["habit"], now, token)
        messages.success(request, _("It leads your Today from now on."))
        return redirect("home:today")
    context = {"form": form, "habits": habits(), "sources": sources(), "current": current}
    status = status_of(form)
    return render(request, "grounds/choose.html", context, status=status)


@require_POST
@unlocked
def set_aside(request: PersonRequest) -> HttpResponse:
    actions.set_focus_aside(membership(request), timezone.now())
    messages.success(request, _("Set aside. You can choose another at any time."))
    return redirect("home:today")
