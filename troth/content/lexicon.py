"""The words of alike.toml: which mean the same, in any of their forms, and how much it weighs."""

import re
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from troth.content.files import Entry, entry_of

FILE = "alike.toml"
WEIGHTS = {"things": 1.0, "acts": 0.7, "deeds": 0.3, "turns": 0.7, "small": 0.3}
PERSON_WEIGHTS = {"@i": 0.5, "@we": 0.5, "@others": 0.3}
UNKNOWN_WEIGHT = 0.6
NOT_WEIGHT = 1.0
TOPIC = 0.7  # the least weight that tells two questions apart
GAP = 3  # words that "~" may stand for
NOT = "-"  # before a meaning that is denied

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
# Both partners are somebody's partner, so that one question fits whoever asks it.
_PERSONS = {
    "my partner's": "your",
    "your partner's": "my",
    "my partner": "you",
    "your partner": "me",
    "the two of us": "us",
    "you and me": "us",
    "each other": "us",
    "both of us": "us",
    "myself": "self",
    "yourself": "self",
    "yourselves": "self",
    "ourselves": "self",
    "themselves": "self",
    "himself": "self",
    "herself": "self",
}
_PERSON = re.compile(r"\b(" + "|".join(_PERSONS) + r")\b")
# Endings, and how many letters they have to leave.
_LEFT = {"ness": 4, "ment": 4, "ing": 3, "ed": 3, "ion": 4, "ly": 4, "est": 4, "er": 5}

Pattern = tuple[str, ...]
Phrase = tuple[Pattern, frozenset[str], str]  # the second: its words in any order


@dataclass(frozen=True, slots=True)
class Lexicon:
    forms: Mapping[str, str]
    changed: frozenset[str]
    stop: frozenset[str]
    meanings: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    weights: Mapping[str, float]
    acts: frozenset[str]

    def weight(self, meaning: str) -> float:
        unknown = NOT_WEIGHT if meaning[0] == NOT else UNKNOWN_WEIGHT
        return self.weights.get(meaning, unknown)

    def is_topic(self, meaning: str) -> bool:
        return meaning[0] == NOT or self.weights.get(meaning, 0) >= TOPIC

    def base(self, word: str) -> str:
        return self.forms.get(word) or stem(word)

    def phrase_at(
        self, place: int, bases: list[str], all_bases: Set[str], taken: set[int]
    ) -> tuple[str, list[int]]:
        """The meaning of the longest phrase that begins here, and where its words stand."""
        for pattern, parts, meaning in self.phrases.get(bases[place], ()):
            if parts <= all_bases and (places := _match(pattern, place, bases, taken)):
                return meaning, places
        return "", []


def _match(pattern: Pattern, place: int, bases: list[str], taken: set[int]) -> list[int]:
    places = [place]
    gap = 0
    for part in pattern[1:]:
        if part == "~":
            gap = GAP
            continue
        near = range(places[-1] + 1, min(places[-1] + gap + 2, len(bases)))
        at = next((at for at in near if bases[at] == part and at not in taken), None)
        if at is None:
            return []
        places.append(at)
        gap = 0
    return places


def words_of(text: str) -> list[str]:
    text = _PERSON.sub(lambda found: _PERSONS[found[0]], text.lower().replace("’", "'"))
    words: list[str] = []
    for word in _WORD.findall(text):
        if word.endswith("n't"):
            words += (word[:-3], "not")
        else:
            words.append(word.partition("'")[0])
    return words


@cache
def stem(word: str) -> str:
    """The word without its endings: the same for all forms, not always a word."""
    word = word.replace("iz", "is").replace("our", "or")
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("ses", "xes", "zes", "ches", "shes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending, left in _LEFT.items():
        if word.endswith(ending) and len(word) - len(ending) >= left:
            word = word[: -len(ending)]
    if len(word) > 3:
        word = word.removesuffix("e")
    if len(word) > 3 and word.endswith("y"):
        word = word[:-1] + "i"
    is_double = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiousl"
    return word[:-1] if is_double else word


@cache
def load_lexicon(folder: Path) -> Lexicon:
    file = entry_of(folder, FILE)
    forms: dict[str, str] = {}
    changed: set[str] = set()
    for line in file.texts("forms"):
        base, *others = line.split()
        changed.update(others)
        forms |= dict.fromkeys((base, *others), stem(base))
    stop = set(file.text("stop").split())
    stop |= {word for word, base in forms.items() if base in {stem(it) for it in stop}}
    groups = _groups(file)
    file.finish()
    meanings: dict[str, dict[str, None]] = defaultdict(dict)
    phrases: dict[str, list[Phrase]] = defaultdict(list)
    for _, meaning, entries in groups:
        for pattern in (_pattern(entry, forms) for entry in entries):
            if len(pattern) == 1:
                meanings[pattern[0]][meaning] = None
            else:
                phrases[pattern[0]].append((pattern, frozenset(pattern) - {"~"}, meaning))
    return Lexicon(
        forms=forms,
        changed=frozenset(changed),
        stop=frozenset(stop),
        meanings={word: tuple(several) for word, several in meanings.items()},
        phrases={word: tuple(sorted(some, key=_length)) for word, some in phrases.items()},
        weights=PERSON_WEIGHTS | {meaning: WEIGHTS[kind] for kind, meaning, _ in groups if meaning},
        acts=frozenset(meaning for kind, meaning, _ in groups if kind in {"acts", "deeds"}),
    )


def _groups(file: Entry) -> list[tuple[str, str, list[str]]]:
    """Kind, the word that names the meaning, and all that stands for it."""
    groups = [("frames", "", [frame]) for frame in file.texts("frames")]
    for kind in WEIGHTS:
        for group in file.texts(kind):
            entries = [entry.strip() for entry in group.split(",")]
            groups.append((kind, entries[0], entries))
    return groups


def _length(phrase: Phrase) -> int:
    return -len(phrase[0])


def _pattern(entry: str, forms: Mapping[str, str]) -> Pattern:
    parts: list[str] = []
    for side in entry.split("~"):
        if parts:
            parts.append("~")
        parts += (forms.get(word) or stem(word) for word in words_of(side))
    return tuple(parts)
