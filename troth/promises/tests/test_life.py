"""A life with promises, taken at random over HTTP and held against a small model of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from markupsafe import escape

from tests.cast import Player, field_of
from troth.promises import checks
from troth.promises.models import Promise
from troth.record.checks import find_faults
from troth.record.models import Due, Event

pytestmark = pytest.mark.on_any_database

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
FOLDS_AFTER, LOOKS_AHEAD = timedelta(days=3), timedelta(days=9)
BEFORE = {"keep": "kept", "keep/in-time": "kept", "own": "owned", "withdraw": "withdrawn"}
AFTER = {"keep": "kept", "keep/in-time": "kept", "own": "owned", "let-go": "let-go"}
CORRECTS = {
    "kept": {"own": "owned"},
    "owned": {"keep": "kept", "keep/in-time": "kept"},
    "let-go": {"keep": "kept", "keep/in-time": "kept", "own": "owned"},
}
texts = st.text("aäß🦊&<'", max_size=12)
players = 0


@dataclass
class Said:
    """What the model knows of one promise."""

    text: str
    due_at: datetime
    state: str = "open"
    notes: list[str] = field(default_factory=list)
    said_on: date | None = None

    def leads_to(self, now: datetime) -> dict[str, str]:
        if self.state == "open":
            return AFTER if now >= self.due_at else BEFORE
        return CORRECTS.get(self.state, {})


class Life(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        global players
        players += 1
        cache.clear()
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        self.now = START
        self.said: dict[UUID, Said] = {}
        self.is_locked = False
        self.player = Player(f"Life{players}", Client())
        assert self.player.sign_up().status_code == 302
        self.player.stay()

    def teardown(self) -> None:
        self.clock.stop()

    def today(self) -> date:
        return (self.now.astimezone(BERLIN) - timedelta(hours=4)).date()

    def due_on(self, days: int) -> datetime:
        """Four in the morning after the day that lies so many ahead."""
        end = datetime.combine(self.today() + timedelta(days=days + 1), datetime.min.time(), BERLIN)
        return (end + timedelta(hours=4)).astimezone(UTC)

    @precondition(lambda self: not self.is_locked)
    @rule(text=texts, days=st.integers(0, 12), cue=texts)
    def make(self, text: str, days: int, cue: str) -> None:
        text = f"P{len(self.said)}:{text}"
        due_at = self.due_on(days)
        day = (due_at - timedelta(days=1)).astimezone(BERLIN).date().isoformat()
        when = {0: "today", 1: "tomorrow"}.get(days, "date")
        promise_id = self.player.say(text, when=when, on=day, cue=cue)
        self.said[promise_id] = Said(text, due_at)

    @precondition(lambda self: self.said)
    @rule(
        pick=st.integers(0, 99),
        step=st.sampled_from(["keep", "keep/in-time", "own", "withdraw", "let-go"]),
        note=texts,
    )
    def take(self, pick: int, step: str, note: str) -> None:
        promise_id = list(self.said)[pick % len(self.said)]
        address = f"/promises/mine/{promise_id}/{step}/"
        answer = self.player.post(address, {"note": note, "back": "promises"})
        if self.is_locked:
            assert answer.status_code == 403
            return
        said = self.said[promise_id]
        state = said.leads_to(self.now).get(step)
        if not state and note.strip():
            # What was written isn't lost with the refusal.
            assert answer.status_code == 422
            assert str(escape(note)) in answer.content.decode()
            return
        assert answer.status_code == 302
        assert answer["Location"] == ("/promises/" if state else f"/promises/mine/{promise_id}/")
        if state:
            said.state, said.said_on = state, self.today()
            said.notes += [note] if step == "own" else []

    @precondition(lambda self: self.said and not self.is_locked)
    @rule(pick=st.integers(0, 99))
    def move(self, pick: int) -> None:
        promise_id = list(self.said)[pick % len(self.said)]
        said = self.said[promise_id]
        address = f"/promises/mine/{promise_id}/move/"
        page = self.player.get(address)
        may = said.state == "open" and self.now < said.due_at
        assert ("Move it" in page.content.decode()) == may
        if may:
            token = field_of(page, "token")
            self.player.post(address, {"when": "tomorrow", "token": token})
            said.state = "moved"
            self.said[UUID(token)] = Said(said.text, self.due_on(1))

    @precondition(lambda self: not self.is_locked)
    @rule()
    def let_all_go(self) -> None:
        assert self.player.post("/promises/waiting/let-go/").status_code == 302
        for said in self.said.values():
            if said.state == "open" and said.due_at <= self.now:
                said.state = "let-go"

    @rule(hours=st.sampled_from([1, 7, 19, 25, 100]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.traveller.move_to(self.now, tick=False)

    @precondition(lambda self: not self.is_locked)
    @rule()
    def lock(self) -> None:
        self.player.lose_the_key()
        self.is_locked = True

    @precondition(lambda self: self.is_locked)
    @rule()
    def unlock(self) -> None:
        cache.clear()
        facts = {"password": self.player.password}
        assert self.player.post("/open/", facts).status_code == 302
        self.is_locked = False

    @invariant()
    def pages_agree(self) -> None:
        today, index = (self.player.get(path) for path in ("/today/", "/promises/"))
        assert today.status_code == index.status_code == 200
        pages = today.content.decode(), index.content.decode()
        if self.is_locked:
            assert not any(f"P{number}:" in page for number in range(9) for page in pages)
            return
        assert "be opened" not in "".join(pages)
        is_open = [said for said in self.said.values() if said.state == "open"]
        near = [said for said in is_open if said.due_at < self.now + LOOKS_AHEAD]
        near += [
            said
            for said in self.said.values()
            if said.state in {"kept", "owned"} and said.said_on == self.today()
        ]
        near = [said for said in near if said.due_at > self.now - FOLDS_AFTER]
        for said in self.said.values():
            shown = str(escape(said.text)) + "<" in pages[0]
            assert shown == any(other.text == said.text for other in near)
            assert str(escape(said.text)) + "<" in pages[1] or len(self.said) > 20
        has_older = any(said.due_at <= self.now - FOLDS_AFTER for said in is_open)
        assert ("Some days went by" in pages[0]) == has_older

    @precondition(lambda self: self.said and not self.is_locked)
    @invariant()
    def words_are_never_lost(self) -> None:
        promise_id = list(self.said)[-1]
        page = self.player.get(f"/promises/mine/{promise_id}/").content.decode()
        for words in (self.said[promise_id].text, *self.said[promise_id].notes):
            assert str(escape(words)) in page

    @invariant()
    def the_record_agrees(self) -> None:
        mine = {"person_id": self.player.person.id}
        states = dict(Promise.objects.filter(maker_id=mine["person_id"]).values_list("id", "state"))
        assert states == {each: said.state for each, said in self.said.items()}
        due = dict(Due.objects.filter(**mine).values_list("target_id", "at"))
        assert due == {
            each: said.due_at for each, said in self.said.items() if said.state == "open"
        }
        ended = sum(said.state != "open" for said in self.said.values())
        assert Event.objects.filter(**mine).count() == len(self.said) + ended
        assert [*checks.find_faults(), *find_faults()] == []


@pytest.mark.django_db
@pytest.mark.slow
def test_words_are_never_lost_and_pages_and_record_agree() -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=8,
            stateful_step_count=16,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
