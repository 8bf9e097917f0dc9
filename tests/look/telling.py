"""What a couple in the pictures promise each other: each way that reads differently."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING
from uuid import UUID

from tests.cast import Player
from troth.promises import actions
from troth.promises.landings.actions import say_how_it_landed
from troth.promises.landings.rules import LandingKind
from troth.promises.models import Ending
from troth.promises.wording.actions import change_promise_words, take_back_promise_words

if TYPE_CHECKING:
    from tests.look.people import Diary


def said_between(player: Player, one: Diary, other: Diary) -> dict[str, UUID]:
    """By the name that scenes use, what `one` said to `other`; some of it landed."""
    player.say("Read one chapter before the light goes out", when="today")
    player.get("/today/")
    ids = {
        "open_ours": one.said("Bring the bread", 0, cue="On the way home from the station"),
        "kept_ours": one.kept(one.said("Ring the plumber", -1, made=-3), -1),
        "waiting_ours": one.said("Sit down with the budget", -1, made=-3),
        "owned_ours": one.said("Come home before eight", -2, made=-3),
        "gone_ours": one.kept(one.said("Look for the photographs", -1, made=-3), -1),
    }
    texts = {"text": "Bring the good bread", "cue": "On the way home from the station"}
    change_promise_words(one.mine, ids["open_ours"], texts, 1, one.now)
    take_back_promise_words(one.mine, ids["gone_ours"], one.now)
    actions.own_promise(
        one.mine,
        ids["owned_ours"],
        "I forgot the time.",
        one.now,
        one.token(),
        what_happened="The meeting went on, and I didn’t look at the clock once.",
        like_for_you="Perhaps you sat there with the food getting cold.",
        will_do="An alarm at seven, and a message before I go in.",
    )
    say_how_it_landed(
        other.mine,
        ids["kept_ours"],
        LandingKind.WORDS,
        "I noticed it at breakfast. One thing less in my head.",
        other.now,
        other.token(),
    )
    _heard(other)
    ids["ending"] = Ending.objects.get(promise_id=ids["owned_ours"]).id
    return ids


def _heard(other: Diary) -> None:
    """What the other one says for today and tomorrow, and has just kept."""
    other.said("Cook tonight", 0)
    other.said("Take the early train with you", 1, at=time(7, 15))
    other.kept(other.said("Write to your sister", 0), 0)
    other.said("Hang up the lamp in the hall", -1, made=-2)
