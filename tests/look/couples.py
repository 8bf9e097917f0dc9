"""The couples in the pictures of Us: settled, just begun, stepped away from, and parted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from tests.cast import Player, pair
from tests.look.asking import asks_between
from tests.look.challenging import challenges_in
from tests.look.grounds import told_before_leaving, told_between
from tests.look.practising import practised_between
from tests.look.signing_up import signed_up
from tests.look.telling import said_between
from troth.journeys.leaving.actions import leave
from troth.promises.actions import release_promise
from troth.spaces.actions import step_away

if TYPE_CHECKING:
    from tests.look.people import Diary

THINGS = (
    "Put the phone away at dinner",
    "Ring the plumber about the tap in the kitchen and the one in the bath",
    "Bring the bread",
    "Ask how the appointment went",
    "Cook on Friday",
    "Read one chapter aloud",
    "Say early if I’ll be late",
)
DAYS_AGO = (1, 1, 2, 4, 6, 9, 9, 13, 20, 20, 26, 31, 40, 44, *range(45, 57))
Open = Callable[[Player], "Diary"]


def couple_players(diary_of: Open) -> tuple[dict[str, Player], dict[str, UUID]]:
    """By the name that scenes use; and the ids that addresses need.

    `diary_of` opens the diary of what somebody shares.
    """
    called = {
        "together": "Ana",
        "together-too": "Ben",
        "beginning": "Ana",
        "stepped-away": "Ben",
        "staying": "Ana",
        "leaving": "Ben",
        "speaking": "Ana",
        "hearing": "Ben",
        "practising": "Ana",
        "practising-too": "Ben",
    }
    players = {who: signed_up(who, name) for who, name in called.items()}
    _live(diary_of, players["together"], players["together-too"])
    _begin(players["beginning"], players["stepped-away"])
    ended = _part(diary_of, players["staying"], players["leaving"])
    asked = asks_between(players["together"], players["together-too"])
    told = told_between(players["together"], players["together-too"])
    _paired(players["speaking"], players["hearing"])
    said = said_between(
        players["speaking"], diary_of(players["speaking"]), diary_of(players["hearing"])
    )
    _paired(players["practising"], players["practising-too"])
    practised = practised_between(players["practising"], players["practising-too"])
    in_days = challenges_in((players["practising"], players["practising-too"]))
    return players, {"ended": ended, **asked, **told, **said, **practised, **in_days}


def _paired(one: Player, other: Player) -> None:
    pair(one, other)
    for player in (one, other):
        called = player.membership().called
        player.post("/us/between/", {"called": called})
        player.get("/us/between/")


def _live(diary_of: Open, one: Player, other: Player) -> None:
    """A season of small things kept, and one released."""
    _paired(one, other)
    diaries = [diary_of(player) for player in (one, other)]
    for number, ago in enumerate(DAYS_AGO):
        diary = diaries[number % 2]
        diary.kept(diary.said(THINGS[number % len(THINGS)], -ago, made=-ago - 1), -ago)
    diaries[0].kept(diaries[0].said("Sweep the stairs", 0), 0)
    released, now = diaries[0].said("Paint the fence before Sunday", 3), timezone.now()
    release_promise(diaries[1].mine, released, now, diaries[1].token())


def _begin(one: Player, other: Player) -> None:
    """Just begun: one has promises that could be shared, the other has stepped away."""
    _paired(one, other)
    for text in THINGS[:3]:
        one.say(text)
    one.get("/today/")
    step_away(other.membership("ours"), True, timezone.now())


def _part(diary_of: Open, staying: Player, leaving: Player) -> UUID:
    """One has left yesterday; the id of what the two shared."""
    _paired(staying, leaving)
    for player in (staying, leaving):
        diary = diary_of(player)
        diary.kept(diary.said("Bring the bread", -2, made=-3), -2)
        diary.said("Mend the gate", 2)
    ours = leaving.membership("ours")
    told_before_leaving(staying.membership("ours"), ours)
    leave(ours, timezone.now() - timedelta(days=1), takes_words_back=False)
    return ours.space_id
