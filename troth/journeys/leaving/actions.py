"""The one write with which somebody leaves, whatever the capabilities hold of the space."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from troth.record.actions import settle_space
from troth.spaces.actions import leave_space, show_change_to, take_back_name
from troth.spaces.membership import Membership
from troth.spaces.pairing.actions import revoke_invitation
from troth.web.capabilities import offered


@transaction.atomic
def leave(membership: Membership, now: datetime, takes_words_back: bool) -> None:
    """Leave a shared space at once; needs no key and nobody else.

    Once nobody is left in it, all of it is erased, own words or not.
    """
    space_id, person_id, partner = membership.space_id, membership.person_id, membership.partner
    if leave_space(membership, now):
        for _, erase_rows in offered("export", "erase_rows"):
            erase_rows(space_id, now)
    else:
        settle_space(space_id, now)
        if takes_words_back:
            for _, take_back_rows in offered("export", "take_back_rows"):
                take_back_rows(space_id, person_id, now)
            take_back_name(space_id, person_id, now)
    if not membership.has_ended:
        revoke_invitation(membership, now)
    if partner is not None and not partner.has_left:
        show_change_to(partner.person_id, now)
