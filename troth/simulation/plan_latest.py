"""The last days of the made-up couple, one by one, so that Today shows each way to stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

from troth.promises.due import DueKind, DueValue
from troth.promises.landings.rules import LandingKind
from troth.simulation import lines, lines_between
from troth.simulation.plan import ONE_DAY, Fate, Landed, Planned
from troth.spaces.days import instant_of, monday_of

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


def latest_promises(maker: int, today: date, zone: ZoneInfo) -> Iterator[Planned]:
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
