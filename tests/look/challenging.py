"""One small promise a day in the pictures: begun days ago, with today's said or not, and over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from tests.cast import Player
from troth.practices.challenges.actions import begin_challenge, say_todays
from troth.practices.challenges.queries import challenge_of
from troth.practices.scripts import practices
from troth.promises.actions import keep_promise, own_promise
from troth.promises.due import DueKind, DueValue
from troth.spaces.ids import new_id
from troth.spaces.membership import MINE, Membership

ONE_DAY = timedelta(days=1)
# By the day on which it was said; None for a day like any other.
SAID = ("Make the call about the tap", "Bring the bread", None, "Ten minutes without a phone")


def challenged(mine: Membership, ours: Membership | None, days: int, ago: int) -> UUID:
    """Begun that many days ago: the first ones kept, the last one owned."""
    then = timezone.now() - ago * ONE_DAY
    run_id = begin_challenge(
        mine, practices()["reliability-challenge"], days, then, new_id(mine.today(then))
    )
    promised = [
        (_said(mine, ours, run_id, text, then + number * ONE_DAY), then + number * ONE_DAY)
        for number, text in enumerate(SAID)
        if text is not None
    ]
    there = ours or mine
    for promise_id, at in promised[:-1]:
        keep_promise(there, promise_id, at, at, new_id(mine.today(at)))
    promise_id, at = promised[-1]
    own_promise(there, promise_id, "I forgot it over the cooking", at, new_id(mine.today(at)))
    return run_id


def _said(mine: Membership, ours: Membership | None, run_id: UUID, text: str, at: datetime) -> UUID:
    challenge = challenge_of(mine, ours, run_id, at)
    assert challenge is not None
    due = DueValue(DueKind.DAY, mine.today(at), None, mine.zone.key)
    to = MINE if ours is None else "ours"
    facts = {"text": text, "cue": "", "due": due, "to": to}
    given = say_todays(challenge, facts, at, new_id(mine.today(at)))
    return UUID(given.value[0])


def challenges_in(players: Sequence[Player]) -> dict[str, UUID]:
    """Of two who both do it, unknown to each other: the first has said today's."""
    one, other = players
    ids = {
        "challenge_said": challenged(one.membership(), one.membership("ours"), 14, len(SAID)),
        "challenge": challenged(other.membership(), other.membership("ours"), 7, len(SAID)),
    }
    said = {"text": "Sweep the stairs", "when": "today", "to": "ours"}
    token = str(new_id(timezone.now().date()))
    page = f"/practices/challenges/{ids['challenge_said']}/"
    assert one.post(page, {**said, "token": token}).status_code == 302
    for player in players:
        # What it said until now isn't in the pictures.
        player.get("/practices/")
    return ids
