"""The first five minutes: one question, one small thing."""

from __future__ import annotations

import secrets

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from troth.content.habits import ANY_HABIT, first_question, habits
from troth.grounds.actions import choose_focus
from troth.grounds.queries import current_focus
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.spaces.access import membership
from troth.spaces.ids import new_id


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked
def more_of(request: PersonRequest) -> HttpResponse:
    """What would you like more of? An answer chooses the first habit."""
    question = first_question()
    chosen = {answer.id: answer.habit for answer in question.answers}
    answer = request.POST.get("answer")
    if request.method == "POST" and answer in chosen:
        habit = chosen[answer]
        if habit == ANY_HABIT:
            habit = secrets.choice(list(habits()))
        mine, now = membership(request), timezone.now()
        choose_focus(mine, habit, now, new_id(mine.today(now)))
        return redirect("journeys:first_promise")
    status = 422 if request.method == "POST" else 200
    return render(request, "journeys/more_of.html", {"question": question}, status=status)


@require_safe
@unlocked
def first_promise(request: PersonRequest) -> HttpResponse:
    """One small thing, with a suggestion and "tomorrow"; the form is the promises' own."""
    mine, now = membership(request), timezone.now()
    today = mine.today(now)
    focus = current_focus(mine)
    habit = habits().get(focus.habit) if focus and isinstance(focus.habit, str) else None
    context = {
        "habit": habit,
        "suggestion": habit.first_things[0].alone if habit else "",
        "token": new_id(today),
        "shown_on": today,
    }
    return render(request, "journeys/first_promise.html", context)
