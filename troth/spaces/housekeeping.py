"""Lets go of whoever wasn't confirmed in time; throws away invitations nobody can use any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from troth.spaces.pairing.actions import forget_expired_invitations, let_go_of_unconfirmed

# Until then its maker still sees that it has run out.
KEPT_FOR = timedelta(days=30)


def keep_house(now: datetime) -> None:
    let_go_of_unconfirmed(now)
    forget_expired_invitations(now.date() - KEPT_FOR, now)
