"""What goes on by itself: what was told sleeps, rituals come round, what is long over goes."""

from __future__ import annotations

from datetime import datetime

from troth.practices.challenges.actions import forget_long_over
from troth.practices.rituals.queries import moved_on
from troth.practices.sharing.actions import let_sleep
from troth.record.actions import expect_later


def keep_house(now: datetime) -> None:
    let_sleep(now)
    forget_long_over(now)
    for batch in moved_on(now):
        expect_later(batch, now)
