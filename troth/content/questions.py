"""Decks of questions for the two of them, one file a deck, from light to deep."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from troth.content.files import Entry, entries_in, folder_of
from troth.content.habits import HABIT_IDS

DEEPEST = 4
# The decks that are on before anybody chose: light ones. Deeper ones wait until both want them.
ON_FROM_THE_START = 2


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    habit: str
    text: str


@dataclass(frozen=True, slots=True)
class Deck:
    """`depth` is 1, light, to DEEPEST; `care` what it may stir up, empty where nothing."""

    id: str
    title: str
    depth: int
    about: str
    care: str
    questions: tuple[Question, ...]


def _question(entry: Entry) -> Question:
    question = Question(entry.slug(), entry.one_of("habit", HABIT_IDS), entry.text("text"))
    entry.finish()
    return question


def _deck(deck_id: str, entry: Entry) -> Deck:
    deck = Deck(
        id=deck_id,
        title=entry.text("title"),
        depth=entry.number("depth", 1, DEEPEST),
        about=entry.text("about"),
        care=entry.optional_text("care"),
        questions=tuple(_question(each) for each in entry.tables("questions")),
    )
    entry.finish()
    if not deck.questions:
        raise entry.error("a deck without questions")
    return deck


def load_decks(folder: Path) -> dict[str, Deck]:
    """By id, light ones first. Raises ContentError."""
    decks = [_deck(deck_id, entry) for deck_id, entry in entries_in(folder, "questions")]
    return {deck.id: deck for deck in sorted(decks, key=lambda deck: (deck.depth, deck.id))}


@cache
def _decks_in(folder: Path) -> Mapping[str, Deck]:
    return MappingProxyType(load_decks(folder))


def decks(language: str = "en") -> Mapping[str, Deck]:
    """By id, light ones first."""
    return _decks_in(folder_of(language))
