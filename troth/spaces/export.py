"""How a space leaves, and how it is erased: the last of all that lie in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from troth.sealing import Unopened
from troth.spaces.actions import erase_space
from troth.spaces.membership import Membership
from troth.spaces.queries import own_member_row


def export_rows(membership: Membership) -> Iterator[dict[str, object]]:
    """The person's own place in the space, opened, as plain values without signatures."""
    row = own_member_row(membership)
    facts: dict[str, object] = {
        "kind": "member",
        "id": str(row.id),
        "is_private": membership.is_private,
        "joined_on": row.joined_on.isoformat(),
    }
    if isinstance(membership.called, Unopened):
        yield {**facts, "unopened": membership.called.reason.value}
    else:
        yield {**facts, "called": membership.called}


def erase_rows(space_id: UUID, now: datetime) -> None:
    """Delete all rows of one space; the capabilities above go first."""
    erase_space(space_id, now)
