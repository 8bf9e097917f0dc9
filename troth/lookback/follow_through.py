"""How reliably somebody does what they say, now, and how sure that is.

Which ending counts for what stands in one table, ENDINGS of troth.promises.rules: true (kept, also
late; moved, withdrawn or released before it was due), false (owned), missing (no word yet), left
out (let go, in a break, not due yet). Only true and false ones come here as `kept`; those that are
missing go to troth.lookback.missing, and are never taken for missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from troth.lookback.rate_filter import mean_of, moved, nothing_known, quantile_of, seen
from troth.lookback.record import RECENT, Estimate, checked_level, days_since_2000, in_order
from troth.promises.rules import FollowThrough

# From how many endings on a figure is shown at all: before, it tells of the prior alone.
ENOUGH = 7
# A week without a promise says nothing; each day beyond it may have moved the rate as one would.
_QUIET_DAYS = 7
_LONGEST_GAP = 90


@dataclass(frozen=True, slots=True)
class Sorted:
    """A record by what each ending means: `kept` at `at`, and when the missing ones were due."""

    kept: tuple[bool, ...]
    at: tuple[datetime, ...]
    unrecorded_at: tuple[datetime, ...]


def sorted_endings(endings: Iterable[tuple[FollowThrough, datetime]]) -> Sorted:
    """By the one table's outcome; what is left out isn't in any of the three."""
    found = list(endings)
    counted = [each for each in found if each[0] in (FollowThrough.TRUE, FollowThrough.FALSE)]
    return Sorted(
        kept=tuple(outcome is FollowThrough.TRUE for outcome, _ in counted),
        at=tuple(at for _, at in counted),
        unrecorded_at=tuple(at for outcome, at in found if outcome is FollowThrough.MISSING),
    )


def estimate(
    kept: Sequence[bool], at: Sequence[datetime], now: datetime, level: float = 0.9
) -> Estimate:
    """The current rate of honest endings, from 0 to 1, with its equal-tailed interval.

    `kept` and `at`, of one length, in any order; the last 540 up to `now` count. With fewer than
    `ENOUGH` of them it says little more than it would of anybody: `is_enough` tells. Raises
    Unreadable. The method is that of troth.lookback.rate_filter.
    """
    tail = (1 - checked_level(level)) / 2
    values, days = in_order(kept, at, now)
    values, days = values[-RECENT:], days[-RECENT:]
    belief = nothing_known()
    for number, value in enumerate(values):
        if number:
            belief = moved(belief, 1 + _more_for(days[number] - days[number - 1]))
        belief = seen(belief, bool(value))
    if len(days):
        belief = moved(belief, 1 + _more_for(days_since_2000(now) - days[-1]))
    low, high = (float(quantile_of(belief, chance)) for chance in (tail, 1 - tail))
    return Estimate(float(mean_of(belief)), low, high, len(values))


def is_enough(found: Estimate) -> bool:
    """Whether it may be shown; else there is not enough to say yet."""
    return found.count >= ENOUGH


def _more_for(gap: float) -> int:
    return int(min(max(gap - _QUIET_DAYS, 0), _LONGEST_GAP))
