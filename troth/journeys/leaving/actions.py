"""The one write with which somebody leaves, whatever the capabilities hold of the space."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from troth.record.actions import settle_space
from troth.spaces.actions import leave_space, show_change_to, take_back_name
from troth.spaces.membership import Membership
from troth.spaces.pairing.actions import revoke_invitation
from troth.web.capabilities import offered
from troth.web.gone import note_gone


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
            take_words_back(space_id, person_id, now)
    if not membership.has_ended:
        revoke_invitation(membership, now)
    if partner is not None and not partner.has_left:
        show_change_to(partner.person_id, now)
    # Last, since it waits for the disk. A backup of before must not bring them back.
    facts = {"on": now.date().isoformat(), "takes_words_back": takes_words_back}
    note_gone("left", space_id, membership.member_id, facts=facts)


@transaction.atomic
def take_words_back(space_id: UUID, person_id: UUID, now: datetime) -> None:
    """Empty all that somebody wrote in a space, and their name there, keyless; for good."""
    for _, take_back_rows in offered("export", "take_back_rows"):
        take_back_rows(space_id, person_id, now)
    take_back_name(space_id, person_id, now)
