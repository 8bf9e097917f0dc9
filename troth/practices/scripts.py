"""The scripts of practices, one content file each, read and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from troth.content.files import Entry, entries_in, folder_of
from troth.content.habits import HABIT_IDS, Why, why_of
from troth.practices.rules import ForWhom, Kind, Reveal, Rhythm
from troth.practices.step import Place, Step
from troth.practices.steps import kinds

FOLDER = "practices"
# Words that stand in the place of a practice in an address.
RESERVED = frozenset({"before", "challenges", "rituals", "runs", "said", "tonight"})
LONGEST_MINUTES = 90
LONGEST_DAYS = 60
# What goes to nobody: for oneself alone, or with one phone between the two.
GO_NOWHERE = (ForWhom.ONE, ForWhom.FACE_TO_FACE)


@dataclass(frozen=True, slots=True)
class Practice:
    """A script. `days`: how long a challenge can last; `why` is None where no study was found."""

    id: str
    title: str
    habit: str
    kind: Kind
    minutes: int
    for_whom: ForWhom
    rhythm: Rhythm
    about: str
    how: str
    care: str
    why: Why | None
    days: tuple[int, ...]
    steps: tuple[Step, ...]

    def step(self, step_id: str) -> Step | None:
        return next((step for step in self.steps if step.id == step_id), None)

    def texts(self) -> Iterator[tuple[Place, str]]:
        """All that people read, by its place in the file."""
        for key in ("title", "about", "how", "care"):
            yield (key,), getattr(self, key)
        if self.why is not None:
            yield ("why", "text"), self.why.text
        for number, step in enumerate(self.steps):
            yield ("steps", number, "prompt"), step.prompt
            yield ("steps", number, "hint"), step.hint
            yield ("steps", number, "told"), step.told
            for place, text in step.own_texts().items():
                yield ("steps", number, *place), text


def load_practices(folder: Path) -> dict[str, Practice]:
    """By id, in the order of the habits. Raises ContentError."""
    found = [_practice(practice_id, entry) for practice_id, entry in entries_in(folder, FOLDER)]
    found.sort(key=lambda practice: (HABIT_IDS.index(practice.habit), practice.id))
    return {practice.id: practice for practice in found}


def _practice(practice_id: str, entry: Entry) -> Practice:
    for_whom = ForWhom(entry.one_of("for", list(ForWhom)))
    practice = Practice(
        id=practice_id,
        title=entry.text("title"),
        habit=entry.one_of("habit", HABIT_IDS),
        kind=Kind(entry.one_of("kind", list(Kind))),
        minutes=entry.number("minutes", 1, LONGEST_MINUTES),
        for_whom=for_whom,
        rhythm=_rhythm(entry),
        about=entry.text("about"),
        how=entry.text("how"),
        care=entry.optional_text("care"),
        why=why_of(entry.optional_table("why")),
        days=entry.numbers("days"),
        steps=tuple(_step(each, for_whom) for each in entry.tables("steps")),
    )
    entry.finish()
    _refuse_what_cannot_be(practice, entry)
    return practice


def _rhythm(entry: Entry) -> Rhythm:
    if not entry.has("rhythm"):
        return Rhythm.NONE
    return Rhythm(entry.one_of("rhythm", [each for each in Rhythm if each]))


def _step(entry: Entry, for_whom: ForWhom) -> Step:
    kind = kinds()[entry.one_of("kind", kinds())]
    step = kind(
        id=entry.slug(),
        prompt=entry.text("prompt"),
        hint=entry.optional_text("hint"),
        told=entry.optional_text("told"),
        now_and_then=entry.flag("now_and_then"),
        is_closed=entry.flag("closed"),
        reveals=_reveals(entry, for_whom) if kind.gives else (),
        **kind.own_fields(entry),
    )
    entry.finish()
    return step


def _reveals(entry: Entry, for_whom: ForWhom) -> tuple[Reveal, ...]:
    """One rule, or those that the author may choose from, the script's own first."""
    many = entry.texts_or_text("reveal")
    for name in many:
        if name not in set(Reveal):
            raise entry.error(f"'reveal' is '{name}', not one of: {', '.join(Reveal)}", "reveal")
    rules = tuple(Reveal(name) for name in many) or (Reveal.PRIVATE,)
    if for_whom in GO_NOWHERE and rules != (Reveal.PRIVATE,):
        raise entry.error(f"'reveal' in a practice for '{for_whom}' can only be private", "reveal")
    return rules


def _refuse_what_cannot_be(practice: Practice, entry: Entry) -> None:
    if not practice.steps:
        raise entry.error("a practice without steps")
    ids = [step.id for step in practice.steps]
    for number, step in enumerate(practice.steps):
        if step.id in ids[:number]:
            raise entry.error(f"two steps are called '{step.id}'", "steps", number, "id")
        if step.is_answered and practice.for_whom is ForWhom.FACE_TO_FACE:
            raise entry.error("nothing is written down face to face", "steps", number, "kind")
        try:
            step.check_among(practice)
        except ValueError as problem:
            raise entry.error(str(problem), "steps", number) from None
    if practice.kind is Kind.RITUAL and not practice.rhythm:
        raise entry.error("a ritual has a rhythm", "kind")
    if bool(practice.days) != (practice.kind is Kind.CHALLENGE):
        raise entry.error("a challenge, and nothing else, lasts for 'days'", "days")
    if practice.days and [(step.kind, getattr(step, "into", "")) for step in practice.steps] != [
        ("promise", "promises")
    ]:
        raise entry.error("a challenge has one step, which becomes a promise each day", "steps")
    if any(not 2 <= number <= LONGEST_DAYS for number in practice.days):
        raise entry.error(f"'days' are from 2 to {LONGEST_DAYS}", "days")


@cache
def _practices_in(folder: Path) -> Mapping[str, Practice]:
    return MappingProxyType(load_practices(folder))


def practices(language: str = "en") -> Mapping[str, Practice]:
    """All practices by id, in the order of the habits."""
    return _practices_in(folder_of(language))
