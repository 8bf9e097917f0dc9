"""Couples to measure with, lived in this process: one with a year behind it, one just begun."""

from __future__ import annotations

import base64
import json
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.test import Client

from bench.visitor import PASSWORD

if TYPE_CHECKING:
    from troth.people.models import Person
    from troth.sealing import Bundle
    from troth.spaces.membership import Membership

DAYS = 365
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, repr=False)
class Living:
    """Somebody signed in, with the key that their browser holds."""

    client: Client
    bundle_key: bytes
    username: str

    def keys(self) -> tuple[Person, Bundle]:
        from troth.people.queries import person_named, person_with_bundles
        from troth.sealing import open_bundle

        named = person_named(self.username)
        person = person_with_bundles(named.id) if named else None
        assert person is not None
        sealed = bytes(person.bundle_rows()[0].sealed)
        return person, open_bundle(sealed, self.bundle_key, person.id)

    def membership(self, where: str) -> Membership:
        from troth.spaces.queries import memberships_of

        return next(each for each in memberships_of(*self.keys()) if each.where == where)

    def cookies(self) -> dict[str, str]:
        return {name: morsel.value for name, morsel in self.client.cookies.items()}


def signed_up(username: str) -> Living:
    from troth.people.queries import person_named
    from troth.people.unlock import SEALED_KEY
    from troth.sealing import open_for_session

    client = Client(headers={"host": "127.0.0.1"})
    facts = {"password1": PASSWORD, "called": username.title(), "time_zone": "UTC"}
    client.post("/sign-up/", {"username": username, **facts})
    person = person_named(username)
    assert person is not None
    secret = base64.urlsafe_b64decode(client.cookies[settings.TROTH_KEY_COOKIE].value)
    sealed = base64.b64decode(client.session[SEALED_KEY])
    key = open_for_session(sealed, secret, person_id=person.id, purpose="session")
    return Living(client, key, username)


def pair(inviter: Living, joiner: Living, now: datetime) -> None:
    from troth.sealing import Unopened
    from troth.spaces.ids import new_id
    from troth.spaces.pairing import actions
    from troth.spaces.pairing.queries import own_invitation

    mine, theirs = inviter.membership("mine"), joiner.membership("mine")
    (first, first_keys), (second, second_keys) = inviter.keys(), joiner.keys()
    actions.invite(mine, first_keys, inviter.username, "Shall we?", now, new_id(now.date()))
    invitation = own_invitation(mine)
    assert invitation is not None
    assert not isinstance(invitation.words, Unopened)
    code = bytes.fromhex(invitation.words.code)
    actions.join(theirs, second_keys, code, joiner.username, now, new_id(now.date()))
    actions.confirm_as_joiner(theirs, second, joiner.bundle_key, now)
    actions.confirm_as_inviter(mine, first, first_keys, inviter.bundle_key, now)


def two_couples(now: datetime) -> tuple[list[Living], list[Living]]:
    """One that found each other a year ago, and one that has just done so."""
    settled, new = (
        [signed_up(name) for name in names] for names in (("robin", "kim"), ("sam", "alex"))
    )
    pair(settled[0], settled[1], now - (DAYS + 1) * ONE_DAY)
    pair(new[0], new[1], now)
    return settled, new


def say(ours: Membership, number: int, due_on: date, now: datetime, *, kept: bool = False) -> str:
    """Its id."""
    from troth.promises.actions import keep_promise, make_promise
    from troth.promises.due import DueKind, DueValue
    from troth.spaces.ids import new_id

    text, due = (
        f"I’ll water the plants by the window, {number}",
        DueValue(DueKind.DAY, due_on, None, "UTC"),
    )
    promise_id = make_promise(ours, text, "", due, now, new_id(now.date()))
    if kept:
        keep_promise(ours, promise_id, now, now, new_id(now.date()))
    return str(promise_id)


def main(promises: int) -> dict[str, object]:
    django.setup()
    from troth.people.queries import person_named
    from troth.spaces.queries import version_of

    now = datetime.now(UTC)
    settled, new = two_couples(now)
    both = [living.membership("ours") for living in settled]
    for ago in range(DAYS, 0, -1):
        then = now - ago * ONE_DAY
        say(both[ago % 2], ago, then.date(), then, kept=ago % 4 != 0)
    both = [living.membership("ours") for living in new]
    for number in range(promises):
        say(both[number % 2], number, now.date() + (number % 7 + 1) * ONE_DAY, now)
    person = person_named("robin")
    assert person is not None
    return {
        "settled": settled[0].cookies(),
        "new": new[0].cookies(),
        "version": version_of(person.id),
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
