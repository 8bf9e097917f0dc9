"""What the pages of habits and of short reads show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from troth.content.habits import Habit, habits
from troth.content.lessons import Lesson, lessons
from troth.content.sources import cited
from troth.practices.pages import ShownPractice, shown_practice
from troth.practices.phrases import minutes_phrase
from troth.practices.scripts import practices


@dataclass(frozen=True, slots=True)
class ShownHabit:
    """A habit in the list of ten."""

    page: str
    name: str
    line: str
    care: str
    leads: bool


@dataclass(frozen=True, slots=True)
class ShownRead:
    """A short read in a list."""

    page: str
    title: str
    minutes: str


def shown_habits(focus: str) -> list[ShownHabit]:
    return [
        ShownHabit(
            page=reverse("practices:habit", args=[habit.id]),
            name=habit.name,
            line=habit.line,
            care=habit.care,
            leads=habit.id == focus,
        )
        for habit in habits().values()
    ]


def facts_of_habit(habit: Habit, has_partner: bool) -> dict[str, object]:
    """What a habit's own page says of it."""
    return {
        "habit": habit,
        "sources": cited(habit.why.sources) if habit.why else [],
        "ways_to_start": habit.ways_to_start(has_partner=has_partner),
        "practices": _practices_of(habit),
        "reads": _shown_reads(_lessons_of(habit.id)),
    }


def facts_of_read(lesson: Lesson) -> dict[str, object]:
    """What the page of a short read says."""
    others = [each for each in _lessons_of(lesson.habit) if each.id != lesson.id]
    return {
        "lesson": lesson,
        "habit": habits()[lesson.habit],
        "minutes": minutes_phrase(lesson.minutes),
        "sources": cited(lesson.sources),
        "others": _shown_reads(others),
    }


def _practices_of(habit: Habit) -> list[ShownPractice]:
    return [shown_practice(each) for each in practices().values() if each.habit == habit.id]


def _lessons_of(habit_id: str) -> list[Lesson]:
    return [each for each in lessons().values() if each.habit == habit_id]


def _shown_reads(found: Iterable[Lesson]) -> list[ShownRead]:
    return [
        ShownRead(
            page=reverse("practices:read", args=[lesson.id]),
            title=lesson.title,
            minutes=minutes_phrase(lesson.minutes),
        )
        for lesson in found
    ]
