"""The library of practices, a practice by itself, and what one has begun."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from troth.content.habits import habits
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.people.private import private_page
from troth.practices import queries
from troth.practices.actions import PASS, Begun, answer_instead, begin_run
from troth.practices.challenges.pages import begins
from troth.practices.challenges.queries import has_run_out, is_challenge, is_running
from troth.practices.going import begun_with
from troth.practices.pages import facts_of, shown_practice, shown_runs
from troth.practices.phrases import why_not
from troth.practices.rules import ForWhom, NotPossible, occasion_of
from troth.practices.scripts import Practice, practices
from troth.spaces.access import membership, ours
from troth.spaces.ids import fresh_or_new, new_id
from troth.spaces.membership import Membership
from troth.web.answers import id_or_404
from troth.web.forms import posted_token

PAGE_SIZE = 20
ONE_DAY = timedelta(days=1)


def partner_space(request: PersonRequest) -> Membership | None:
    """The shared space, unless there is none or the person has stepped away from it."""
    shared = ours(request)
    return None if shared is None or shared.is_away else shared


@require_safe
@unlocked
def index(request: PersonRequest) -> HttpResponse:
    """All practices by habit, and what was begun and rests."""
    mine, now = membership(request), timezone.now()
    views, today = queries.open_runs(mine), mine.today(now)
    by_habit = [
        (habit, [shown_practice(each) for each in practices().values() if each.habit == habit.id])
        for habit in habits().values()
    ]
    context = {
        "by_habit": [(habit, found) for habit, found in by_habit if found],
        "running": shown_runs(mine, [view for view in views if is_running(view, today)], now),
        "resting": shown_runs(mine, [view for view in views if not is_challenge(view)], now),
        "partner": ours(request) is not None,
    }
    return render(request, "practices/index.html", context)


@require_safe
@unlocked
def page(request: PersonRequest, practice_id: str) -> HttpResponse:
    """Why, how, how long, for whom; then begin."""
    practice = _found(practice_id)
    mine, now = membership(request), timezone.now()
    shared = partner_space(request)
    context = {
        **facts_of(practice),
        **begins(practice, mine, now),
        "partner": shared.partner_called if shared else "",
        "needs_two": shared is None and practice.for_whom is ForWhom.BOTH_APART,
        "takes_two": shared is None and practice.for_whom is ForWhom.FACE_TO_FACE,
        "token": new_id(mine.today(now)),
    }
    return render(request, "practices/page.html", context)


@require_POST
@unlocked
def begin(request: PersonRequest, practice_id: str) -> HttpResponse:
    """Begin it, or go on where one was."""
    practice, mine, now = _found(practice_id), membership(request), timezone.now()
    if practice.days:
        # First its page asks for how long.
        return redirect("practices:page", practice_id)
    today = mine.today(now)
    token = fresh_or_new(posted_token(request), today)
    begun = Begun(practice, _occasion(request, practice, today))
    shared = partner_space(request)
    try:
        run_id = begin_run(mine, shared, begun, now, token)
    except NotPossible as problem:
        messages.error(request, why_not(problem.refusal))
        return redirect("practices:page", practice_id)
    return begun_with(request, run_id, mine, shared, now)


@require_POST
@unlocked
def aside(request: PersonRequest, practice_id: str) -> HttpResponse:
    """Let what waits for me rest: nobody is told, and nobody can tell."""
    practice, mine, now = _found(practice_id), membership(request), timezone.now()
    today = mine.today(now)
    token = fresh_or_new(posted_token(request), today)
    begun = Begun(practice, _occasion(request, practice, today))
    try:
        answer_instead(mine, partner_space(request), begun, PASS, now, token)
    except NotPossible as problem:
        messages.error(request, why_not(problem.refusal))
    else:
        messages.success(request, _("That’s fine. Nobody is told."))
    return redirect("home:today")


@require_safe
@unlocked
@private_page
def mine(request: PersonRequest) -> HttpResponse:
    """What I went through, for me alone."""
    own, now = membership(request), timezone.now()
    before, today = id_or_404(request.GET.get("before")), own.today(now)
    views = queries.done_runs(own, before, PAGE_SIZE + 1)
    page = views[:PAGE_SIZE]
    further = page[-1].id if len(views) > PAGE_SIZE else ""
    # What has run out counts as done: on the first page, since it is of these weeks.
    still_open = [] if before else queries.open_runs(own)
    page = [*(view for view in still_open if has_run_out(view, today)), *page]
    context = {"runs": shown_runs(own, page, now), "further": further}
    return render(request, "practices/mine.html", context)


def _occasion(request: PersonRequest, practice: Practice, today: date) -> str:
    """The time round that the form names, if it is that of now or the one before or after."""
    near = {occasion_of(practice.rhythm, today + days * ONE_DAY) for days in (0, -1, 1, -6)}
    named = request.POST.get("occasion", "")
    return named if named in near else occasion_of(practice.rhythm, today)


def _found(practice_id: str) -> Practice:
    practice = practices().get(practice_id)
    if practice is None:
        raise Http404
    return practice
