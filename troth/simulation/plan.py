"""Half a year of what two people promise, drawn by a seed: pure, told in days before today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import cycle
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from troth.promises.due import DueKind, DueValue
from troth.promises.landings.rules import LandingKind
from troth.simulation import lines, lines_between
from troth.spaces.days import instant_of, monday_of

T = TypeVar("T")

DAYS = 182
# The last days are told one by one, so that Today shows each way a promise can stand.
TOLD_ONE_BY_ONE = 9
# Away from the hundredth day before today: nothing is said, and nothing is lost by it.
AWAY = range(89, 100)
ONE_DAY = timedelta(days=1)
BOTH = (0, 1)
_SAID_NOTHING = ("", "", "")


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
    """

    maker: int
    is_shared: bool
    text: str
    cue: str
    made_at: datetime
    due: DueValue
    fate: Fate
    note: str = ""
    more: tuple[str, str, str] = _SAID_NOTHING
    said_first: str = ""
    landed: Landed | None = None
    is_taken_back: bool = False


ALONE: Mapping[Fate, int] = {
    Fate.KEPT: 24,
    Fate.KEPT_LATE: 4,
    Fate.FILLED_IN: 3,
    Fate.MOVED: 4,
    Fate.WITHDRAWN: 3,
    Fate.OWNED: 4,
    Fate.LET_GO: 2,
    Fate.AFTER_ALL: 1,
    Fate.NOT_AFTER_ALL: 1,
    Fate.SHARED: 2,
}
BETWEEN: Mapping[Fate, int] = {
    Fate.KEPT: 22,
    Fate.KEPT_LATE: 3,
    Fate.FILLED_IN: 2,
    Fate.MOVED: 4,
    Fate.WITHDRAWN: 3,
    Fate.RELEASED: 2,
    Fate.OWNED: 5,
    Fate.LET_GO: 1,
    Fate.AFTER_ALL: 1,
    Fate.NOT_AFTER_ALL: 1,
}
# How many of twenty ends are answered, and how; the second of each pair: taken back later.
LANDINGS: Mapping[tuple[LandingKind, bool] | None, int] = {
    (LandingKind.THANKS, False): 5,
    (LandingKind.NOTICED, False): 2,
    (LandingKind.WORDS, False): 2,
    (LandingKind.WORDS, True): 1,
    (LandingKind.DIFFERENTLY, False): 1,
    None: 9,
}
LANDING = {Fate.KEPT, Fate.KEPT_LATE, Fate.FILLED_IN, Fate.AFTER_ALL, Fate.OWNED}


def half_a_year(today: date, zone: ZoneInfo, seed: int) -> list[Planned]:
    """In the order in which they were said; the same for the same day, zone and seed."""
    # Nothing here is secret: a seed makes each try-out the same.
    draw = Random(seed)  # noqa: S311
    earlier = list(_earlier(today, zone, draw))
    latest = [planned for maker in BOTH for planned in _latest(maker, today, zone)]
    return sorted(earlier, key=lambda planned: planned.made_at) + latest


def _earlier(today: date, zone: ZoneInfo, draw: Random) -> Iterator[Planned]:
    alone, dresses = _bag(ALONE, draw), [_Dressing(maker, draw) for maker in BOTH]
    to_oneself, to_each_other = in_turn(lines.PROMISES, draw), in_turn(lines_between.PROMISES, draw)
    for ago in range(DAYS, TOLD_ONE_BY_ONE, -1):
        for maker in BOTH:
            if ago in AWAY or draw.random() < 0.35:
                continue
            is_shared = draw.random() < 0.7
            text, cue = next(to_each_other if is_shared else to_oneself)
            day = today - ago * ONE_DAY
            made_at = instant_of(day, time(draw.randint(19, 22), draw.randrange(60)), zone)
            dress = dresses[maker]
            fate = next(dress.fates if is_shared else alone)
            due = _due(day, zone, draw)
            yield dress.dressed(Planned(maker, is_shared, text, cue, made_at, due, fate))


def _due(made_on: date, zone: ZoneInfo, draw: Random) -> DueValue:
    """Mostly tomorrow, as most small promises are; now and then a moment, or the week."""
    kind = draw.random()
    if kind < 0.12 and made_on.weekday() < 5:
        return DueValue(DueKind.WEEK, monday_of(made_on), None, zone.key)
    on = made_on + ONE_DAY * draw.choice((1, 1, 1, 1, 2, 3))
    if kind < 0.3:
        at = time(draw.randint(12, 20), draw.choice((0, 15, 30)))
        return DueValue(DueKind.MOMENT, on, at, zone.key)
    return DueValue(DueKind.DAY, on, None, zone.key)


class _Dressing:
    """How one of the two goes on, and what is said beside: lines, other words, how it landed."""

    def __init__(self, maker: int, draw: Random) -> None:
        self.draw = draw
        self.fates = _bag(BETWEEN, draw)
        self.owned = _bag({**dict.fromkeys(lines.OWNED, 1), "": 4}, draw)
        self.withdrawn = in_turn(lines.WITHDRAWN, draw)
        self.has_line = _bag({True: 1, False: 1}, draw)
        self.corrected = cycle(lines.CORRECTED)
        self.more = _bag(
            {**dict.fromkeys(lines_between.OWNED_WITH_MORE, 1), _SAID_NOTHING: 4}, draw
        )
        self.landed = _bag(LANDINGS, draw)
        self.is_reworded = _bag({True: 1, False: 14}, draw)
        self.is_taken_back = _bag({True: 1, False: 29}, draw)
        self.reworded = in_turn(lines_between.REWORDED[maker::2], draw)

    def dressed(self, planned: Planned) -> Planned:
        if planned.fate is Fate.OWNED:
            planned = replace(planned, note=next(self.owned))
        elif planned.fate is Fate.WITHDRAWN:
            planned = replace(planned, note=next(self.withdrawn))
        elif planned.fate is Fate.NOT_AFTER_ALL:
            planned = replace(planned, note=next(self.corrected))
        return self._between(planned) if planned.is_shared else planned

    def _between(self, planned: Planned) -> Planned:
        if planned.fate is Fate.OWNED:
            planned = replace(planned, more=next(self.more))
        elif planned.fate is Fate.WITHDRAWN and not next(self.has_line):
            planned = replace(planned, note="")
        if planned.fate is Fate.KEPT and next(self.is_reworded):
            said_first, text = next(self.reworded)
            planned = replace(planned, said_first=said_first, text=text, cue="")
        elif planned.fate in LANDING:
            planned = replace(planned, is_taken_back=next(self.is_taken_back))
        return replace(planned, landed=self._landed(planned.fate))

    def _landed(self, fate: Fate) -> Landed | None:
        how = next(self.landed) if fate in LANDING else None
        if how is None:
            return None
        said = lines_between.LANDED_OWNED if fate is Fate.OWNED else lines_between.LANDED
        return Landed(how[0], self.draw.choice(said[how[0]]), how[1])


ALONE_AT_LAST = (
    # (said so many days ago, due so many days from today, fate); None: this week
    (7, -5, Fate.OPEN),
    (2, 0, Fate.OPEN),
    (1, 0, Fate.KEPT),
    (1, None, Fate.OPEN),
)
BETWEEN_AT_LAST = (
    (4, -3, Fate.KEPT),
    (3, -2, Fate.OWNED),
    (3, -1, Fate.OPEN),
    (3, 1, Fate.RELEASED),
    (3, 2, Fate.WITHDRAWN),
    (1, 0, Fate.KEPT),
    (2, 0, Fate.OPEN),
    (1, 1, Fate.OPEN),
    (1, None, Fate.OPEN),
)


def _latest(maker: int, today: date, zone: ZoneInfo) -> Iterator[Planned]:
    """What Today shows: waiting for a word, due today, tomorrow and this week; some just ended."""
    told = [(False, *each) for each in zip(lines.LATEST[maker], ALONE_AT_LAST, strict=True)]
    told += [
        (True, *each) for each in zip(lines_between.LATEST[maker], BETWEEN_AT_LAST, strict=True)
    ]
    landed = (LandingKind.WORDS, LandingKind.THANKS)[maker]
    for is_shared, (text, cue), (ago, ahead, fate) in told:
        made_at = instant_of(today - ago * ONE_DAY, time(20, 15 + maker), zone)
        due = DueValue(DueKind.WEEK, monday_of(today), None, zone.key)
        if ahead is not None:
            due = DueValue(DueKind.DAY, today + ahead * ONE_DAY, None, zone.key)
        planned = Planned(maker, is_shared, text, cue, made_at, due, fate)
        if fate is Fate.OWNED:
            landing = Landed(landed, lines_between.LANDED_OWNED[landed][0])
            more = lines_between.OWNED_WITH_MORE[maker]
            planned = replace(planned, note=lines.OWNED[-1 - maker], more=more, landed=landing)
        elif fate is Fate.WITHDRAWN:
            planned = replace(planned, note=lines.WITHDRAWN[-1 - maker])
        elif fate is Fate.KEPT and ahead != 0:
            planned = replace(planned, landed=Landed(landed, lines_between.LANDED[landed][-1]))
        yield planned


def in_turn(said: Sequence[T], draw: Random) -> Iterator[T]:
    """Drawn once and then again and again in that order: nothing comes twice within a round."""
    return cycle(draw.sample(said, len(said)))


def _bag(weights: Mapping[T, int], draw: Random) -> Iterator[T]:
    """Each in its share, the rare ones too, whatever the seed."""
    all_of_them: Iterable[T] = [each for each, weight in weights.items() for _ in range(weight)]
    while True:
        yield from draw.sample(list(all_of_them), sum(weights.values()))
