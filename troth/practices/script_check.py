"""What can be wrong with the scripts of a language, and with all that it asks taken together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from troth.content.alike import nearly_alike
from troth.content.check_talk import Talk
from troth.content.files import ContentError
from troth.content.questions import load_decks
from troth.content.sources import Source, load_sources
from troth.practices.scripts import FOLDER, RESERVED, Practice, load_practices
from troth.practices.step import Place

# A prompt by where it stands.
_Asked = tuple[Talk, Place]


def script_problems(folder: Path) -> Iterator[str]:
    """One line a problem, each naming its file and line; a file that can't be read ends it."""
    try:
        practices, sources = load_practices(folder), load_sources(folder)
    except ContentError as error:
        yield str(error)
        return
    talks = {each: Talk(folder / FOLDER, f"{each}.toml") for each in practices}
    for practice in practices.values():
        yield from _in_practice(talks[practice.id], practice, sources)
    yield from _alike(folder, practices, talks)


def _in_practice(talk: Talk, practice: Practice, sources: Mapping[str, Source]) -> Iterator[str]:
    if practice.id in RESERVED:
        yield talk.at((), f"'{practice.id}' is the address of another page")
    yield from talk.voice(practice.texts())
    if practice.why is not None:
        ids = practice.why.sources
        yield from talk.citations(("why", "sources"), practice.habit, ids, sources)


def _alike(
    folder: Path, practices: Mapping[str, Practice], talks: Mapping[str, Talk]
) -> Iterator[str]:
    """No two questions that ask the same: of what is answered, and of all decks."""
    prompts: dict[_Asked, str] = {}
    for practice in practices.values():
        for number, step in enumerate(practice.steps):
            if step.gives:
                prompts[talks[practice.id], ("steps", number, "prompt")] = step.prompt
    try:
        decks = load_decks(folder)
    except ContentError:
        # Named already by the check of the other files.
        decks = {}
    for deck in decks.values():
        talk = Talk(folder / "questions", f"{deck.id}.toml")
        for number, question in enumerate(deck.questions):
            prompts[talk, ("questions", number, "text")] = question.text
    for one, other in nearly_alike(prompts):
        # Lines are looked for where they are said: of thousands it would take seconds.
        (talk, place), (other_talk, other_place) = one, other
        there = other_talk.where(other_place)
        problem = f"asks nearly the same as {there}: “{prompts[one]}” “{prompts[other]}”"
        yield talk.at(place, problem)
