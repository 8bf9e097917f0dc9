"""The write of pairing that spans capabilities: the inviter confirms, and may share at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from troth.people.models import Person
from troth.promises.actions import share_promise
from troth.promises.rules import NotPossible
from troth.sealing import Bundle
from troth.spaces.membership import Membership
from troth.spaces.pairing import actions as pairing
from troth.spaces.pairing.queries import own_invitation
from troth.spaces.queries import memberships_of


@transaction.atomic
def confirm_as_inviter(
    mine: Membership,
    person: Person,
    bundle: Bundle,
    bundle_key: bytes,
    now: datetime,
    token: UUID,
    *,
    compared: tuple[int, ...],
    shared: str | None,
) -> bool:
    """The two are two from now on; one of the inviter's own promises may be shared at once.

    `shared` is its id as a form gives it; False if that one has ended since. Raises CannotPair.
    """
    invitation = own_invitation(mine, bundle)
    space_id = pairing.confirm_as_inviter(mine, person, bundle, bundle_key, now, compared)
    if shared is None or invitation is None or invitation.answer is None:
        return True
    other = invitation.answer
    pinned = bundle.with_pinned(other.person_id, other.keys)
    ours = next(each for each in memberships_of(person, pinned) if each.space_id == space_id)
    try:
        share_promise(mine, ours, UUID(shared), now, token)
    except (NotPossible, ObjectDoesNotExist):
        return False
    return True
