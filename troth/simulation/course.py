"""How somebody goes about what they promise: the known truth of a made-up record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from random import Random


class Way(StrEnum):
    """What becomes of one promise; LATE is kept as well, and EARLY was freed before its time."""

    KEPT = "kept"
    LATE = "late"
    MISSED = "missed"
    EARLY = "early"
    UNRECORDED = "unrecorded"


@dataclass(frozen=True, slots=True)
class Course:
    """One person's truth; days are counted back from today, shares are between 0 and 1.

    `levels` are (days ago, share kept) from the oldest on, joined by straight lines and level
    beyond both ends: one is steady, two on neighbouring days are a fall, two far apart a drift.
    On `stressed` days only `under_stress` of it is left; given to both of a couple, those days
    clump the misses of the two. `late` is a share of what is kept. `early` is the share moved,
    withdrawn or released before its time, `unrecorded` the share that gets no word or is let go
    of, most of it in `lapses`: both regardless of whether it was kept, so that what is left shows
    the truth.
    """

    levels: tuple[tuple[int, float], ...] = ((0, 0.9),)
    stressed: Sequence[range] = ()
    under_stress: float = 0.5
    late: float = 0.12
    early: float = 0.2
    unrecorded: float = 0.08
    lapses: Sequence[range] = ()
    in_a_lapse: float = 0.7

    def kept_on(self, ago: int) -> float:
        """The share kept of what is due so many days ago, late or not."""
        stressed = any(ago in days for days in self.stressed)
        return self._level(ago) * (self.under_stress if stressed else 1)

    def unrecorded_on(self, ago: int) -> float:
        return self.in_a_lapse if any(ago in days for days in self.lapses) else self.unrecorded

    def way(self, ago: int, draw: Random) -> Way:
        """What becomes of a promise that is due so many days ago."""
        if draw.random() < self.early:
            return Way.EARLY
        if draw.random() < self.unrecorded_on(ago):
            return Way.UNRECORDED
        return self.honestly(ago, draw)

    def honestly(self, ago: int, draw: Random) -> Way:
        """The same of one that comes to its time and is told of."""
        if draw.random() >= self.kept_on(ago):
            return Way.MISSED
        return Way.LATE if draw.random() < self.late else Way.KEPT

    def _level(self, ago: int) -> float:
        oldest, latest = self.levels[0], self.levels[-1]
        if ago >= oldest[0]:
            return oldest[1]
        for (since, before), (until, after) in pairwise(self.levels):
            if since > ago >= until:
                return after + (before - after) * (ago - until) / (since - until)
        return latest[1]


# A week that was hard on both, from outside; before the break, so that it stands apart.
STRESS = range(126, 133)
FELL_AGO = 56
# The first is steady and once forgot for a while to write; with the second something has changed.
COURSES = (
    Course(stressed=(STRESS,), lapses=(range(70, 78),)),
    Course(levels=((FELL_AGO + 1, 0.9), (FELL_AGO, 0.65)), stressed=(STRESS,)),
)
