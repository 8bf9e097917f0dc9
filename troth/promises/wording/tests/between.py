"""A promise between two, for the tests of words anew and of how a promise landed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from django.utils import timezone

from tests.cast import Player, text_of
from troth.promises.actions import make_promise
from troth.promises.due import Choice, due_from_choice
from troth.promises.models import Ending
from troth.spaces.actions import leave_space
from troth.spaces.ids import new_id

# Forenoon for Ana in Berlin, early evening for Ben in Tokyo.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SAID = "Water the plants"


@dataclass(frozen=True)
class Between:
    """Ana's promise, and the two whose it is."""

    ana: Player
    ben: Player
    promise_id: UUID
    where: str = "ours"

    @property
    def page(self) -> str:
        return f"/promises/{self.where}/{self.promise_id}/"

    @property
    def landed(self) -> str:
        return f"{self.page}landed/"

    def seen_by(self, player: Player) -> str:
        """What the promise's page says to one of them."""
        answer = player.get(self.page)
        assert answer.status_code == 200
        return text_of(answer)

    def both_see(self, *texts: str) -> None:
        for player in (self.ana, self.ben):
            for text in texts:
                assert text in self.seen_by(player), (player.name, text)

    def neither_sees(self, *texts: str) -> None:
        for player in (self.ana, self.ben):
            for text in texts:
                assert text not in self.seen_by(player), (player.name, text)

    def keep(self) -> None:
        assert self.ana.post(f"{self.page}keep/").status_code == 302

    def own(self, note: str = "") -> UUID:
        """Say that it didn't happen; the ending's id."""
        assert self.ana.post(f"{self.page}own/", {"note": note}).status_code == 302
        ending: UUID = Ending.objects.latest("number").id
        return ending


def promised(couple: tuple[Player, Player], text: str = SAID, cue: str = "") -> Between:
    """Ana promises Ben something for tomorrow."""
    ana, ben = couple
    ours, now = ana.membership("ours"), timezone.now()
    due = due_from_choice(Choice.TOMORROW, on=None, at=None, now=now, zone=ours.zone)
    return Between(ana, ben, make_promise(ours, text, cue, due, now, new_id(ours.today(now))))


def parted(between: Between, *, by: str = "Ana") -> Between:
    """One of them leaves; the same promise under the address that its space has now."""
    leaver = between.ana if by == "Ana" else between.ben
    space_id = leaver.membership("ours").space_id
    leave_space(leaver.membership("ours"), timezone.now())
    return replace(between, where=str(space_id))
