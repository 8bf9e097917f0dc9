"""Whether what somebody keeps of what they say has changed lastingly, and since when.

The evidence is that of troth.lookback.mixture; docs/look-back.md says how its thresholds were
chosen, how late it is, and how often it is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import numpy as np

from troth.lookback.mixture import Evidence, advanced, no_evidence
from troth.lookback.record import (
    RECENT,
    Estimate,
    Floats,
    Unreadable,
    days_since_2000,
    in_order,
    time_of,
)
from troth.lookback.segments import chances_of_beginning, rate_within

# Chosen on simulated couples and then left alone; a rise is good news and may wait.
FALL_AT = 2500.0
RISE_AT = 60_000.0
LEVEL = 0.9


class OutOfOrder(Unreadable):
    """An ending that is earlier than the last one; `replay` reads a record in any order."""


class Alarm(StrEnum):
    FALL = "fall"
    RISE = "rise"


@dataclass(frozen=True, slots=True)
class Found:
    """A lasting change: which, when it was noticed, within what it began, and from what rate."""

    alarm: Alarm
    noticed_at: datetime
    since: tuple[datetime, datetime]
    before: Estimate


@dataclass(frozen=True, slots=True)
class Watch:
    """What has been seen so far: bounded in size by the last 540 endings.

    After an alarm it begins anew with what came since the change, so that a further one is seen
    as well; what was found stays until then.
    """

    count: int = 0
    found: Found | None = None
    _evidence: Evidence = field(default_factory=no_evidence, repr=False)
    # (kept, days since 2000) since the last change.
    _recent: tuple[tuple[bool, float], ...] = field(default=(), repr=False)

    @property
    def alarm(self) -> Alarm | None:
        return self.found.alarm if self.found else None

    @property
    def since(self) -> tuple[datetime, datetime] | None:
        """The interval in which the change began, with nine chances in ten."""
        return self.found.since if self.found else None

    @property
    def before(self) -> Estimate | None:
        """The rate before the change, with its 90 % interval."""
        return self.found.before if self.found else None

    @property
    def now(self) -> Estimate:
        """The rate since the change, or ever since where there was none."""
        return rate_within([kept for kept, _ in self._recent], LEVEL)

    @property
    def evidence(self) -> tuple[float, float]:
        """How much more speaks for a fall than for none, and for a rise."""
        return float(self._evidence.of_fall), float(self._evidence.of_rise)

    def update(self, kept: bool, at: datetime) -> Watch:
        """After one more honest ending. Raises OutOfOrder or NaiveTime."""
        day = days_since_2000(at)
        if self._recent and day < self._recent[-1][1]:
            raise OutOfOrder("an ending came after a later one")
        recent = (*self._recent, (bool(kept), day))[-RECENT:]
        evidence = advanced(self._evidence, bool(kept))
        following = Watch(self.count + 1, self.found, evidence, recent)
        if evidence.of_fall >= FALL_AT:
            return following._alarmed(Alarm.FALL)
        if evidence.of_rise >= RISE_AT:
            return following._alarmed(Alarm.RISE)
        return following

    def _alarmed(self, alarm: Alarm) -> Watch:
        kept, days = zip(*self._recent, strict=True)
        chances = chances_of_beginning(kept, is_fall=alarm is Alarm.FALL)
        first = int(chances.argmax())
        tail = (1 - LEVEL) / 2
        low, high = np.searchsorted(chances.cumsum(), (tail, 1 - tail))
        # It came between a promise and the one before it.
        since = time_of(days[max(low - 1, 0)]), time_of(days[min(high, len(days) - 1)])
        before = rate_within(kept[:first], LEVEL)
        found = Found(alarm, time_of(days[-1]), since, before)
        evidence = no_evidence()
        for each in kept[first:]:
            evidence = advanced(evidence, each)
        return Watch(self.count, found, evidence, self._recent[first:])


@dataclass(frozen=True, slots=True)
class Path:
    """A whole record: the evidence after each ending, both of shape (n,), and what was found.

    Where something was found, the evidence begins anew.
    """

    at: tuple[datetime, ...]
    of_fall: Floats
    of_rise: Floats
    found: tuple[Found, ...]
    last: Watch


def replay(kept: Sequence[bool], at: Sequence[datetime], now: datetime | None = None) -> Path:
    """The path of a watch through a record in any order; what lies after `now` is left out.

    Raises Unreadable.
    """
    values, days = in_order(kept, at, now)
    watch, found = Watch(), []
    of_fall, of_rise = np.empty(len(days)), np.empty(len(days))
    times = tuple(time_of(day) for day in days)
    for number, (value, time) in enumerate(zip(values, times, strict=True)):
        following = watch.update(bool(value), time)
        of_fall[number], of_rise[number] = following.evidence
        if following.found is not watch.found and following.found is not None:
            found.append(following.found)
        watch = following
    return Path(times, of_fall, of_rise, tuple(found), watch)
