"""What two people promise within so many days, drawn by a seed from how they go about it: pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from random import Random
from zoneinfo import ZoneInfo

from troth.promises.due import DueKind, DueValue
from troth.simulation import lines, lines_between
from troth.simulation.course import COURSES, Course, Way
from troth.simulation.plan import (
    BOTH,
    DAYS,
    ONE_DAY,
    TOLD_ONE_BY_ONE,
    Fate,
    Planned,
    in_shares,
    in_turn,
    is_away,
)
from troth.simulation.plan_latest import latest_promises
from troth.simulation.plan_words import Dressing
from troth.spaces.days import instant_of, monday_of

# How each way goes, in shares of that way alone: they change nothing in what is true.
Fates = Mapping[Way, Mapping[Fate, int]]
ALONE: Fates = {
    Way.KEPT: {Fate.KEPT: 20, Fate.FILLED_IN: 2, Fate.AFTER_ALL: 1},
    Way.LATE: {Fate.KEPT_LATE: 1},
    Way.EARLY: {Fate.MOVED: 4, Fate.WITHDRAWN: 3, Fate.SHARED: 2},
    Way.MISSED: {Fate.OWNED: 4, Fate.NOT_AFTER_ALL: 1},
    Way.UNRECORDED: {Fate.LET_GO: 1},
}
BETWEEN: Fates = {
    Way.KEPT: {Fate.KEPT: 20, Fate.FILLED_IN: 2, Fate.AFTER_ALL: 1},
    Way.LATE: {Fate.KEPT_LATE: 1},
    Way.EARLY: {Fate.MOVED: 4, Fate.WITHDRAWN: 3, Fate.RELEASED: 2},
    Way.MISSED: {Fate.OWNED: 5, Fate.NOT_AFTER_ALL: 1},
    Way.UNRECORDED: {Fate.LET_GO: 1},
}
# What went by without a word is let go of some time; of these last weeks it still waits.
WAITS_FOR = range(24)
# What follows these comes to its time, like anything else.
FOLLOWED = {Fate.MOVED, Fate.SHARED}
SAID_EVERY_DAY = 0.65
TO_EACH_OTHER = 0.66


def planned_promises(
    today: date,
    zone: ZoneInfo,
    seed: int,
    days: int = DAYS,
    courses: Sequence[Course] = COURSES,
) -> list[Planned]:
    """In the order in which they were said; the same for the same day, zone, seed and courses."""
    # Nothing here is secret: a seed makes each try-out the same.
    draw = Random(seed)  # noqa: S311
    earlier = list(_earlier(today, zone, draw, days, courses))
    latest = [planned for maker in BOTH for planned in latest_promises(maker, today, zone)]
    return sorted(earlier, key=lambda planned: planned.made_at) + latest


def _earlier(
    today: date, zone: ZoneInfo, draw: Random, days: int, courses: Sequence[Course]
) -> Iterator[Planned]:
    alone, dresses = _by_way(ALONE, draw), [Dressing(maker, draw) for maker in BOTH]
    between = [_by_way(BETWEEN, draw) for _ in BOTH]
    to_oneself, to_each_other = in_turn(lines.PROMISES, draw), in_turn(lines_between.PROMISES, draw)
    for ago in range(days, TOLD_ONE_BY_ONE, -1):
        for maker in BOTH:
            if is_away(ago) or draw.random() >= SAID_EVERY_DAY:
                continue
            is_shared = draw.random() < TO_EACH_OTHER
            text, cue = next(to_each_other if is_shared else to_oneself)
            day = today - ago * ONE_DAY
            made_at = instant_of(day, time(draw.randint(19, 22), draw.randrange(60)), zone)
            due = _due(day, zone, draw)
            due_ago = (today - due.last_day()).days
            planned = Planned(maker, is_shared, text, cue, made_at, due, Fate.OPEN)
            fates = between[maker] if is_shared else alone
            yield dresses[maker].dressed(_gone_on(planned, due_ago, courses[maker], fates, draw))


def _gone_on(
    planned: Planned,
    ago: int,
    course: Course,
    fates: Mapping[Way, Iterator[Fate]],
    draw: Random,
) -> Planned:
    """The same with what became of it, due so many days ago."""
    way = course.way(ago, draw)
    if way is Way.UNRECORDED and ago in WAITS_FOR:
        return planned
    fate = next(fates[way])
    is_kept_then = fate not in FOLLOWED or course.honestly(ago, draw) is not Way.MISSED
    return replace(planned, fate=fate, is_kept_then=is_kept_then)


def _by_way(fates: Fates, draw: Random) -> dict[Way, Iterator[Fate]]:
    return {way: in_shares(shares, draw) for way, shares in fates.items()}


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
