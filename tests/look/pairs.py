"""The people in the pictures of pairing: one who invites, and pairs at each step of the way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from tests.cast import Player
from tests.look.signing_up import signed_up
from troth.sealing import Unopened, write_code
from troth.spaces.ids import new_id
from troth.spaces.pairing import actions
from troth.spaces.pairing.queries import own_invitation

FIRST_WORDS = (
    "I found a quiet place for two: small things we say we’ll do, and then do. "
    "I’d like to try it with you. No hurry, and no is a good answer too."
)


def pairing_players() -> tuple[dict[str, Player], str]:
    """By the name that scenes use; and the code of the invitation that is still open."""
    players = {
        who: signed_up(who, called)
        for who, called in (
            ("inviting", "Ana"),
            ("too-late", "Ana"),
            ("host", "Ana"),
            ("guest", "Ben"),
            ("host-last", "Ana"),
            ("guest-waits", "Ben"),
        )
    }
    code = _invites(players["inviting"], timezone.now())
    _invites(players["too-late"], timezone.now() - timedelta(days=9))
    _joins(players["guest"], _invites(players["host"], timezone.now()))
    waits, last = players["guest-waits"], players["host-last"]
    _joins(waits, _invites(last, timezone.now()))
    last.say("Put the phone away at dinner")
    last.say("Ask how the appointment went, and listen to all of it")
    last.get("/today/")  # shows what it said, so that no picture does
    actions.confirm_as_joiner(
        waits.membership(), waits.keys().person, waits.keys().bundle_key, timezone.now()
    )
    return players, write_code(code)


def _invites(player: Player, now: datetime) -> bytes:
    mine = player.membership()
    assert isinstance(mine.called, str)
    token = new_id(now.astimezone(UTC).date())
    actions.invite(mine, player.keys().bundle, mine.called, FIRST_WORDS, now, token)
    found = own_invitation(mine)
    assert found is not None
    assert not isinstance(found.words, Unopened)
    return bytes.fromhex(found.words.code)


def _joins(player: Player, code: bytes) -> None:
    now, mine = timezone.now(), player.membership()
    assert isinstance(mine.called, str)
    token = new_id(now.date())
    actions.join(mine, player.keys().bundle, code, mine.called, now, token)
