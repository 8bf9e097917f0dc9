"""Settles what has faded, and forgets what was set aside with it."""

from __future__ import annotations

from datetime import datetime

from troth.asks.actions import settle_faded


def keep_house(now: datetime) -> None:
    settle_faded(now)
