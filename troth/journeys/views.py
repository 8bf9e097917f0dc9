"""The first five minutes: one question, one small thing."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from troth.content.habits import ANY_HABIT, drawn_habit, first_question, habits
from troth.grounds.actions import choose_focus
from troth.grounds.queries import current_focus
from troth.journeys.forms import MoreOfForm
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.spaces.access import membership
from troth.spaces.ids import fresh_or_new, new_id
from troth.spaces.phrases import week_choice
from troth.web.answers import reads_and_writes


@reads_and_writes
@unlocked
def more_of(request: PersonRequest) -> HttpResponse:
    """What would you like more of? An answer chooses the first habit."""
    mine, now, question = membership(request), timezone.now(), first_question()
    form = MoreOfForm(request.POST or None, initial={"token": new_id(mine.today(now))})
    if request.method == "POST" and form.is_valid():
        token = fresh_or_new(form.cleaned_data["token"], mine.today(now))
        habits_by_answer = {answer.id: answer.habit for answer in question.answers}
        habit = habits_by_answer[form.cleaned_data["answer"]]
        choose_focus(mine, drawn_habit(token.int) if habit == ANY_HABIT else habit, now, token)
        return redirect("journeys:first_promise")
    status = 422 if request.method == "POST" else 200
    context = {"question": question, "form": form}
    return render(request, "journeys/more_of.html", context, status=status)


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
        "week_choice": week_choice(today),
    }
    return render(request, "journeys/first_promise.html", context)
