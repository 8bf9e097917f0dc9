"""What a couple in the pictures asks of each other: open, changed, answered, set aside."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from tests.cast import Player
from tests.look.signing_up import ZONE
from troth.asks import actions
from troth.asks.rules import AnswerKind
from troth.promises.due import DueKind, DueValue
from troth.spaces.ids import new_id


def asks_between(one: Player, other: Player) -> dict[str, UUID]:
    """The ids that addresses need: one that is open, one that was answered."""
    open_one = _asked(one, "Could you sit with me for ten minutes after dinner, without phones?")
    actions.change_ask(
        one.membership("ours"), open_one, "Could you sit with me after dinner?", timezone.now()
    )
    answered = _asked(one, "Come to the choir with me once")
    _declined(other, answered, "I need the evenings for myself this month.")
    _promised(other, _asked(one, "Bring some bread on the way"))
    aside = _asked(one, "Look for the photographs")
    now, mine = timezone.now(), other.membership()
    actions.set_aside(other.membership("ours"), mine, aside, now, new_id(mine.today(now)))
    _asked(other, "Hold my hand at the dentist")
    return {"ask": open_one, "answered": answered}


def _asked(player: Player, text: str) -> UUID:
    now, ours = timezone.now(), player.membership("ours")
    return actions.ask(ours, text, now, new_id(ours.today(now)))


def _declined(player: Player, ask_id: UUID, line: str) -> None:
    now, ours = timezone.now(), player.membership("ours")
    token = new_id(ours.today(now))
    actions.decline(ours, player.membership(), ask_id, 1, line, now, token)


def _promised(player: Player, ask_id: UUID) -> None:
    now, ours = timezone.now(), player.membership("ours")
    today = ours.today(now)
    actions.answer_with_promise(
        ours,
        player.membership(),
        ask_id,
        AnswerKind.SMALLER,
        1,
        "I bring rolls: the bakery has no bread on Sundays",
        "",
        DueValue(DueKind.DAY, today, None, ZONE),
        now,
        new_id(today),
    )
