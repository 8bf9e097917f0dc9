"""What a made-up couple promises, and how it goes on: told in days before today, pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import cycle
from random import Random
from typing import TypeVar

from troth.promises.due import DueValue
from troth.promises.landings.rules import LandingKind

T = TypeVar("T")

DAYS = 182
# The last days are told one by one, so that Today shows each way a promise can stand.
TOLD_ONE_BY_ONE = 9
# Away from the hundredth day before today, and so in each half of a year before: nothing is said,
# and nothing is lost by it.
AWAY = range(89, 100)
ONE_DAY = timedelta(days=1)
BOTH = (0, 1)
SAID_NOTHING = ("", "", "")


class Fate(StrEnum):
    """How a promise goes on; AFTER_ALL and NOT_AFTER_ALL are corrections of a first word.

    RELEASED is the receiver's word; SHARED a private one that becomes one to the other, and kept.
    """

    KEPT = "kept"
    KEPT_LATE = "kept-late"
    FILLED_IN = "filled-in"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    RELEASED = "released"
    OWNED = "owned"
    LET_GO = "let-go"
    AFTER_ALL = "after-all"
    NOT_AFTER_ALL = "not-after-all"
    SHARED = "shared"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Landed:
    """What the receiver says of it once it has ended."""

    kind: LandingKind
    line: str = ""
    is_taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A promise of one of the two, 0 or 1; `note` and `more` are said with its end.

    `said_first` are the words that it was made in, where they were changed afterwards.
    `is_kept_then`: whether what follows it, moved or shared, was kept.
    """

    maker: int
    is_shared: bool
    text: str
    cue: str
    made_at: datetime
    due: DueValue
    fate: Fate
    note: str = ""
    more: tuple[str, str, str] = SAID_NOTHING
    said_first: str = ""
    landed: Landed | None = None
    is_taken_back: bool = False
    is_kept_then: bool = True


def is_away(ago: int) -> bool:
    return ago % DAYS in AWAY


def breaks_within(days: int) -> list[range]:
    """The days away of so many days, as days before today, the earliest break first."""
    first = [DAYS * number for number in range(days // DAYS + 1)]
    found = [range(AWAY.start + since, AWAY.stop + since) for since in first]
    return [each for each in reversed(found) if each.stop < days]


def in_turn(said: Sequence[T], draw: Random) -> Iterator[T]:
    """Drawn once and then again and again in that order: nothing comes twice within a round."""
    return cycle(draw.sample(said, len(said)))


def in_shares(weights: Mapping[T, int], draw: Random) -> Iterator[T]:
    """Each in its share and each once at first, so that the rare ones come whatever the seed."""
    once = list(weights)
    others = [each for each, weight in weights.items() for _ in range(weight - 1)]
    yield from draw.sample(once, len(once))
    yield from draw.sample(others, len(others))
    while True:
        yield from draw.sample(once + others, len(once + others))
