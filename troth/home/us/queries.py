"""What Us needs to know: how far the pairing is, what could be shared first, whose keys differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from troth.journeys.pairing.queries import Offered, promises_to_offer
from troth.people.queries import public_keys_of
from troth.promises.past.queries import ended_promises
from troth.promises.queries import open_promises
from troth.record.queries import has_begun
from troth.sealing import Bundle, Unopened, four_numbers
from troth.spaces.membership import Membership
from troth.spaces.pairing.queries import own_invitation, own_joining, own_keys


@dataclass(frozen=True, slots=True)
class PairingUnderWay:
    """How far two people have come; `name` is empty where it isn't known or can't be opened."""

    is_joining: bool
    is_answered: bool
    name: str = ""
    expires_on: date | None = None


def pairing_under_way(mine: Membership, today: date) -> PairingUnderWay | None:
    """One's own joining or invitation, where there is one that can still lead somewhere."""
    joining = own_joining(mine, today)
    if joining is not None:
        name = "" if isinstance(joining.words, Unopened) else joining.words.inviter_called
        return PairingUnderWay(is_joining=True, is_answered=True, name=name)
    invitation = own_invitation(mine)
    if invitation is None or invitation.has_expired(today):
        return None
    is_answered = invitation.row.joined_by is not None
    return PairingUnderWay(False, is_answered, expires_on=invitation.expires_on)


@dataclass(frozen=True, slots=True)
class OwnLine:
    """What I said I'd do, with the way to it; `unopened` names a reason in place of the text."""

    id: UUID
    text: str
    unopened: str = ""


def own_line(promise_id: UUID, text: str | Unopened) -> OwnLine:
    """An empty text is one that was taken back."""
    if isinstance(text, Unopened):
        return OwnLine(promise_id, "", text.reason.name.lower())
    return OwnLine(promise_id, text or _("Its words were taken back."))


def own_lines(ended: Membership, before: UUID | None) -> tuple[list[OwnLine], UUID | None]:
    """What I had said I'd do in a space that has ended, and where to go on from, if anywhere."""
    past, has_more = ended_promises(ended, before)
    views = [*(open_promises(ended, only_once=True) if before is None else []), *past]
    lines = [
        own_line(view.id, view.words if isinstance(view.words, Unopened) else view.words.text)
        for view in views
    ]
    return lines, past[-1].id if has_more else None


def first_to_share(mine: Membership, ours: Membership, now: datetime) -> list[Offered]:
    """Own private promises, offered until the first one has been made to the other."""
    return [] if has_begun(ours) else promises_to_offer(mine, now)


def partners_keys_differ(membership: Membership, bundle: Bundle | None) -> bool:
    """Whether the database names other public keys of the partner than the two compared.

    Nothing is believed because of them; that somebody changed them is worth knowing.
    """
    if membership.partner is None or bundle is None:
        return False
    pinned = bundle.pinned.get(membership.partner.person_id, ())
    named = public_keys_of(membership.partner.person_id)
    return named is not None and named not in [(keys.verify, keys.sharing) for keys in pinned]


def the_four_numbers(
    membership: Membership, bundle: Bundle | None
) -> tuple[int, int, int, int] | None:
    """What stands for both people's keys, by the ones that were compared."""
    if membership.partner is None or bundle is None:
        return None
    pinned = bundle.pinned.get(membership.partner.person_id, ())
    if not pinned:
        return None
    partner_id = membership.partner.person_id
    return four_numbers((membership.person_id, own_keys(bundle)), (partner_id, pinned[0]))
