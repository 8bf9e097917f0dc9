"""What goes on by itself: what waited sleeps, what was told leaves Today, rituals come round."""

from __future__ import annotations

from datetime import datetime

from troth.practices.rituals.actions import move_on
from troth.practices.rituals.queries import moved_on
from troth.practices.sharing.actions import let_sleep


def keep_house(now: datetime) -> None:
    let_sleep(now)
    for batch in moved_on(now):
        move_on(batch, now)
