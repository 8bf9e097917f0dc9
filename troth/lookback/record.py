"""What each estimator is given and gives: a record in order, a figure with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
# The most of a record that is looked at: a year at one and a half promises a day.
RECENT = 540


class Unreadable(ValueError):
    """A record that no estimator can read; each reason is a class of its own."""


class LengthsDiffer(Unreadable):
    """There are more values than times, or fewer."""


class NaiveTime(Unreadable):
    """A time without a zone: nobody can say when it was."""


class NotFinite(Unreadable):
    """A value that is infinite or no number."""


class UnknownLevel(Unreadable):
    """An interval's level is more than 0 and less than 1."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, the interval that holds it with the level asked for, and how much it rests on."""

    mean: float
    low: float
    high: float
    count: int


def in_order(
    values: Sequence[float], at: Sequence[datetime], now: datetime | None = None
) -> tuple[Floats, Floats]:
    """Values and their days since 2000, both of shape (n,), by time and then by value.

    What lies after `now` hasn't happened yet and is left out. Raises LengthsDiffer, NaiveTime or
    NotFinite.
    """
    if len(values) != len(at):
        raise LengthsDiffer(f"{len(values)} values at {len(at)} times")
    found = np.array([float(value) for value in values], dtype=np.float64)
    if not np.isfinite(found).all():
        raise NotFinite("a value is no finite number")
    days = np.array([days_since_2000(each) for each in at], dtype=np.float64)
    order = np.lexsort((found, days))
    found, days = found[order], days[order]
    if now is None:
        return found, days
    until = int(np.searchsorted(days, days_since_2000(now), side="right"))
    return found[:until], days[:until]


def days_since_2000(at: datetime) -> float:
    """Raises NaiveTime."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise NaiveTime("a time has no zone")
    return (at - EPOCH) / ONE_DAY


def time_of(days: float) -> datetime:
    """The instant so many days after 2000 began, UTC."""
    return EPOCH + timedelta(days=days)


def checked_level(level: float) -> float:
    """Raises UnknownLevel."""
    if not 0 < level < 1:
        raise UnknownLevel(f"no level: {level}")
    return level
