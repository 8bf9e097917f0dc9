"""How a space leaves, and how it is erased: the last of all that lie in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from troth.sealing import Reason, Unopened
from troth.spaces.actions import erase_space
from troth.spaces.breaks.actions import take_back_breaks
from troth.spaces.breaks.queries import all_breaks
from troth.spaces.membership import Membership, Partner
from troth.spaces.pairing.queries import own_invitation
from troth.spaces.queries import own_member_row


def export_rows(membership: Membership) -> Iterator[dict[str, object]]:
    """What the people of a space are called in it, one's own invitation without its code, breaks.

    One's own breaks leave from the private space, whether the partner was told or not.
    """
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
    yield from _breaks(membership)


def erase_rows(space_id: UUID, now: datetime) -> None:
    """Delete all rows of one space; the capabilities above go first."""
    erase_space(space_id, now)


def take_back_rows(space_id: UUID, person_id: UUID, now: datetime) -> None:
    """Delete what one person told of their breaks in a space; their name goes by itself."""
    take_back_breaks(space_id, person_id, now)


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


def _breaks(membership: Membership) -> Iterator[dict[str, object]]:
    for view in all_breaks(membership):
        is_mine = membership.is_private
        facts: dict[str, object] = {
            "kind": "break",
            **({"id": str(view.id)} if is_mine else {}),
            "is_mine": is_mine,
            "made_on": view.made_on.isoformat(),
        }
        if isinstance(view.words, Unopened):
            yield {**facts, "unopened": view.words.reason.value}
        else:
            yield {**facts, "from_on": view.words.from_on, "until_on": view.words.until_on}
