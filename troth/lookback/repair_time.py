"""How long repairs take, open ones included, and whether they have become slower."""

from __future__ import annotations

import warnings
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from troth.lookback.record import ONE_DAY, Floats, LengthsDiffer, Unreadable, checked_level

Flags = NDArray[np.bool_]

# With five ended the shortest and the longest hold the median between them in 1 - 2/2^5 = .94
# of records, whatever repairs are like; with four, in .88: less than the .9 that is asked for.
LEAST_ENDED = 5
# On either side, open ones among them. Of three and three no order at all is rarer than one in
# ten; from five on the intervals hold what they promise.
LEAST_TO_COMPARE = 5
# A minute, in days: nobody tells shorter repairs apart, and nothing is so many times as long as 0.
SHORTEST = 1 / 1440
# What adding up may leave over.
JUST = 1e-9


class NegativeDuration(Unreadable):
    """A repair that ended before it began."""


class NoSuchSplit(Unreadable):
    """More repairs are called earlier ones than there are, or fewer than none."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Days within which half the repairs have ended; None where the record doesn't reach.

    `count` is how many have ended, `open_count` how many haven't.
    """

    median: float | None
    low: float | None
    high: float | None
    count: int
    open_count: int

    @property
    def is_enough(self) -> bool:
        """Whether enough have ended to say something of the others: see LEAST_ENDED."""
        return self.count >= LEAST_ENDED


@dataclass(frozen=True, slots=True)
class Slower:
    """How many times as long the later repairs take; None where the record doesn't reach.

    Without `low` they may as well have become any amount quicker, without `high` any slower.
    """

    ratio: float | None
    low: float | None
    high: float | None
    earlier_count: int
    later_count: int


def summary(durations: Sequence[timedelta], is_open: Sequence[bool], level: float = 0.9) -> Summary:
    """The median by Kaplan & Meier (1958); an open repair is censored at its age so far.

    The interval holds every time at which the log-log band (Kalbfleisch & Prentice 1980) has one
    half in it (Brookmeyer & Crowley 1982). Raises LengthsDiffer, NegativeDuration or UnknownLevel.
    """
    days, has_ended = _read(durations, is_open)
    checked_level(level)
    count = int(has_ended.sum())
    if not count:
        return Summary(None, None, None, 0, len(days))
    at, survival, lower, upper = _survival(days, has_ended, level)
    return Summary(
        _first_half(at, survival),
        _first_half(at, lower),
        _first_half(at, upper),
        count,
        len(days) - count,
    )


def slower(
    durations: Sequence[timedelta], is_open: Sequence[bool], split: int, level: float = 0.9
) -> Slower | None:
    """Compare the first `split` repairs with the others: durations come as the repairs began.

    The interval holds all ratios by which the later ones can be divided so that Gehan's test
    (1965) doesn't tell them from the earlier ones (Louis 1981); without open ones this is Hodges
    & Lehmann's (1963) for logarithms. It asks for no shape of durations, only for the same on
    both sides: an exponential ratio (F) held .81 instead of .9 where they were log-normal with
    sd 1. Where to split is to be said before looking, by a date or by halves. None with fewer
    than LEAST_TO_COMPARE on a side. Raises LengthsDiffer, NegativeDuration, NoSuchSplit or
    UnknownLevel.
    """
    from scipy.special import ndtri

    days, has_ended = _read(durations, is_open)
    limit = float(ndtri((1 + checked_level(level)) / 2))
    if not 0 <= split <= len(days):
        raise NoSuchSplit(f"{split} of {len(days)} repairs")
    if min(split, len(days) - split) < LEAST_TO_COMPARE:
        return None
    days = np.maximum(days, SHORTEST)
    earlier = _side(days[:split], has_ended[:split])
    later = _side(days[split:], has_ended[split:])
    # Only where one of the later comes to pass one of the earlier can the test change.
    turns = np.unique(later.days[:, None] / earlier.days[None, :])
    between = np.concatenate([[turns[0] / 2], np.sqrt(turns[:-1] * turns[1:]), [turns[-1] * 2]])

    def falls_to(value: float) -> float | None:
        """The ratio from which on the score is at most `value`; None beside the record."""
        place = bisect_left(between, -value, key=lambda ratio: -_score(earlier, later, ratio)) - 1
        return float(turns[place]) if 0 <= place < len(turns) else None

    begin, end = falls_to(JUST), falls_to(-JUST)
    # Where the score is 0 over a stretch: its middle.
    ratio = None if begin is None or end is None else float(np.sqrt(begin * end))
    return Slower(ratio, falls_to(limit), falls_to(-limit - JUST), split, len(days) - split)


@dataclass(frozen=True, slots=True)
class _Side:
    """The earlier repairs or the later ones.

    `days` of all of them and `ended` of those that have, the shortest first; `at_once` is how
    many ended as fast as each of these.
    """

    days: Floats
    ended: Floats
    at_once: NDArray[np.int_]


def _side(days: Floats, has_ended: Flags) -> _Side:
    ended = np.sort(days[has_ended])
    at_once = np.searchsorted(ended, ended, side="right") - np.searchsorted(ended, ended)
    return _Side(np.sort(days), ended, at_once)


def _score(earlier: _Side, later: _Side, ratio: float) -> float:
    """Gehan's test, over 0 where the later ones, divided by the ratio, are still the longer ones.

    Its variance is the hypergeometric one, which stands when one side has more open ones. The
    ratio is one at which nothing is as long on both sides.
    """
    ended = np.concatenate([earlier.ended, later.ended / ratio])
    at_once = np.concatenate([earlier.at_once, later.at_once])
    of_earlier = len(earlier.days) - np.searchsorted(earlier.days, ended)
    of_later = len(later.days) - np.searchsorted(later.days / ratio, ended)
    together = of_earlier + of_later
    variance = of_earlier * of_later * (together - at_once) / np.maximum(together - 1, 1)
    if not variance.any():
        return 0.0
    first = len(earlier.ended)
    return float((of_later[:first].sum() - of_earlier[first:].sum()) / np.sqrt(variance.sum()))


def _read(durations: Sequence[timedelta], is_open: Sequence[bool]) -> tuple[Floats, Flags]:
    """Days and whether they have ended, both of shape (n,)."""
    if len(durations) != len(is_open):
        raise LengthsDiffer(f"{len(durations)} durations, {len(is_open)} marks")
    if any(duration < timedelta() for duration in durations):
        raise NegativeDuration("a repair ended before it began")
    days = np.array([duration / ONE_DAY for duration in durations], dtype=np.float64)
    return days, ~np.array(is_open, dtype=np.bool_)


def _survival(
    days: Floats, has_ended: Flags, level: float
) -> tuple[Floats, Floats, Floats, Floats]:
    """The share still open after each of the times, and its band; four of shape (times,)."""
    from scipy.stats import CensoredData, ecdf

    open_for = ecdf(CensoredData(uncensored=days[has_ended], right=days[~has_ended])).sf
    with warnings.catch_warnings():
        # Where all are open, or none, the logarithm has no band: nothing is in doubt there.
        warnings.filterwarnings("ignore", "The confidence interval is undefined", RuntimeWarning)
        # Two such functions; its stubs say two numbers.
        band: Any = open_for.confidence_interval(level, method="log-log")
    share = open_for.probabilities
    edges = (band.low.probabilities, band.high.probabilities)
    lower, upper = (np.where(np.isnan(edge), share, edge) for edge in edges)
    return open_for.quantiles, share, lower, upper


def _first_half(at: Floats, share: Floats) -> float | None:
    """The first time at which no more than half are open."""
    reached = np.flatnonzero(share <= 0.5 + JUST)
    return float(at[reached[0]]) if len(reached) else None
