"""How a space leaves, and how it is erased: the last of all that lie in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from troth.sealing import Reason, Unopened
from troth.spaces.actions import erase_space
from troth.spaces.membership import Membership, Partner
from troth.spaces.pairing.queries import own_invitation
from troth.spaces.queries import own_member_row


def export_rows(membership: Membership) -> Iterator[dict[str, object]]:
    """What the people of a space are called in it, and one's own invitation, without its code."""
    row = own_member_row(membership)
    yield {
        "kind": "member",
        "id": str(row.id),
        "is_mine": True,
        "joined_on": row.joined_on.isoformat(),
        **_called(membership.called),
    }
    if membership.partner is not None:
        yield {"kind": "member", "is_mine": False, **_partner_called(membership.partner)}
    if membership.is_private:
        yield from _invitation(membership)


def erase_rows(space_id: UUID, now: datetime) -> None:
    """Delete all rows of one space; the capabilities above go first."""
    erase_space(space_id, now)


def _called(called: str | Unopened) -> dict[str, object]:
    if isinstance(called, Unopened):
        return {"unopened": called.reason.value}
    return {"called": called}


def _partner_called(partner: Partner) -> dict[str, object]:
    """Whoever left may have taken their name along, by emptying it."""
    facts = _called(partner.called)
    is_gone = partner.has_left and facts.get("unopened") == Reason.ALTERED
    return {"unopened": "gone"} if is_gone else facts


def _invitation(mine: Membership) -> Iterator[dict[str, object]]:
    found = own_invitation(mine)
    if found is None:
        return
    facts: dict[str, object] = {
        "kind": "invitation",
        "id": str(found.id),
        "made_on": found.made_on.isoformat(),
        "expires_on": found.expires_on.isoformat(),
    }
    if isinstance(found.words, Unopened):
        yield {**facts, "unopened": found.words.reason.value}
    else:
        yield {**facts, "first_words": found.words.first_words, "called": found.words.called}
