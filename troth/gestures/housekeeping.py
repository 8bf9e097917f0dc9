"""Moves each gesture on to its next day once its day has ended, and forgets the ticks."""

from __future__ import annotations

from datetime import datetime

from troth.gestures.actions import forget_ticks, move_on
from troth.gestures.queries import days_over


def keep_house(now: datetime) -> None:
    for batch in days_over(now):
        move_on(batch, now)
    forget_ticks(now)
