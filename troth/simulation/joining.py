"""Signs two made-up people up and joins them, by the actions that everybody uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from troth.journeys.actions import sign_up
from troth.journeys.pairing.actions import confirm_as_inviter
from troth.people.actions import PreparedKeys, prepare_keys
from troth.people.models import Person
from troth.people.queries import person_with_bundles
from troth.sealing import Unopened, open_bundle
from troth.simulation.telling import MadeUp, token_at
from troth.spaces.ids import new_id
from troth.spaces.membership import OURS, Membership
from troth.spaces.pairing import actions as pairing
from troth.spaces.pairing.queries import numbers_for_inviter, own_invitation
from troth.spaces.queries import memberships_of

FIRST_WORDS = "I’ve been writing down small things I mean to do. Shall we do it for each other?"


@dataclass(frozen=True, slots=True, repr=False)
class New:
    """Somebody about to sign up, with keys that were derived beforehand."""

    called: str
    person: Person
    prepared: PreparedKeys


def somebody(called: str, username: str, password: str, zone: ZoneInfo, began: datetime) -> New:
    """Derives keys from the password, which takes a while."""
    person = Person(username=username, time_zone=zone.key)
    person.set_password(password)
    return New(called, person, prepare_keys(person.id, new_id(began.date()), password))


@transaction.atomic
def joined(new: Sequence[New], began: datetime) -> list[MadeUp]:
    """The two, signed up, once the first has invited the second and both have confirmed."""
    for each in new:
        sign_up(each.person, each.prepared, each.called, began)
    return _paired(new, began)


def _paired(new: Sequence[New], now: datetime) -> list[MadeUp]:
    inviter, joiner = new
    mine, theirs = _alone(inviter), _alone(joiner)
    keys = inviter.prepared.keys
    pairing.invite(mine, keys, inviter.called, FIRST_WORDS, now, token_at(mine, now))
    invitation = own_invitation(mine)
    if invitation is None or isinstance(invitation.words, Unopened):
        raise AssertionError("an invitation that was just made opens")
    code = bytes.fromhex(invitation.words.code)
    token = token_at(theirs, now)
    pairing.join(theirs, joiner.prepared.keys, code, joiner.called, now, token)
    pairing.confirm_as_joiner(theirs, joiner.person, joiner.prepared.bundle_key, now)
    answered = own_invitation(mine, keys)
    if answered is None or answered.answer is None:
        raise AssertionError("a joining that was just confirmed is answered")
    confirm_as_inviter(
        mine,
        inviter.person,
        keys,
        inviter.prepared.bundle_key,
        now,
        token_at(mine, now),
        compared=numbers_for_inviter(mine, keys, answered.answer),
        shared=None,
    )
    return [_with_both_spaces(each) for each in new]


def _alone(new: New) -> Membership:
    (mine,) = memberships_of(new.person, new.prepared.keys)
    return mine


def _with_both_spaces(new: New) -> MadeUp:
    """Opened anew: since then their keys know the other's."""
    person = person_with_bundles(new.person.id)
    if person is None:
        raise AssertionError("somebody who just signed up is there")
    sealed = bytes(person.bundle_rows()[0].sealed)
    found = memberships_of(person, open_bundle(sealed, new.prepared.bundle_key, person.id))
    by_where = {membership.where: membership for membership in found}
    return MadeUp(by_where["mine"], by_where[OURS])
