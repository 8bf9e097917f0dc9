"""Which days a challenge has, and which of them is today's. Pure."""

from __future__ import annotations

from datetime import date, time, timedelta

ONE_DAY = timedelta(days=1)
# How the steps of a challenge are called: one a day.
STEP = "day-"
# From then on "tomorrow" is what somebody more likely means.
LATE_IN_THE_DAY = time(14)


def days_of(first: date, days: int) -> list[date]:
    return [first + number * ONE_DAY for number in range(days)]


def is_over(first: date, days: int, today: date) -> bool:
    return today >= first + days * ONE_DAY


def day_at(first: date, days: int, today: date) -> date | None:
    """The day whose turn it is; None once they are over.

    Whoever has flown west may be back on the day before the first: that one it is then.
    """
    return None if is_over(first, days, today) else max(first, today)


def step_id(day: date) -> str:
    return f"{STEP}{day.isoformat()}"
