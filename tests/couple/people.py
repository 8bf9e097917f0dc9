"""Ana and Ben without browsers: their keys are made once, and each step finds its own way in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import cast
from uuid import UUID

from troth.journeys.actions import sign_up
from troth.people.actions import prepare_keys
from troth.people.http import PersonRequest
from troth.people.models import Person
from troth.people.queries import person_with_bundles
from troth.sealing import Bundle, Unopened, open_bundle
from troth.spaces import access
from troth.spaces.ids import new_id
from troth.spaces.membership import MINE, Membership
from troth.spaces.pairing import actions as pairing
from troth.spaces.pairing.queries import own_invitation
from troth.spaces.queries import memberships_of

PASSWORD = "seven quiet herons at dusk"


@dataclass
class Somebody:
    """A person with their opened bundle, as a request brings both."""

    name: str
    zone: str
    person: Person
    bundle: Bundle
    bundle_key: bytes

    def membership(self, where: str = MINE, *, writes: bool = True) -> Membership:
        """Read anew, as a page would; Http404 where there is none."""
        return access.membership(self._request("POST" if writes else "GET"), where)

    def memberships(self) -> list[Membership]:
        return access.memberships(self._request("GET"))

    def _request(self, method: str) -> PersonRequest:
        unlock = SimpleNamespace(bundle=self.bundle)
        return cast(PersonRequest, SimpleNamespace(user=self.person, unlock=unlock, method=method))


def somebody(name: str, zone: str, now: datetime) -> Somebody:
    """Signed up."""
    person = Person(username=name.lower(), time_zone=zone)
    person.set_unusable_password()
    prepared = prepare_keys(person.id, new_id(now.date()), PASSWORD)
    sign_up(person, prepared, name, now)
    return Somebody(name, zone, person, prepared.keys, prepared.bundle_key)


def pair(inviter: Somebody, joiner: Somebody, now: datetime) -> UUID:
    """Make the two a couple; the id of their space."""
    (mine,), (theirs,) = (memberships_of(each.person, each.bundle) for each in (inviter, joiner))
    pairing.invite(mine, inviter.bundle, inviter.name, "Shall we?", now, new_id(now.date()))
    invitation = own_invitation(mine)
    assert invitation is not None
    assert not isinstance(invitation.words, Unopened)
    code = bytes.fromhex(invitation.words.code)
    pairing.join(theirs, joiner.bundle, code, joiner.name, now, new_id(now.date()))
    pairing.confirm_as_joiner(theirs, joiner.person, joiner.bundle_key, now)
    space_id = pairing.confirm_as_inviter(
        mine, inviter.person, inviter.bundle, inviter.bundle_key, now
    )
    for each in (inviter, joiner):
        found = person_with_bundles(each.person.id)
        assert found is not None
        sealed = bytes(found.bundle_rows()[0].sealed)
        each.person, each.bundle = found, open_bundle(sealed, each.bundle_key, found.id)
    return space_id
