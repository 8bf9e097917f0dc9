"""Half a year of one person's promises, drawn by a seed: pure, told in days before today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random
from zoneinfo import ZoneInfo

from troth.promises.due import DueKind, DueValue
from troth.simulation.lines import CORRECTED, LATEST, OWNED, PROMISES, WITHDRAWN
from troth.spaces.days import instant_of, monday_of

DAYS = 182
# The last days are told one by one, so that Today shows each way a promise can stand.
TOLD_ONE_BY_ONE = 9
# Away from the hundredth day before today: nothing is said, and nothing is lost by it.
AWAY = range(89, 100)
ONE_DAY = timedelta(days=1)


class Fate(StrEnum):
    """How a promise goes on; AFTER_ALL and NOT_AFTER_ALL are corrections of a first word."""

    KEPT = "kept"
    KEPT_LATE = "kept-late"
    FILLED_IN = "filled-in"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    OWNED = "owned"
    LET_GO = "let-go"
    AFTER_ALL = "after-all"
    NOT_AFTER_ALL = "not-after-all"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Planned:
    """`note` is what is said with a word that it didn't happen, or when it is taken back."""

    text: str
    cue: str
    made_at: datetime
    due: DueValue
    fate: Fate
    note: str = ""


WEIGHTS = {
    Fate.KEPT: 57,
    Fate.KEPT_LATE: 9,
    Fate.FILLED_IN: 6,
    Fate.MOVED: 8,
    Fate.WITHDRAWN: 5,
    Fate.OWNED: 8,
    Fate.LET_GO: 4,
    Fate.AFTER_ALL: 2,
    Fate.NOT_AFTER_ALL: 1,
}


def half_a_year(today: date, zone: ZoneInfo, seed: int) -> list[Planned]:
    """In the order in which they were said; the same for the same day, zone and seed."""
    # Nothing here is secret: a seed makes each try-out the same.
    draw = Random(seed)  # noqa: S311
    earlier = list(_earlier(today, zone, draw))
    return earlier + list(_latest(today, zone))


def _earlier(today: date, zone: ZoneInfo, draw: Random) -> Iterator[Planned]:
    lines = _shuffled(PROMISES, draw)
    fates = _fates(draw)
    for ago in range(DAYS, TOLD_ONE_BY_ONE, -1):
        if ago in AWAY or draw.random() < 0.2:
            continue
        text, cue = next(lines)
        made_at = instant_of(
            today - ago * ONE_DAY, time(draw.randint(19, 22), draw.randrange(60)), zone
        )
        due = _due(today - ago * ONE_DAY, zone, draw)
        yield _with_note(Planned(text, cue, made_at, due, next(fates)), draw)


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


def _with_note(planned: Planned, draw: Random) -> Planned:
    said = {Fate.OWNED: OWNED, Fate.WITHDRAWN: WITHDRAWN, Fate.NOT_AFTER_ALL: CORRECTED}
    if planned.fate not in said or (planned.fate is Fate.OWNED and draw.random() < 0.3):
        return planned
    return replace(planned, note=draw.choice(said[planned.fate]))


def _latest(today: date, zone: ZoneInfo) -> Iterator[Planned]:
    """What Today shows: waiting for a word, due today, tomorrow and this week; one just kept."""
    days = (
        # (said so many days ago, due so many days from today, fate)
        (7, -5, Fate.OPEN),
        (4, -3, Fate.KEPT),
        (3, -1, Fate.OPEN),
        (2, 0, Fate.OPEN),
        (1, 0, Fate.OPEN),
        (1, 0, Fate.KEPT),
        (1, 1, Fate.OPEN),
    )
    for (text, cue), (ago, ahead, fate) in zip(LATEST, days, strict=False):
        made_at = instant_of(today - ago * ONE_DAY, time(20, 15), zone)
        due = DueValue(DueKind.DAY, today + ahead * ONE_DAY, None, zone.key)
        yield Planned(text, cue, made_at, due, fate)
    text, cue = LATEST[len(days)]
    week = DueValue(DueKind.WEEK, monday_of(today), None, zone.key)
    yield Planned(text, cue, instant_of(today - ONE_DAY, time(20, 30), zone), week, Fate.OPEN)


def _shuffled(lines: Sequence[tuple[str, str]], draw: Random) -> Iterator[tuple[str, str]]:
    """All of them in a new order, again and again: people say some things more than once."""
    while True:
        yield from draw.sample(lines, len(lines))


def _fates(draw: Random) -> Iterator[Fate]:
    """Each in its share, the rare ones too, whatever the seed."""
    all_of_them = [fate for fate, weight in WEIGHTS.items() for _ in range(weight)]
    while True:
        yield from draw.sample(all_of_them, len(all_of_them))
