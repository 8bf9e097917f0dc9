"""What the machine's rules share: the two people, their clock, the model, and what is compared."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID

import time_machine
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine

from tests.misuse.acts import MONDAY, Couple, masked
from troth.practices.checks import find_faults
from troth.practices.models import SharedAnswer
from troth.practices.tests.acts import TOGETHER, begin
from troth.practices.tests.seeing import SAID, said_page

PAGES = ("/today/", SAID)
Visit = list[tuple[int, str, dict[str, str]]]


@dataclass
class Told:
    """One row between the two, as the model has it."""

    id: UUID
    by: int
    of: tuple[str, ...]
    texts: list[str]
    is_open: bool
    has_reply: bool = False
    is_reply: bool = False
    is_gone: bool = False

    @property
    def shown(self) -> set[str]:
        return set() if self.is_gone or not self.is_open else set(self.texts)


@dataclass
class World:
    """`kept`: by run and step the words that their author alone has."""

    told: list[Told] = field(default_factory=list)
    kept: dict[tuple[int, UUID, str], str] = field(default_factory=dict)
    runs: dict[tuple[int, str, str], UUID] = field(default_factory=dict)
    written: list[tuple[int, str]] = field(default_factory=list)


class Steps(RuleBasedStateMachine):
    """`couple` and `cookies` are set by the test before it runs the machine."""

    couple: Couple
    cookies: tuple[SimpleCookie, SimpleCookie]

    def __init__(self) -> None:
        super().__init__()
        self.world, self.now = World(), MONDAY
        self.is_seen = True
        for player, cookies in zip(self.couple, self.cookies, strict=True):
            player.client.cookies = deepcopy(cookies)
        self.clock = time_machine.travel(self.now, tick=False)
        self.traveller = self.clock.start()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        faults = list(find_faults())
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        self.clock.stop()
        assert faults == []

    def unseen(self, who: int, act: Callable[[], None], but: str = "") -> None:
        """It changes nothing that the other gets, to the byte."""
        self.couple[1 - who].get("/me/")  # shows what their own last step had to say
        before = self.visit(1 - who, but)
        act()
        assert self.visit(1 - who, but) == before

    def visit(self, who: int, but: str) -> Visit:
        player = self.couple[who]
        held = [said_page(told.id) for told in self.world.told if told.by != who]
        return [masked(player.get(page)) for page in (*PAGES, *held[-3:]) if page != but]

    def words(self, who: int) -> str:
        text = f"word-{len(self.world.written):03d}."
        self.world.written.append((who, text))
        self.is_seen = False
        return text

    def run(self, who: int, practice: str) -> UUID:
        """The one that is open, or a new one."""
        key = who, practice, self.week((practice, ""))
        found = self.world.runs.get(key)
        if found is not None and self.is_open(who, found):
            return found
        self.world.runs[key] = begin(self.couple[who], practice)
        return self.world.runs[key]

    def is_open(self, who: int, run_id: UUID) -> bool:
        answer: Any = self.couple[who].get(f"/practices/runs/{run_id}/")
        return answer.status_code == 302 and not answer.url.endswith("/end/")

    def week(self, at: tuple[str, str]) -> str:
        return self.now.strftime("%G-%V") if at[0] == TOGETHER else ""

    def waiting(self, who: int, at: tuple[str, str]) -> Told | None:
        of = (*at, self.week(at))
        found = [told for told in self.world.told if told.by == who and told.of[:3] == of]
        return next((told for told in found if not told.is_open), None)

    def find(self, row_id: UUID) -> Told | None:
        return next((told for told in self.world.told if told.id == row_id), None)

    def pick(self, index: int) -> Told:
        self.is_seen = False
        return self.world.told[-1 - index % len(self.world.told)]

    def newest(self, who: int) -> UUID:
        rows = SharedAnswer.objects.filter(person_id=self.couple[who].person.id)
        known = {told.id for told in self.world.told}
        (found,) = set(rows.values_list("id", flat=True)) - known
        return found
