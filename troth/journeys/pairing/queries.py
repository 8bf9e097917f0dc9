"""What the pages of pairing show: a code to hand on, or two people with four words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
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


def compared_by(mine: Membership, bundle: Bundle, today: date) -> Compared | None:
    """Whom one compares the four words with now; None while there is nobody.

    Nobody has joined one person while another joins them: to join takes back one's own invitation.
    """
    joining = own_joining(mine, today)
    if joining is not None:
        return _as_joiner(mine, bundle, joining)
    invitation = own_invitation(mine, bundle)
    if invitation is None or invitation.has_expired(today):
        return None
    is_joined = invitation.state != invitation.state.OPEN
    return _as_inviter(mine, bundle, invitation) if is_joined else None


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


def last_minute(expires_on: date) -> datetime:
    """The last one in which an invitation can be used: its last day is a day of UTC."""
    return datetime.combine(expires_on, time(23, 59), UTC)


def promises_to_offer(mine: Membership, now: datetime) -> list[Offered]:
    """Some of one's own that are still to come, soonest due first."""
    found = (
        Offered(promise.id, promise.words.text)
        for promise in open_promises(mine, only_once=True)
        if promise.due_at > now and not isinstance(promise.words, Unopened)
    )
    return list(found)[:AT_MOST_OFFERED]
