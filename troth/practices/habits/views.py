"""The ten habits, each by itself, and the short reads."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from troth.content.habits import habits
from troth.content.lessons import lessons
from troth.grounds.queries import current_focus
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.practices.habits.pages import facts_of_habit, facts_of_read, shown_habits
from troth.practices.views import partner_space
from troth.spaces.access import membership
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership


@require_safe
@unlocked
def index(request: PersonRequest) -> HttpResponse:
    """All ten, each with its line; the one in focus is marked."""
    found = shown_habits(_focus(membership(request)))
    return render(request, "practices/habits.html", {"habits": found})


@require_safe
@unlocked
def page(request: PersonRequest, habit_id: str) -> HttpResponse:
    """A habit with all that belongs to it, and the way to let it lead Today."""
    habit = habits().get(habit_id)
    if habit is None:
        raise Http404
    mine = membership(request)
    context = {
        **facts_of_habit(habit, has_partner=partner_space(request) is not None),
        "leads": _focus(mine) == habit.id,
        "token": new_id(mine.today(timezone.now())),
    }
    return render(request, "practices/habit.html", context)


@require_safe
@unlocked
def read(request: PersonRequest, lesson_id: str) -> HttpResponse:
    """A short read, with one question to oneself."""
    lesson = lessons().get(lesson_id)
    if lesson is None:
        raise Http404
    return render(request, "practices/read.html", facts_of_read(lesson))


def _focus(mine: Membership) -> str:
    """The id of the habit that leads Today; empty where none does, or it can't be opened."""
    focus = current_focus(mine)
    return focus.habit if focus is not None and isinstance(focus.habit, str) else ""
