"""How evenly something comes round, however often it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from troth.lookback.record import RECENT, Floats, checked_level, days_since_2000

# Seven gaps: with fewer, half of the scale and more would be left open for what comes by chance.
LEAST_COUNT = 8
# The product's days turn at four in the morning.
DAY_TURNS_AFTER = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Regularity:
    """1: always as long apart. One half: as by chance. Towards 0: in clumps.

    `count` is on how many days it happened.
    """

    evenness: float
    low: float
    high: float
    count: int


def regularity(at: Sequence[datetime], now: datetime, level: float = 0.9) -> Regularity | None:
    """One less Gini's coefficient of the gaps between days, which is one half for chance.

    It is without bias for exponential gaps and knows no unit (Gail & Gastwirth 1978). Burstiness
    (Goh & Barabási 2008; Kim & Jo 2016) orders records alike, but it rests on squares: its
    intervals held .5 to .9 where .9 was asked for, these .79 and more.

    Days are those of `now`'s zone. What comes twice on a day came once, so that what comes by
    chance every other day reads about .62, once a week .54, less often one half. The gap since
    the last time counts only once it is the longest: however it ends, the record is then no
    evener than this, while a shorter one may yet become like any other. None with fewer than
    LEAST_COUNT of the last RECENT days. Raises NaiveTime or UnknownLevel.
    """
    checked_level(level)
    until = days_since_2000(now)
    came_on = sorted({_day(each, now) for each in at if days_since_2000(each) <= until})[-RECENT:]
    if len(came_on) < LEAST_COUNT:
        return None
    gaps = np.diff(came_on).astype(np.float64)
    since_last = float(_day(now, now) - came_on[-1])
    if since_last > gaps.max():
        gaps = np.append(gaps, since_last)
    evenness, sd = _evenness(gaps)
    low, high = _interval(evenness, sd, len(gaps), (1 - level) / 2)
    return Regularity(evenness, low, high, len(came_on))


def _day(at: datetime, now: datetime) -> int:
    return (at.astimezone(now.tzinfo) - DAY_TURNS_AFTER).toordinal()


def _evenness(gaps: Floats) -> tuple[float, float]:
    """And its standard error, by how much each gap sways it (Hampel 1974).

    Few gaps that happen to be alike would seem too sure: it is never less than what chance's
    gaps have, 1 / (12 (n - 1)) as a variance (Gail & Gastwirth 1978), which is brought to
    nothing as the gaps become equal, or one outweighs all others.
    """
    count, mean = len(gaps), gaps.mean()
    from_others = np.abs(gaps[:, None] - gaps[None, :]).sum(axis=1) / (count - 1)
    gini = float(from_others.mean() / (2 * mean))
    sway = from_others / mean - 2 * gini - gini * (gaps / mean - 1)
    variance = float((sway**2).sum()) / (count - 1) / count
    least = 2 / 3 * gini**2 * (1 - gini) / (count - 1)
    return 1 - gini, float(np.sqrt(max(variance, least)))


def _interval(evenness: float, sd: float, count: int, tail: float) -> tuple[float, float]:
    """Student's t in terms of the logit, which keeps within 0 and 1.

    Its low end isn't above what a rhythm comes to that leaves one out so often that `count` gaps
    without a single one would still happen with a chance of `tail`.
    """
    from scipy.special import expit, logit, stdtrit

    left_out = 1 - tail ** (1 / count)
    least = 1 - left_out * (1 - left_out) / (1 + left_out)
    if sd == 0:
        return least, 1.0
    middle = logit(evenness)
    reach = stdtrit(count - 1, 1 - tail) * sd / (evenness * (1 - evenness))
    return float(min(expit(middle - reach), least)), float(expit(middle + reach))
