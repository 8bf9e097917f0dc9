"""What two people ask of each other within so many days, drawn by a seed: pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from itertools import cycle
from random import Random
from zoneinfo import ZoneInfo

from troth.simulation.course import COURSES, Course, Way
from troth.simulation.lines_asked import ASKS, LATEST, AskLines
from troth.simulation.plan import BOTH, DAYS, ONE_DAY, is_away
from troth.spaces.days import instant_of


class AskFate(StrEnum):
    """How an ask goes on; UNHEARD is one that is set aside, or that nobody gets to: it fades."""

    YES = "yes"
    CHANGED = "changed"
    SMALLER = "smaller"
    NO = "no"
    LINE_TAKEN_BACK = "line-taken-back"
    SET_ASIDE = "set-aside"
    UNHEARD = "unheard"
    TAKEN_BACK = "taken-back"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class PlannedAsk:
    """An ask of one of the two, 0 or 1; what a yes makes is due on `due_on`.

    `has_ended`: whether that promise came to its time already; `is_kept`: whether it was kept.
    """

    asker: int
    lines: AskLines
    asked_at: datetime
    fate: AskFate
    due_on: date
    has_ended: bool = True
    is_kept: bool = True


# In the order in which they come round, for each of the two.
ROUND = (
    AskFate.YES,
    AskFate.NO,
    AskFate.SET_ASIDE,
    AskFate.SMALLER,
    AskFate.YES,
    AskFate.TAKEN_BACK,
    AskFate.CHANGED,
    AskFate.UNHEARD,
    AskFate.YES,
    AskFate.LINE_TAKEN_BACK,
    AskFate.SMALLER,
)
# The last one told so ended before the first of AT_LAST was asked.
LAST_AGO = 14
AT_LAST = (
    # (asked so many days ago, fate), as they stand in LATEST
    (1, AskFate.OPEN),
    (3, AskFate.YES),
    (5, AskFate.NO),
    (6, AskFate.SMALLER),
)


def planned_asks(
    today: date,
    zone: ZoneInfo,
    seed: int,
    days: int = DAYS,
    courses: Sequence[Course] = COURSES,
) -> list[PlannedAsk]:
    """In the order in which they were asked; the same for the same day, zone, seed and courses."""
    # Nothing here is secret: a seed makes each try-out the same.
    draw = Random(seed)  # noqa: S311
    shuffled = draw.sample(ASKS, len(ASKS))
    earlier = [
        # Each asks other things than the other, so that none comes twice in a week.
        each
        for asker in BOTH
        for each in _earlier(asker, cycle(shuffled[asker::2]), today, zone, draw, days)
    ]
    # How the asked one goes about it, drawn apart: what was asked stays the same.
    earlier = [_gone_on(each, today, courses[1 - each.asker], draw) for each in earlier]
    latest = [each for asker in BOTH for each in _latest(asker, today, zone)]
    return sorted([*earlier, *latest], key=lambda each: each.asked_at)


def _earlier(
    asker: int, said: Iterator[AskLines], today: date, zone: ZoneInfo, draw: Random, days: int
) -> Iterator[PlannedAsk]:
    ago, turn = days - 4 - 3 * asker, 0
    while ago >= LAST_AGO:
        if not is_away(ago):
            on = today - ago * ONE_DAY
            asked_at = instant_of(on, time(18, draw.randrange(60)), zone)
            fate = ROUND[turn % len(ROUND)]
            yield PlannedAsk(asker, next(said), asked_at, fate, on + 2 * ONE_DAY)
            turn += 1
        ago -= draw.randint(8, 11)


def _gone_on(planned: PlannedAsk, today: date, course: Course, draw: Random) -> PlannedAsk:
    """The same, with whether the promise that a yes makes was kept."""
    way = course.honestly((today - planned.due_on).days, draw)
    return replace(planned, is_kept=way is not Way.MISSED)


def _latest(asker: int, today: date, zone: ZoneInfo) -> Iterator[PlannedAsk]:
    for said, (ago, fate) in zip(LATEST[asker], AT_LAST, strict=True):
        on = today - ago * ONE_DAY
        asked_at = instant_of(on, time(18, 30 + asker), zone)
        has_ended = fate is not AskFate.YES
        due_on = on + 2 * ONE_DAY if has_ended else today + ONE_DAY
        yield PlannedAsk(asker, said, asked_at, fate, due_on, has_ended)
