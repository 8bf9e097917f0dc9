"""Which question is asked on which day: worked out from the calendar alone, the same for both.

What somebody answered, passed or left open changes nothing of it, so that it can't be told from
what is asked (docs/decisions/tonight.md). Pure.
"""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

ONE_DAY = timedelta(days=1)
# Fifty-three weeks: longer than any year.
NOT_AGAIN_FOR = timedelta(days=371)
# What is switched on or written counts from the day after tomorrow: wherever the two are, neither
# has that day yet.
COUNTS_AFTER = 2 * ONE_DAY
# At most one of one's own in so many days, from whichever of the two.
OWN_EVERY = 3 * ONE_DAY
MOST_CHANGES = 40
MOST_OWN = 100

_OWN = re.compile(r"([0-9a-f-]{36}) ([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9-]{10}) (.*)", re.DOTALL)
_NOT_GONE = "----------"


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """Written on a day by one of the two; `gone_on` once they took it back."""

    id: str
    written_on: date
    gone_on: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked on a day; `before` are the days of the last year on which it was asked too."""

    question: str
    before: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody has switched on since when, and their own questions."""

    on: tuple[tuple[date, frozenset[str]], ...]
    own: tuple[OwnQuestion, ...]

    def decks_on(self, day: date, at_first: frozenset[str]) -> frozenset[str]:
        known = [decks for since, decks in self.on if since <= day]
        return known[-1] if known else at_first


def as_own(question: OwnQuestion) -> str:
    gone = question.gone_on.isoformat() if question.gone_on else _NOT_GONE
    return f"{question.id} {question.written_on.isoformat()} {gone} {question.text}"


def read_own(entries: Iterable[str]) -> tuple[OwnQuestion, ...]:
    """What can be read of them, whatever somebody signed."""
    found = []
    for entry in entries:
        match = _OWN.fullmatch(entry)
        try:
            if match is not None:
                gone = None if match[3] == _NOT_GONE else date.fromisoformat(match[3])
                written = date.fromisoformat(match[2])
                found.append(OwnQuestion(str(UUID(match[1])), written, gone, match[4]))
        except ValueError:
            continue
    return tuple(found[:MOST_OWN])


def as_change(since: date, decks: Iterable[str]) -> str:
    return f"{since.isoformat()} {','.join(sorted(decks))}"


def read_changes(entries: Iterable[str]) -> tuple[tuple[date, frozenset[str]], ...]:
    """In the order of their days; what can't be read is passed over."""
    found = []
    for entry in entries:
        day, _space, decks = entry.partition(" ")
        try:
            found.append((date.fromisoformat(day), frozenset(filter(None, decks.split(",")))))
        except ValueError:
            continue
    return tuple(sorted(found, key=lambda change: change[0])[-MOST_CHANGES:])


def with_change(entries: Sequence[str], today: date, decks: Iterable[str]) -> tuple[str, ...]:
    """The changes with another one, which takes the place of one that doesn't count yet."""
    since = today + COUNTS_AFTER
    kept = [as_change(day, on) for day, on in read_changes(entries) if day < since]
    return tuple([*kept, as_change(since, decks)][-MOST_CHANGES:])


def taken_back(question: OwnQuestion, today: date) -> OwnQuestion:
    """Its words go at once; it isn't asked from the day after tomorrow on."""
    return replace(question, gone_on=today + COUNTS_AFTER, text="")


@lru_cache(maxsize=2000)
def asked_on(
    day: date,
    starts_on: date,
    seed: UUID,
    decks: tuple[tuple[str, tuple[str, ...]], ...],
    choices: tuple[Choices, ...],
    at_first: frozenset[str],
) -> Asked | None:
    """What is asked on a day, None where no deck is on for both.

    `decks` are (deck, questions), `seed` is the couple's own, so that no two couples go the same
    way. Own questions come before the decks', each once.
    """
    queues = {
        name: deque(sorted(questions, key=lambda each: _rank(seed, each)))
        for name, questions in decks
    }
    own = sorted((each for one in choices for each in one.own), key=_by_day)
    asked: dict[str, list[date]] = {}
    found: str | None = None
    for number in range(max(0, (day - starts_on).days) + 1):
        now = starts_on + number * ONE_DAY
        on = frozenset.intersection(*(one.decks_on(now, at_first) for one in choices))
        found = _own_of(own, asked, now) or _next(queues, on, asked, seed)
        if found is not None:
            asked.setdefault(found, []).append(now)
    if found is None:
        return None
    before = tuple(each for each in asked[found][:-1] if day - each < NOT_AGAIN_FOR)
    return Asked(found, before)


def _own_of(own: Sequence[OwnQuestion], asked: Mapping[str, list[date]], now: date) -> str | None:
    lately = [day for each in own for day in asked.get(each.id, []) if now - day < OWN_EVERY]
    for each in own if not lately else ():
        is_there = each.written_on + COUNTS_AFTER <= now
        if is_there and each.id not in asked and (each.gone_on is None or now < each.gone_on):
            return each.id
    return None


def _next(
    queues: Mapping[str, deque[str]],
    on: frozenset[str],
    asked: Mapping[str, list[date]],
    seed: UUID,
) -> str | None:
    """Of the first ones of each deck the one that was never asked, else that longest ago."""
    first = [queues[name] for name in sorted(on) if queues.get(name)]
    if not first:
        return None

    def order(queue: deque[str]) -> tuple[date, int]:
        days = asked.get(queue[0])
        return (days[-1] if days else date.min), _rank(seed, queue[0])

    chosen = min(first, key=order)
    question = chosen[0]
    chosen.rotate(-1)
    return question


@lru_cache(maxsize=20_000)
def _rank(seed: UUID, question: str) -> int:
    digest = hashlib.blake2b(seed.bytes + question.encode(), digest_size=8).digest()
    return int.from_bytes(digest)


def _by_day(question: OwnQuestion) -> tuple[date, str]:
    return question.written_on, question.id
