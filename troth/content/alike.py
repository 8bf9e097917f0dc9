"""Finds prompts that ask nearly the same in other words: by their meanings and by who does what."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice, product
from typing import TypeVar

from troth.content.files import CONTENT, DEFAULT_LANGUAGE
from troth.content.lexicon import NOT, Lexicon, load_lexicon, stem, words_of

ALIKE = 0.62  # of the weight of all that either asks for, how much both ask for
SHARED = ALIKE / (1 + ALIKE)  # the same, of what both weigh together
ROUNDING = 1e-9
OTHER_PERSON = 0.85  # what is left of it for each of us that only one of the two speaks of
SAME_FRAME = 0.6  # of the shorter text: so much word for word makes the rest the point
MOST_READINGS = 4  # of a prompt whose words have several meanings
# Thousands of prompts made by one pattern shouldn't take minutes: so many comparisons a meaning.
MOST_TRIED = 150_000

_I, _YOU, _WE, _OTHERS = "i", "you", "we", "others"
SUBJECTS = {"i": _I, "you": _YOU, "we": _WE, "they": _OTHERS, "he": _OTHERS, "she": _OTHERS}
OBJECTS = {"me": _I, "us": _WE, "them": _OTHERS, "him": _OTHERS}
OWNERS = {"my": _I, "your": _YOU, "our": _WE, "their": _OTHERS, "his": _OTHERS, "her": _OTHERS}
OWNED = {"mine": _I, "yours": _YOU, "ours": _WE, "theirs": _OTHERS}
SOMEONE = {
    **{"someone": _OTHERS, "somebody": _OTHERS, "anyone": _OTHERS, "anybody": _OTHERS},
    **{"person": _OTHERS, "people": _OTHERS, "others": _OTHERS, "everyone": _OTHERS},
}
MEANING = "a meaning"  # in place of the word before
AFTER_THEM = frozenset({"to", "from", "with", "by", "of", "for", "around", "in", "about"})
PASSIVE = frozenset({"be", "get", "feel"})
ACTIVE = frozenset({stem("have"), "do", "will", "would", "can", "could", "should"})
NOUNS = ("ness", "ion", "ment")  # endings of what nobody does


@dataclass(slots=True)
class Use:
    """How one meaning stands in a prompt: who does it, to whom, and whose it is."""

    agents: frozenset[str] = frozenset()
    patients: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()

    @property
    def holders(self) -> frozenset[str]:
        return self.agents | self.patients


@dataclass(frozen=True, slots=True)
class Reading:
    """A prompt in one of its meanings."""

    words: Sequence[str]
    uses: Mapping[str, Use]
    weights: Mapping[str, float]
    topics: frozenset[str]
    persons: frozenset[str]
    weight: float


Key = TypeVar("Key", bound=Hashable)
Placed = tuple[Key, Reading]


def nearly_alike(prompts: Mapping[Key, str]) -> Iterator[tuple[Key, Key]]:
    """Pairs of keys whose (English) texts ask the same, each once, in the order of the keys.

    What is said of two doesn't depend on the others, but of very many only the likeliest are tried.
    """
    lexicon = load_lexicon(CONTENT / DEFAULT_LANGUAGE)
    readings = {where: _readings(text, lexicon) for where, text in prompts.items()}
    order = {where: number for number, where in enumerate(prompts)}
    pairs = {
        (min(one, other, key=order.__getitem__), max(one, other, key=order.__getitem__))
        for (one, first), (other, second) in _neighbours(readings)
        if one != other and _same(first, second, lexicon)
    }
    yield from sorted(pairs, key=lambda pair: (order[pair[0]], order[pair[1]]))


def _neighbours(
    readings: Mapping[Key, Sequence[Reading]],
) -> Iterator[tuple[Placed[Key], Placed[Key]]]:
    """Those that share one of their rarer meanings: any others have too little in common."""
    placed = [(where, reading) for where, several in readings.items() for reading in several]
    how_often = Counter(meaning for _, reading in placed for meaning in reading.weights)
    most = max(MOST_TRIED // (len(placed) or 1), 10)
    by_meaning: dict[str, list[tuple[float, Placed[Key]]]] = defaultdict(list)
    for here in placed:
        reading = here[1]
        weight = reading.weight
        left = weight + ROUNDING
        met: dict[int, Placed[Key]] = {}
        for meaning in sorted(reading.weights, key=lambda it: (how_often[it], it)):
            # What two prompts share weighs at least this much of each, so it can't all come later.
            if left < ALIKE * weight:
                break
            for other_left, there in by_meaning[meaning][-most:]:
                if min(left, other_left) >= SHARED * (weight + there[1].weight):
                    met[id(there)] = there
            by_meaning[meaning].append((left, here))
            left -= reading.weights[meaning]
        for there in met.values():
            yield there, here


def _same(one: Reading, other: Reading, lexicon: Lexicon) -> bool:
    if not (one.topics <= other.topics or other.topics <= one.topics):
        return False
    shared = one.weights.keys() & other.weights.keys()
    both = sum(map(one.weights.__getitem__, shared))
    score = both / (one.weight + other.weight - both)
    if score * OTHER_PERSON ** len(one.persons ^ other.persons) < ALIKE:
        return False
    if any(it[0] == NOT for it in one.topics ^ other.topics):
        return False
    if _one_word_apart(one, other, shared):
        return False
    return not any(
        _at_odds(one.uses[it], other.uses[it], it in lexicon.acts)
        for it in shared & (one.topics | lexicon.acts)
    )


def _one_word_apart(one: Reading, other: Reading, shared: Set[str]) -> bool:
    """Whether only one place differs: whoever keeps the rest of the words means another thing."""
    if not (one.weights.keys() - shared and other.weights.keys() - shared):
        return False
    first, second = one.words, other.words
    shorter = min(len(first), len(second))
    start = end = 0
    while start < shorter and first[start] == second[start]:
        start += 1
    while end < shorter - start and first[-1 - end] == second[-1 - end]:
        end += 1
    return start + end >= SAME_FRAME * shorter


def _at_odds(one: Use, other: Use, is_act: bool) -> bool:
    """Whether another person does it, or owns it: "that I keep" and "that you keep"."""
    if one.owners and other.owners and not one.owners & other.owners:
        return True
    mine, others = one.holders, other.holders
    if not (mine and others) or _WE in mine | others:
        return False
    if not is_act:
        return not mine & others
    return not (one.agents & other.agents or one.patients & other.patients)


def _readings(text: str, lexicon: Lexicon) -> tuple[Reading, ...]:
    found = Sentence(lexicon)
    words = words_of(text)
    found.read(words)
    several = islice(product(*(meanings for meanings, _ in found.uses)), MOST_READINGS)
    return tuple(_reading(words, meant, found, lexicon) for meant in several)


def _reading(
    words: Sequence[str], meant: Iterable[str], found: "Sentence", lexicon: Lexicon
) -> Reading:
    uses: dict[str, Use] = {f"@{person}": Use() for person in found.persons - {_YOU}}
    for meaning, (_, use) in zip(meant, found.uses, strict=True):
        known = uses.setdefault(meaning, use)
        if known is not use:
            uses[meaning] = Use(
                known.agents | use.agents, known.patients | use.patients, known.owners | use.owners
            )
    weights = {meaning: lexicon.weight(meaning) for meaning in uses}
    topics = frozenset(filter(lexicon.is_topic, weights))
    persons = frozenset(found.persons & {_I, _WE})
    return Reading(words, uses, weights, topics, persons, sum(weights.values()))


class Sentence:
    """What the words of one prompt mean, and who stands where."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.uses: list[tuple[tuple[str, ...], Use]] = []
        self.persons: set[str] = set()
        self._lexicon = lexicon
        self._subject = ""
        self._owner = ""
        self._passive = False
        self._not = False

    def read(self, words: list[str]) -> None:
        bases = [self._lexicon.base(word) for word in words]
        all_bases = frozenset(bases)
        taken: set[int] = set()
        before = ""
        for place, word in enumerate(words):
            if place in taken:
                continue
            meaning, places = self._lexicon.phrase_at(place, bases, all_bases, taken)
            if places:
                taken.update(places)
                if meaning:
                    self._mean((meaning,), word, bases[place])
                last = words[places[-1]]
                before = last if last in self._lexicon.stop else MEANING
            else:
                before = self._word(word, bases[place], before)

    def _word(self, word: str, base: str, before: str) -> str:
        if person := SUBJECTS.get(word) or OBJECTS.get(word) or SOMEONE.get(word):
            self._person(person, word, before)
            return "person"
        if owner := OWNERS.get(word):
            self.persons.add(owner)
            self._owner = owner
        elif owner := OWNED.get(word):
            self.persons.add(owner)
            if self.uses:
                self.uses[-1][1].owners |= {owner}
        elif base == "not":
            self._not = True
        elif word in self._lexicon.stop:
            if base in PASSIVE or base in ACTIVE:
                self._passive = base in PASSIVE
            return word
        else:
            self._mean(self._lexicon.meanings.get(base, (base,)), word, base)
            return MEANING
        return ""

    def _person(self, person: str, word: str, before: str) -> None:
        self.persons.add(person)
        is_object = word in OBJECTS or before == MEANING or before in AFTER_THEM
        if is_object and (word == _YOU or word not in SUBJECTS) and self.uses:
            last = self.uses[-1][1]
            if before == "by":
                last.agents |= {person}
            else:
                last.patients |= {person}
        if before not in AFTER_THEM or before == "for":
            self._subject = person

    def _mean(self, meanings: tuple[str, ...], word: str, base: str) -> None:
        use = Use()
        if self._owner:
            use.owners = frozenset({self._owner})
        if self._subject and not word.endswith(NOUNS):
            is_done_to = (
                self._passive
                and not word.endswith(("ing", "s"))
                and (word.endswith("ed") or word in self._lexicon.changed)
            )
            if is_done_to:
                use.patients = frozenset({self._subject})
            else:
                use.agents = frozenset({self._subject})
        if self._not:
            meanings = tuple(f"{NOT}{meaning}" for meaning in meanings)
        self.uses.append((meanings, use))
        self._owner, self._passive, self._not = "", False, False
