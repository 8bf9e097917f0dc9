"""What the pages of pairing show: a code to hand on, or two people with four words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from troth.promises.queries import open_promises
from troth.sealing import Bundle, Unopened
from troth.spaces.membership import Membership
from troth.spaces.pairing.queries import (
    FourNumbers,
    InvitationView,
    JoiningView,
    answered_name,
    numbers_for_inviter,
    numbers_for_joiner,
    own_invitation,
    own_joining,
)

AT_MOST_OFFERED = 7


@dataclass(frozen=True, slots=True)
class Compared:
    """Two who compare: the other's name, and the numbers of the four words.

    `is_inviter`: whether one's own invitation brought the two here; `joiner_confirmed`: whether
    the joiner, oneself or the other, has said that the words are the same.
    """

    is_inviter: bool
    called: str | Unopened
    numbers: FourNumbers | None
    joiner_confirmed: bool

    @property
    def as_text(self) -> str:
        """How a form says which four words were seen."""
        return "-".join(map(str, self.numbers or ()))


@dataclass(frozen=True, slots=True, repr=False)
class Offered:
    """One of one's own promises that could be shared."""

    id: UUID
    text: str


def compared_by(mine: Membership, bundle: Bundle) -> Compared | None:
    """Whom one compares the four words with now; None while there is nobody.

    Somebody who has joined one person while being joined by another does their own part first.
    """
    joining, invitation = own_joining(mine), own_invitation(mine, bundle)
    if joining is not None and (not joining.is_confirmed or not _is_joined(invitation)):
        return _as_joiner(mine, bundle, joining)
    if invitation is not None and _is_joined(invitation):
        return _as_inviter(mine, bundle, invitation)
    return None


def _is_joined(invitation: InvitationView | None) -> bool:
    return invitation is not None and invitation.state != invitation.state.OPEN


def _as_joiner(mine: Membership, bundle: Bundle, joining: JoiningView) -> Compared:
    words = joining.words
    if isinstance(words, Unopened):
        return Compared(False, words, None, joining.is_confirmed)
    numbers = numbers_for_joiner(mine, bundle, words)
    return Compared(False, words.inviter_called, numbers, joining.is_confirmed)


def _as_inviter(mine: Membership, bundle: Bundle, invitation: InvitationView) -> Compared:
    called, answer = answered_name(mine, bundle, invitation), invitation.answer
    is_confirmed = invitation.state == invitation.state.CONFIRMED
    if answer is None or isinstance(called, Unopened):
        return Compared(True, called, None, is_confirmed)
    return Compared(True, called, numbers_for_inviter(mine, bundle, answer), is_confirmed)


def ends_at(invitation: InvitationView) -> datetime:
    """When it can no longer be used: at the end of its last day, which is a day of UTC."""
    return datetime.combine(invitation.expires_on + timedelta(days=1), time(), UTC)


def promises_to_offer(mine: Membership, now: datetime) -> list[Offered]:
    """Some of one's own that are still to come, soonest due first."""
    found = (
        Offered(promise.id, promise.words.text)
        for promise in open_promises(mine)
        if promise.due_at > now and not isinstance(promise.words, Unopened)
    )
    return list(found)[:AT_MOST_OFFERED]
