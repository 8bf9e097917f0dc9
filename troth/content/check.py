"""Checks every content file of a language, and says all that is wrong, not just the first."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from troth.content.check_talk import citation_problems, in_decks, in_lessons
from troth.content.files import CONTENT, DEFAULT_LANGUAGE, ContentError
from troth.content.four_words import load_four_words
from troth.content.habits import (
    HABIT_IDS,
    FirstQuestion,
    FirstThing,
    Habit,
    load_first_question,
    load_habits,
)
from troth.content.helplines import Emergency, Helpline, load_countries, load_helplines
from troth.content.lessons import load_lessons
from troth.content.lines import line_naming
from troth.content.questions import load_decks
from troth.content.sources import Source, load_sources
from troth.content.voice import voice_problems

Loaded = TypeVar("Loaded")

# An address whose remark in brackets says that somebody else's words about the article were read.
SAYS_ACCOUNT = re.compile(r"\((an )?accounts?\b|press text", re.I)


def check_content(
    folder: Path = CONTENT / DEFAULT_LANGUAGE, today: date | None = None
) -> list[str]:
    """Problems, each naming its file and line. With `today`, a date still to come is one.

    Scripts of practices are checked where their kinds of step are known: troth.practices.
    """
    problems: list[str] = []
    sources = _try(load_sources, folder, problems)
    habits = _try(load_habits, folder, problems)
    question = _try(load_first_question, folder, problems)
    words = _try(load_four_words, folder, problems)
    helplines = _try(load_helplines, folder, problems)
    if helplines is not None:
        _try(load_countries, folder, problems)
        problems += _with_lines(folder, "helplines.toml", _in_helplines(*helplines, today))
    if sources is not None:
        problems += _with_lines(folder, "sources.toml", _in_sources(sources))
    if habits is not None:
        problems += _with_lines(folder, "habits.toml", _in_habits(habits, sources or {}))
    if question is not None:
        problems += _with_lines(folder, "first_question.toml", _in_question(question))
    if words is not None:
        problems += [f"{folder.name}/four_words.txt: {problem}" for problem in _in_words(words)]
    return problems + _in_talk(folder, sources or {})


def _in_talk(folder: Path, sources: Mapping[str, Source]) -> list[str]:
    problems: list[str] = []
    decks, lessons = _try(load_decks, folder, problems), _try(load_lessons, folder, problems)
    problems += in_decks(folder, decks or {})
    return [*problems, *in_lessons(folder, lessons or {}, sources)]


def _with_lines(folder: Path, name: str, problems: Iterable[str]) -> Iterator[str]:
    """Each with the line of the entry that it names first."""
    text = (folder / name).read_text(encoding="utf-8")
    for problem in problems:
        entry = re.sub("^(helpline|emergency) ", "", problem.partition(":")[0])
        yield f"{folder.name}/{name}:{line_naming(text, entry)}: {problem}"


def languages() -> list[Path]:
    """The folder of each language that has content."""
    return sorted(path.parent for path in CONTENT.glob("*/habits.toml"))


def _try(loader: Callable[[Path], Loaded], folder: Path, problems: list[str]) -> Loaded | None:
    try:
        return loader(folder)
    except ContentError as error:
        problems.append(str(error))
        return None


def _in_voice(texts: Mapping[str, str]) -> Iterator[str]:
    for where, text in texts.items():
        for problem in voice_problems(text):
            yield f"{where}: {problem}"


def _in_sources(sources: Mapping[str, Source]) -> Iterator[str]:
    for source in sources.values():
        for habit_id in source.supports:
            if habit_id not in HABIT_IDS:
                yield f"{source.id}: supports the unknown habit '{habit_id}'"
        if source.is_citable and SAYS_ACCOUNT.search(source.checked):
            yield f"{source.id}: 'checked' names an account, so 'basis' can't be 'read'"


def _in_habits(habits: Mapping[str, Habit], sources: Mapping[str, Source]) -> Iterator[str]:
    said: Counter[str] = Counter()
    for habit in habits.values():
        texts = {"name": habit.name, "line": habit.line, "care": habit.care}
        if habit.why is not None:
            texts["why"] = habit.why.text
            for problem in citation_problems(habit.id, habit.why.sources, sources):
                yield f"{habit.id}: {problem}"
        for thing in habit.first_things:
            texts[f"{thing.id}: say"], texts[f"{thing.id}: alone"] = thing.say, thing.alone
            said.update({thing.say.lower(), thing.alone.lower()})
            yield from (f"{habit.id}: {thing.id}: {problem}" for problem in _in_promise(thing))
        yield from (f"{habit.id}: {problem}" for problem in _in_voice(texts))
    yield from (f"'{text}' is there twice" for text, times in said.items() if times > 1)


def _in_promise(thing: FirstThing) -> Iterator[str]:
    for reading, text in (("say", thing.say), ("alone", thing.alone)):
        if not text.startswith("I’ll "):
            yield f"'{reading}' isn't a promise in the first person (I’ll ...)"
    if re.search(r"\b(you|your)\b", re.sub(r'"[^"]*"', "", thing.alone), re.I):
        yield "'alone' speaks to a partner who isn't there"


def _in_question(question: FirstQuestion) -> Iterator[str]:
    texts = {"question": question.question, "line": question.line}
    texts |= {answer.id: answer.label for answer in question.answers}
    yield from _in_voice(texts)


def _in_words(words: tuple[str, ...]) -> Iterator[str]:
    """Each easy to say and to type, and no two that could be taken for each other."""
    for word in words:
        if not (word.isalpha() and word.islower() and 3 <= len(word) <= 8):
            yield f"'{word}' isn't a word of three to eight small letters"
    yield from (f"'{word}' is there twice" for word, times in Counter(words).items() if times > 1)
    if list(words) != sorted(words):
        yield "the words aren't in their order"
    beginnings: dict[str, str] = {}
    lookalikes: dict[str, str] = {}
    for word in dict.fromkeys(words):
        if (other := beginnings.setdefault(word[:4], word)) != word:
            yield f"'{word}' begins like '{other}'"
        # With one letter left open at any place, or one more: what a slip of the pen makes of it.
        for place in range(len(word) + 1):
            for shape in (f"{word[:place]}_{word[place + 1 :]}", f"{word[:place]}_{word[place:]}"):
                if (other := lookalikes.setdefault(shape, word)) != word:
                    yield f"'{word}' looks like '{other}'"


def _in_helplines(
    lines: tuple[Helpline, ...], emergencies: Mapping[str, Emergency], today: date | None
) -> Iterator[str]:
    entries = [(f"helpline {line.name}", line) for line in lines]
    entries_of_all: list[tuple[str, Helpline | Emergency]] = [
        *entries,
        *((f"emergency {code}", emergency) for code, emergency in emergencies.items()),
    ]
    for where, entry in entries_of_all:
        yield from _in_voice({f"{where}: hint": entry.hint})
        if today is not None and entry.checked > today:
            yield f"{where}: 'checked' ({entry.checked}) lies in the future"
    for where, line in entries:
        yield from _in_voice({f"{where}: held": line.held})
        if line.page_year is not None and line.page_year > line.checked.year:
            yield f"{where}: 'page_year' is later than 'checked'"
    seen = Counter((line.country, line.phone, line.name) for line in lines)
    yield from (f"helpline {key[2]}: there twice" for key, times in seen.items() if times > 1)
