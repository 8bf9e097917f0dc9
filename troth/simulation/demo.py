"""The demo couple: half a year of two people, written through the actions that everybody uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from troth.asks.actions import settle_faded
from troth.grounds.actions import choose_focus
from troth.journeys.actions import sign_up
from troth.journeys.pairing.actions import confirm_as_inviter
from troth.people.actions import PreparedKeys, prepare_keys
from troth.people.models import Person
from troth.people.queries import person_with_bundles
from troth.sealing import Unopened, open_bundle
from troth.simulation.plan import DAYS, half_a_year
from troth.simulation.plan_asks import half_a_year_of_asks
from troth.simulation.practising import tell_practices
from troth.simulation.steady import tell_break, tell_what_goes_on
from troth.simulation.telling import MadeUp, tell_ask, tell_promise, token_at
from troth.spaces.days import day_begins_at, local_day
from troth.spaces.ids import new_id
from troth.spaces.membership import OURS, Membership
from troth.spaces.pairing import actions as pairing
from troth.spaces.pairing.queries import numbers_for_inviter, own_invitation
from troth.spaces.queries import memberships_of

CALLED = ("Demo", "Sample")
FIRST_WORDS = "I’ve been writing down small things I mean to do. Shall we do it for each other?"
SEED = 7
ZONE = ZoneInfo("UTC")
# Of each of the two, (days before today, habit): chosen first, and changed in between.
FOCUSES = (
    ((DAYS - 1, "keep-small-promises"), (61, "stay-curious")),
    ((DAYS - 1, "repair-soon"), (47, "be-seen")),
)
BEGAN_AFTER = timedelta(hours=13)


@dataclass(frozen=True, slots=True)
class DemoCouple:
    """Who to sign in as. Nothing of it is secret: it is shown to whoever starts a try-out."""

    usernames: tuple[str, ...]
    password: str


@dataclass(frozen=True, slots=True, repr=False)
class _New:
    """Somebody about to sign up, with keys that were derived beforehand."""

    called: str
    person: Person
    prepared: PreparedKeys


def make_demo(now: datetime) -> DemoCouple:
    """Make two people with half a year behind them; a second call changes nothing."""
    demo = DemoCouple(settings.DEMO_USERNAMES, settings.DEMO_PASSWORD)
    if Person.objects.filter(username__in=demo.usernames).exists():
        return demo
    today = local_day(now, ZONE)
    began = day_begins_at(today - timedelta(days=DAYS), ZONE) + BEGAN_AFTER
    names = zip(CALLED, demo.usernames, strict=True)
    new = [_somebody(called, username, demo.password, began) for called, username in names]
    _live(new, began, today, now)
    return demo


def _somebody(called: str, username: str, password: str, began: datetime) -> _New:
    person = Person(username=username, time_zone=ZONE.key)
    person.set_password(password)
    return _New(called, person, prepare_keys(person.id, new_id(began.date()), password))


@transaction.atomic
def _live(new: list[_New], began: datetime, today: date, now: datetime) -> None:
    """All of it or nothing: half a couple would be taken for a whole one next time."""
    for each in new:
        sign_up(each.person, each.prepared, each.called, began)
    two = _paired(new, began)
    for made_up, focuses in zip(two, FOCUSES, strict=True):
        for ago, habit in focuses:
            at = day_begins_at(today - timedelta(days=ago), ZONE) + timedelta(hours=15)
            choose_focus(made_up.mine, habit, at, token_at(made_up.mine, at))
    tell_break(two, today, ZONE)
    for promise in half_a_year(today, ZONE, SEED):
        tell_promise(two, promise, now)
    for ask in half_a_year_of_asks(today, ZONE, SEED):
        tell_ask(two, ask, now)
    tell_what_goes_on(two, today, ZONE, now)
    tell_practices(two, today, ZONE, SEED, now)
    settle_faded(now)


def _paired(new: list[_New], now: datetime) -> list[MadeUp]:
    """The two once the first has invited the second, and both have confirmed."""
    inviter, joiner = new
    mine, theirs = _alone(inviter), _alone(joiner)
    keys = inviter.prepared.keys
    pairing.invite(mine, keys, inviter.called, FIRST_WORDS, now, token_at(mine, now))
    invitation = own_invitation(mine)
    if invitation is None or isinstance(invitation.words, Unopened):
        raise AssertionError("an invitation that was just made opens")
    code = bytes.fromhex(invitation.words.code)
    token = token_at(theirs, now)
    pairing.join(theirs, joiner.prepared.keys, code, joiner.called, now, token)
    pairing.confirm_as_joiner(theirs, joiner.person, joiner.prepared.bundle_key, now)
    answered = own_invitation(mine, keys)
    if answered is None or answered.answer is None:
        raise AssertionError("a joining that was just confirmed is answered")
    confirm_as_inviter(
        mine,
        inviter.person,
        keys,
        inviter.prepared.bundle_key,
        now,
        token_at(mine, now),
        compared=numbers_for_inviter(mine, keys, answered.answer),
        shared=None,
    )
    return [_with_both_spaces(each) for each in new]


def _alone(new: _New) -> Membership:
    (mine,) = memberships_of(new.person, new.prepared.keys)
    return mine


def _with_both_spaces(new: _New) -> MadeUp:
    """Opened anew: since then their keys know the other's."""
    person = person_with_bundles(new.person.id)
    if person is None:
        raise AssertionError("somebody who just signed up is there")
    sealed = bytes(person.bundle_rows()[0].sealed)
    found = memberships_of(person, open_bundle(sealed, new.prepared.bundle_key, person.id))
    by_where = {membership.where: membership for membership in found}
    return MadeUp(by_where["mine"], by_where[OURS])
