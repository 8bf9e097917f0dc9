"""Short reads, one file each: a page of a minute or two, with one question to oneself."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from troth.content.files import Entry, entries_in, folder_of
from troth.content.habits import HABIT_IDS

LONGEST_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Lesson:
    """`paragraphs` claim only what the sources show, whose ids stand in `sources`."""

    id: str
    title: str
    habit: str
    minutes: int
    paragraphs: tuple[str, ...]
    question: str
    care: str
    sources: tuple[str, ...]


def _lesson(lesson_id: str, entry: Entry) -> Lesson:
    lesson = Lesson(
        id=lesson_id,
        title=entry.text("title"),
        habit=entry.one_of("habit", HABIT_IDS),
        minutes=entry.number("minutes", 1, LONGEST_MINUTES),
        paragraphs=paragraphs(entry.text("text")),
        question=entry.text("question"),
        care=entry.optional_text("care"),
        sources=entry.texts("sources"),
    )
    entry.finish()
    return lesson


def paragraphs(text: str) -> tuple[str, ...]:
    """What stands between empty lines, each on one line."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def load_lessons(folder: Path) -> dict[str, Lesson]:
    """By id, in the order of the habits. Raises ContentError."""
    found = [_lesson(lesson_id, entry) for lesson_id, entry in entries_in(folder, "lessons")]
    found.sort(key=lambda lesson: (HABIT_IDS.index(lesson.habit), lesson.id))
    return {lesson.id: lesson for lesson in found}


@cache
def _lessons_in(folder: Path) -> Mapping[str, Lesson]:
    return MappingProxyType(load_lessons(folder))


def lessons(language: str = "en") -> Mapping[str, Lesson]:
    """By id, in the order of the habits."""
    return _lessons_in(folder_of(language))
