"""What the rules of the machine share: the two people, their clock, and a try that may fail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import transaction
from django.http import Http404
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from tests.couple.model import Model
from tests.couple.people import Somebody
from tests.couple.told import Ask, Promise
from troth.asks import rules as ask_rules
from troth.asks.models import Ask as AskRow
from troth.promises.due import DueKind, DueValue
from troth.promises.landings.actions import AlreadySaid
from troth.promises.models import Promise as PromiseRow
from troth.promises.rules import NotPossible
from troth.promises.wording.actions import NotThere
from troth.promises.wording.rules import MovedOn, WordsStay
from troth.spaces.days import day_begins_at, local_day, monday_of
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.spaces.queries import version_of
from troth.web.unsaved import NotSaved

T = TypeVar("T")
BEGAN = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
# All with which an action says that nothing was done.
REFUSALS = (
    NotPossible,
    ask_rules.NotPossible,
    NotThere,
    WordsStay,
    MovedOn,
    AlreadySaid,
    PromiseRow.DoesNotExist,
    AskRow.DoesNotExist,
    Http404,
    NotSaved,
)
people = st.sampled_from([0, 1])
# Mostly whoever may do it, now and then the wrong one of the two.
persons = st.sampled_from(["right"] * 7 + ["other"])
# Mostly the address under which it stands, now and then another space's.
places = st.sampled_from(["right"] * 17 + ["mine", "ours", "elsewhere"])
MOST_INDEX = 6
indexes = st.integers(0, MOST_INDEX)
twice = st.sampled_from([False, False, False, True])
choices = st.sampled_from(["today", "moment", "tomorrow", "in three days", "week"])


class Steps(RuleBasedStateMachine):
    """Base: `couple` and `space_id` are set by the test before it runs the machine."""

    couple: tuple[Somebody, Somebody]
    space_id: UUID

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGAN
        self.steps_taken = self.steps_seen = self.steps_looked_at = 0
        self.texts = 0
        names = (self.couple[0].name, self.couple[1].name)
        self.model = Model(names, (self.couple[0].zone, self.couple[1].zone))
        for partner, each in zip(self.model.partners, self.couple, strict=True):
            partner.version = version_of(each.person.id) or 0
        # Each example goes back to the couple as they were paired.
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def end_example(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def words(self) -> str:
        """A text that stands nowhere else."""
        self.texts += 1
        text = f"word-{self.texts:03d}."
        self.model.written.add(text)
        return text

    def attempt(self, act: Callable[[], Any], again: bool = False) -> Any:
        """What it answers, False where it is refused; a second post changes nothing."""
        answer = self._once(act)
        self.steps_taken += answer is not False
        if again:
            assert (self._once(act) is False) == (answer is False)
        return answer

    def _once(self, act: Callable[[], Any]) -> Any:
        try:
            with transaction.atomic():
                answer = act()
        except REFUSALS:
            return False
        return True if answer is None else answer

    def pick(self, index: int, by: str, fits: Callable[[Promise], bool]) -> Promise | None:
        """One of those that fit where it is tried by the right person; else any that there is."""
        found = list(self.model.promises.values())
        return _pick(found, index, by, lambda each: self.model.may_write(each) and fits(each))

    def pick_ask(self, index: int, by: str, fits: Callable[[Ask], bool]) -> Ask | None:
        return _pick(list(self.model.asks.values()), index, by, fits)

    def who(self, right: int, by: str) -> int:
        return right if by == "right" else 1 - right

    def today_of(self, who: int) -> date:
        return local_day(self.now, self.model.zones[who])

    def token(self, who: int) -> UUID:
        return new_id(self.today_of(who))

    def there(self, who: int, where: str) -> Membership:
        return self.couple[who].membership(where)

    @property
    def ours(self) -> str:
        """How whoever is still there addresses the shared space."""
        return str(self.space_id) if self.model.has_ended else "ours"

    def where(self, promise: Promise, place: str) -> str:
        if place == "right":
            return "mine" if promise.is_private else self.ours
        return str(uuid4()) if place == "elsewhere" else place

    def reaches(self, who: int, promise: Promise, where: str) -> bool:
        """Whether that address is one at which this person finds the promise."""
        right = where == self.where(promise, "right")
        return right and self.model.may_read(who, promise)

    def reaches_ask(self, who: int, place: str) -> bool:
        return place in ("right", "ours") and not self.model.has_ended

    def where_of_ask(self, place: str) -> str:
        return "ours" if place == "right" else str(uuid4()) if place == "elsewhere" else place

    def due(self, who: int, choice: str) -> DueValue:
        """As a form gives it: in the zone of whoever says it, and still to come."""
        zone, today = self.model.zones[who], self.today_of(who)
        if choice == "week":
            return DueValue(DueKind.WEEK, monday_of(today), None, zone.key)
        if choice == "moment":
            at = (self.now + timedelta(hours=3)).astimezone(zone)
            return DueValue(DueKind.MOMENT, at.date(), time(at.hour, at.minute), zone.key)
        ahead = {"today": 0, "tomorrow": 1, "in three days": 3}[choice]
        return DueValue(DueKind.DAY, today + timedelta(days=ahead), None, zone.key)

    def was_made_by(self, promise: Promise, happened: datetime) -> bool:
        """A day is as near as it can be told when it was made."""
        zone = self.model.zones[promise.maker]
        return happened >= day_begins_at(promise.made_on, zone)


def _pick(found: list[T], index: int, by: str, fits: Callable[[T], bool]) -> T | None:
    chosen = [each for each in found if fits(each)] if by == "right" else found
    # Now and then one that doesn't fit, by the right person too; mostly one of the latest, so
    # that much is done with few.
    chosen = found if index == MOST_INDEX else chosen[-3:]
    return chosen[index % len(chosen)] if chosen else None
