"""What can be wrong with what people read at length: decks, lessons, and any script."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from troth.content.lessons import Lesson
from troth.content.lines import Path as Place
from troth.content.lines import line_of
from troth.content.questions import Deck
from troth.content.reading_age import OLDEST, reading_age
from troth.content.sources import Source
from troth.content.voice import voice_problems


class Talk:
    """One file that people read: says where in it a problem stands."""

    def __init__(self, folder: Path, name: str) -> None:
        self._name = f"{folder.name}/{name}"
        self._text = (folder / name).read_text(encoding="utf-8")

    def where(self, place: Place) -> str:
        """Its file and line."""
        return f"{self._name}:{line_of(self._text, place)}"

    def at(self, place: Place, problem: str) -> str:
        return f"{self.where(place)}: {problem}"

    def voice(self, texts: Iterable[tuple[Place, str]]) -> Iterator[str]:
        """What in the texts goes against the voice, and whether all of it is hard to read."""
        said = []
        for place, text in texts:
            yield from (self.at(place, problem) for problem in voice_problems(text))
            if text:
                said.append(text if text.endswith((".", "?", ":")) else f"{text}.")
        age = reading_age(" ".join(said))
        if age is not None and age > OLDEST:
            yield self.at((), f"a reading age of {age:.0f}, not at most {OLDEST}")

    def citations(
        self, place: Place, habit: str, ids: Iterable[str], sources: Mapping[str, Source]
    ) -> Iterator[str]:
        for problem in citation_problems(habit, ids, sources):
            yield self.at(place, problem)


def citation_problems(
    habit: str, ids: Iterable[str], sources: Mapping[str, Source]
) -> Iterator[str]:
    """What is cited and can't be."""
    for source_id in ids:
        source = sources.get(source_id)
        if source is None:
            yield f"cites the unknown source '{source_id}'"
        elif not source.is_citable:
            yield f"cites '{source_id}', whose basis is '{source.basis}'"
        elif habit not in source.supports:
            yield f"cites '{source_id}', which doesn't support this habit"


def in_decks(folder: Path, decks: Mapping[str, Deck]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for deck in decks.values():
        talk = Talk(folder / "questions", f"{deck.id}.toml")
        texts: list[tuple[Place, str]] = [
            (("title",), deck.title),
            (("about",), deck.about),
            (("care",), deck.care),
        ]
        for number, question in enumerate(deck.questions):
            texts.append((("questions", number, "text"), question.text))
            if not question.text.endswith("?"):
                yield talk.at(("questions", number, "text"), "a question that asks nothing")
            before = seen.setdefault(question.id, deck.id)
            if question.id in {each.id for each in deck.questions[:number]} or before != deck.id:
                yield talk.at(("questions", number, "id"), f"'{question.id}' is there twice")
        yield from talk.voice(texts)


def in_lessons(
    folder: Path, lessons: Mapping[str, Lesson], sources: Mapping[str, Source]
) -> Iterator[str]:
    for lesson in lessons.values():
        talk = Talk(folder / "lessons", f"{lesson.id}.toml")
        yield from talk.voice(
            [
                (("title",), lesson.title),
                (("text",), "\n".join(lesson.paragraphs)),
                (("question",), lesson.question),
                (("care",), lesson.care),
            ]
        )
        yield from talk.citations(("sources",), lesson.habit, lesson.sources, sources)
