"""What two people do in practices within so many days, drawn by a seed: pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from zoneinfo import ZoneInfo

from troth.simulation.lines_practices import (
    GLAD_OF,
    INTENTIONS,
    THIS_WEEK,
    WEEKS,
    WORDS_BACK,
    WeekLines,
)
from troth.simulation.plan import BOTH, DAYS, ONE_DAY, in_turn, is_away
from troth.spaces.days import instant_of

SUNDAY = 6
# What is told of yesterday evening stands on both Todays, so that one is without a word back.
YESTERDAY = 1
# One of so many is answered.
ONE_REPLY_IN = 3

# (days ago, practice, who, text)
_Said = tuple[int, str, int, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one of the two, 0 or 1, at the first step of a ritual; `back`: what it meets."""

    who: int
    practice: str
    text: str
    at: datetime
    back: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """A plan for the week of one of the two; what the latest one says stands still."""

    who: int
    lines: WeekLines
    at: datetime
    is_latest: bool = False


@dataclass(frozen=True, slots=True)
class Evening:
    """Of whom the question of a day gets an answer, if nobody has answered it before."""

    day: date
    at: datetime
    who: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Practised:
    """What two people do in practices within so many days."""

    days: int
    lines: list[Line]
    weeks: list[Week]
    evenings: list[Evening]


def planned_practices(today: date, zone: ZoneInfo, seed: int, days: int = DAYS) -> Practised:
    """The same for the same day, zone and seed."""
    return Practised(
        days,
        planned_lines(today, zone, seed, days),
        planned_weeks(today, zone, seed, days),
        planned_evenings(today, zone, seed, days),
    )


def planned_lines(today: date, zone: ZoneInfo, seed: int, days: int = DAYS) -> list[Line]:
    """In the order in which they were said; the same for the same day, zone and seed."""
    # Nothing here is secret: a seed makes each try-out the same.
    draw = Random(seed)  # noqa: S311
    glad, meant = draw.sample(GLAD_OF, len(GLAD_OF)), draw.sample(INTENTIONS, len(INTENTIONS))
    backs = {practice: in_turn(words, draw) for practice, words in WORDS_BACK.items()}
    found: list[_Said] = []
    for who in BOTH:
        found += _lines(who, "evening", in_turn(glad[who::2], draw), range(4, 8), draw, days)
        found += _lines(who, "morning", in_turn(meant[who::2], draw), range(5, 12), draw, days)
    said = sorted(found, key=lambda each: (-each[0], each[2]))
    return [
        _line(each, today, zone, next(backs[each[1]]) if number % ONE_REPLY_IN == 0 else "", draw)
        for number, each in enumerate(said)
    ]


def _lines(
    who: int, practice: str, texts: Iterator[str], apart: Sequence[int], draw: Random, days: int
) -> Iterator[_Said]:
    """So many days apart, and one of yesterday."""
    ago = days - 2 - who
    while ago > YESTERDAY + 2:
        if not is_away(ago):
            yield ago, practice, who, next(texts)
        ago -= draw.choice(apart)
    yield YESTERDAY, practice, who, next(texts)


def _line(said: _Said, today: date, zone: ZoneInfo, back: str, draw: Random) -> Line:
    ago, practice, who, text = said
    hour = 7 if practice == "morning" else 20
    at = instant_of(today - ago * ONE_DAY, time(hour + who, draw.randrange(60)), zone)
    return Line(who, practice, text, at, "" if ago == YESTERDAY else back)


def planned_weeks(today: date, zone: ZoneInfo, seed: int, days: int = DAYS) -> list[Week]:
    """On a Sunday now and then, and the last one of each within the week."""
    draw = Random(seed)  # noqa: S311
    sunday = today - ((today.weekday() - SUNDAY) % 7 or 7) * ONE_DAY
    found = []
    for who in BOTH:
        texts = in_turn(WEEKS[who::2], draw)
        for weeks in range(days // 7 - 4 - who, 2, -4):
            day = sunday - 7 * weeks * ONE_DAY
            if not is_away((today - day).days):
                found.append(Week(who, next(texts), instant_of(day, time(18 + who), zone)))
        yesterday = instant_of(today - ONE_DAY, time(18 + who, 30), zone)
        found.append(Week(who, THIS_WEEK[who], yesterday, is_latest=True))
    return sorted(found, key=lambda each: each.at)


def planned_evenings(today: date, zone: ZoneInfo, seed: int, days: int = DAYS) -> list[Evening]:
    """Mostly both; some by one alone, and so yesterday's, which waits for the other."""
    draw = Random(seed)  # noqa: S311
    shares = [BOTH, BOTH, BOTH, (0,), (1,)]
    found = []
    for ago in range(days - 2, YESTERDAY, -1):
        who = draw.choice(shares)
        if not is_away(ago) and draw.random() < 0.4:
            found.append(_evening(ago, who, today, zone))
    return [*found, _evening(YESTERDAY, (1,), today, zone)]


def _evening(ago: int, who: tuple[int, ...], today: date, zone: ZoneInfo) -> Evening:
    day = today - ago * ONE_DAY
    return Evening(day, instant_of(day, time(21, 40), zone), who)
