"""Pages of rituals: which come round, and when; enough for tonight."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.practices.rituals import actions, queries
from troth.practices.rituals.forms import DailyForm, WeeklyForm
from troth.practices.rituals.pages import offered_rituals, shown_ritual
from troth.practices.rules import Rhythm
from troth.spaces.access import membership
from troth.spaces.actions import be_quiet
from troth.spaces.membership import Membership
from troth.web.answers import reads_and_writes, status_of

EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]
SUNDAY = 6


@require_safe
@unlocked
def index(request: PersonRequest) -> HttpResponse:
    """All that can be picked, with what is."""
    mine = membership(request)
    return render(request, "practices/rituals.html", {"rituals": offered_rituals(mine)})


@reads_and_writes
@unlocked
def pick(request: PersonRequest, practice_id: str) -> HttpResponse:
    """One of them: its days and its time."""
    if practice_id not in queries.offered():
        raise Http404
    mine, now = membership(request), timezone.now()
    view = queries.picked_ritual(mine, practice_id)
    is_weekly = queries.rhythm_of_ritual(practice_id) is Rhythm.WEEKLY
    form = (WeeklyForm if is_weekly else DailyForm)(
        request.POST or None, initial=_starts(view, practice_id, is_weekly)
    )
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        actions.pick_ritual(mine, practice_id, facts["days"], facts["at"], now)
        messages.success(request, _("Picked. You can change or stop it at any time."))
        return redirect("practices:rituals")
    context = {"form": form, "ritual": shown_ritual(practice_id, view)}
    return render(request, "practices/ritual.html", context, status=status_of(form))


@require_POST
@unlocked
def stop(request: PersonRequest, practice_id: str) -> HttpResponse:
    if practice_id not in queries.offered():
        raise Http404
    actions.stop_ritual(membership(request), practice_id, timezone.now())
    messages.success(request, _("It comes round no more."))
    return redirect("practices:rituals")


@require_POST
@unlocked
def enough(request: PersonRequest) -> HttpResponse:
    """That's enough for tonight, or go on after all."""
    mine: Membership = membership(request)
    now: datetime = timezone.now()
    be_quiet(mine, "again" not in request.POST, now)
    return redirect("home:today")


def _starts(
    view: queries.RitualView | None, practice_id: str, is_weekly: bool
) -> dict[str, object]:
    if view is not None:
        days = list(view.recurrence.days)
        return {"days": days[0] if is_weekly else days, "at": view.at}
    at = queries.USUAL_AT.get(practice_id, queries.USUAL_TIME)
    return {"days": SUNDAY if is_weekly else EVERY_DAY, "at": at}
