"""What an ending between two people may tell of its times: the day, and which side of due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from troth.spaces.days import day_begins_at, local_day

_LEAST = timedelta(microseconds=1)


def by_the_day(
    happened_at: datetime, now: datetime, *, made_at: datetime, due_at: datetime, zone: ZoneInfo
) -> tuple[datetime, datetime]:
    """When it happened and when it was recorded, in UTC, without a clock time of either.

    Both go back to where their day begins for whoever acts, but never past the making, nor past
    the due instant: what was in time stays in time, what was late stays late. Neither comes after
    the real time, so that the rules allow the one where they allowed the other.
    """
    happened = max(_day_begins(happened_at, zone), made_at)
    if happened_at > due_at:
        happened = max(happened, due_at + _LEAST)
    recorded = max(_day_begins(now, zone), happened)
    if now >= due_at:
        recorded = max(recorded, due_at)
    return happened.astimezone(UTC), recorded.astimezone(UTC)


def after_all(recorded: datetime, earlier: list[datetime]) -> datetime:
    """That time, but after every earlier ending, also where the clock was set back."""
    return max([recorded.astimezone(UTC), *(each + _LEAST for each in earlier)])


def _day_begins(instant: datetime, zone: ZoneInfo) -> datetime:
    return day_begins_at(local_day(instant, zone), zone)
