"""Throws away invitations that nobody can use any longer."""

from __future__ import annotations

from datetime import datetime, timedelta

from troth.spaces.pairing.actions import forget_expired_invitations

# Until then its maker still sees that it has run out.
KEPT_FOR = timedelta(days=30)


def keep_house(now: datetime) -> None:
    forget_expired_invitations(now.date() - KEPT_FOR, now)
