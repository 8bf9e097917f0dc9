"""The demo person: half a year of promises, written through the actions that everybody uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from troth.grounds.actions import choose_focus
from troth.journeys.actions import sign_up
from troth.people.actions import PreparedKeys, prepare_keys
from troth.people.models import Person
from troth.promises import actions
from troth.promises.due import DueKind, DueValue
from troth.simulation.plan import DAYS, Fate, Planned, half_a_year
from troth.spaces.days import day_begins_at, local_day
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.spaces.queries import memberships_of

CALLED = "Demo"
SEED = 7
ZONE = ZoneInfo("UTC")
# (days before today, habit): chosen on the first evening, changed in between.
FOCUSES = ((DAYS, "keep-small-promises"), (61, "stay-curious"))


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Who to sign in as. Nothing of it is secret: it is shown to whoever starts a try-out."""

    username: str
    password: str


def make_demo(now: datetime) -> DemoPerson:
    """Make the demo person with half a year behind them; a second call changes nothing."""
    demo = DemoPerson(settings.DEMO_USERNAME, settings.DEMO_PASSWORD)
    if Person.objects.filter(username=demo.username).exists():
        return demo
    began = now - timedelta(days=DAYS, hours=1)
    person = Person(username=demo.username, time_zone=ZONE.key)
    person.set_password(demo.password)
    prepared = prepare_keys(person.id, new_id(began.date()), demo.password)
    _live(person, prepared, began, now)
    return demo


@transaction.atomic
def _live(person: Person, prepared: PreparedKeys, began: datetime, now: datetime) -> None:
    """All of it or nothing: a half-made person would be taken for a whole one next time."""
    sign_up(person, prepared, CALLED, began)
    mine = memberships_of(person, prepared.keys)[0]
    today = local_day(now, ZONE)
    for ago, habit in FOCUSES:
        at = day_begins_at(today - timedelta(days=ago), ZONE) + timedelta(hours=15)
        choose_focus(mine, habit, at, new_id(mine.today(at)))
    for planned in half_a_year(today, ZONE, SEED):
        _tell(mine, planned, now)


def _tell(mine: Membership, planned: Planned, now: datetime) -> None:
    """One promise from when it was said to the last word about it."""
    made_at, due_at = planned.made_at, planned.due.instant()
    promise = new_id(mine.today(made_at))
    actions.make_promise(mine, planned.text, planned.cue, planned.due, made_at, promise)
    in_time = max(made_at, due_at - timedelta(hours=9))
    early = made_at + (due_at - made_at) / 3
    late = due_at + timedelta(hours=15)
    if planned.fate is Fate.KEPT:
        at = min(in_time, now)
        _keep(mine, promise, at, at)
    elif planned.fate is Fate.KEPT_LATE:
        _keep(mine, promise, late, late)
    elif planned.fate is Fate.FILLED_IN:
        _keep(mine, promise, in_time, late + timedelta(days=1))
    elif planned.fate is Fate.MOVED:
        _move(mine, promise, planned.due, early)
    elif planned.fate is Fate.WITHDRAWN:
        actions.withdraw_promise(mine, promise, early, _token(mine, early), planned.note)
    elif planned.fate is Fate.OWNED:
        actions.own_promise(mine, promise, planned.note, late, _token(mine, late))
    elif planned.fate is not Fate.OPEN:
        _correct(mine, promise, planned, in_time, late)


def _correct(
    mine: Membership, promise: UUID, planned: Planned, in_time: datetime, late: datetime
) -> None:
    """A first word, and for some a second that puts it right."""
    after = late + timedelta(days=1)
    if planned.fate is Fate.NOT_AFTER_ALL:
        _keep(mine, promise, in_time, in_time)
        actions.own_promise(mine, promise, planned.note, after, _token(mine, after))
        return
    actions.let_go_of_promise(mine, promise, late, _token(mine, late))
    if planned.fate is Fate.AFTER_ALL:
        _keep(mine, promise, in_time, after)


def _keep(mine: Membership, promise: UUID, happened_at: datetime, said_at: datetime) -> None:
    actions.keep_promise(mine, promise, happened_at, said_at, _token(mine, said_at))


def _move(mine: Membership, promise: UUID, due: DueValue, at: datetime) -> None:
    """Moved to the day after, and kept then."""
    on = local_day(due.instant(), ZONE) + timedelta(days=1)
    later = DueValue(DueKind.DAY, on, None, due.zone)
    follower = actions.move_promise(mine, promise, later, at, _token(mine, at))
    kept_at = later.instant() - timedelta(hours=9)
    _keep(mine, follower, kept_at, kept_at)


def _token(mine: Membership, at: datetime) -> UUID:
    return new_id(mine.today(at))
