"""Checks every content file of a language, and says all that is wrong, not just the first."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

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
from troth.content.sources import Source, load_sources
from troth.content.voice import voice_problems

Loaded = TypeVar("Loaded")

# An address whose remark in brackets says that somebody else's words about the article were read.
SAYS_ACCOUNT = re.compile(r"\((an )?accounts?\b|press text", re.I)


def check_content(
    folder: Path = CONTENT / DEFAULT_LANGUAGE, today: date | None = None
) -> list[str]:
    """Problems, each naming its file and entry. With `today`, a date still to come is one."""
    problems: list[str] = []
    sources = _try(load_sources, folder, problems)
    habits = _try(load_habits, folder, problems)
    question = _try(load_first_question, folder, problems)
    words = _try(load_four_words, folder, problems)
    helplines = _try(load_helplines, folder, problems)
    if helplines is not None:
        _try(load_countries, folder, problems)
        problems += [f"helplines.toml: {problem}" for problem in _in_helplines(*helplines, today)]
    if sources is not None:
        problems += [f"sources.toml: {problem}" for problem in _in_sources(sources)]
    if habits is not None:
        problems += [f"habits.toml: {problem}" for problem in _in_habits(habits, sources or {})]
    if question is not None:
        problems += [f"first_question.toml: {problem}" for problem in _in_question(question)]
    if words is not None:
        problems += [f"four_words.txt: {problem}" for problem in _in_words(words)]
    return problems


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
            for source_id in habit.why.sources:
                yield from _in_citation(habit.id, source_id, sources)
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


def _in_citation(habit_id: str, source_id: str, sources: Mapping[str, Source]) -> Iterator[str]:
    source = sources.get(source_id)
    if source is None:
        yield f"{habit_id}: cites the unknown source '{source_id}'"
    elif not source.is_citable:
        yield f"{habit_id}: cites '{source_id}', whose basis is '{source.basis}'"
    elif habit_id not in source.supports:
        yield f"{habit_id}: cites '{source_id}', which doesn't support this habit"


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


if __name__ == "__main__":
    found = [
        f"{folder.name}: {problem}"
        for folder in languages()
        for problem in check_content(folder, datetime.now(UTC).date())
    ]
    sys.exit("\n".join(found) or None)
