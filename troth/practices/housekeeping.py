"""What goes on by itself: what was told sleeps, rituals come round, what is long over goes."""

from __future__ import annotations

from datetime import datetime

from troth.practices.challenges.actions import forget_long_over
from troth.practices.rituals.actions import move_on
from troth.practices.rituals.queries import moved_on
from troth.practices.sharing.actions import let_sleep


def keep_house(now: datetime) -> None:
    let_sleep(now)
    forget_long_over(now)
    for batch in moved_on(now):
        move_on(batch, now)
