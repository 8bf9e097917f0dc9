"""The demo couple: half a year of two people, written through the actions that everybody uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from troth.grounds.actions import choose_focus
from troth.people.models import Person
from troth.simulation.joining import New, joined, somebody
from troth.simulation.plan import DAYS
from troth.simulation.telling import token_at
from troth.simulation.write import planned, write
from troth.spaces.days import day_begins_at, local_day

CALLED = ("Demo", "Sample")
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


def make_demo(now: datetime) -> DemoCouple:
    """Make two people with half a year behind them; a second call changes nothing."""
    demo = DemoCouple(settings.DEMO_USERNAMES, settings.DEMO_PASSWORD)
    if Person.objects.filter(username__in=demo.usernames).exists():
        return demo
    today = local_day(now, ZONE)
    began = day_begins_at(today - timedelta(days=DAYS), ZONE) + BEGAN_AFTER
    names = zip(CALLED, demo.usernames, strict=True)
    new = [somebody(*name, demo.password, ZONE, began) for name in names]
    _live(new, began, today, now)
    return demo


@transaction.atomic
def _live(new: list[New], began: datetime, today: date, now: datetime) -> None:
    """All of it or nothing: half a couple would be taken for a whole one next time."""
    two = joined(new, began)
    for made_up, focuses in zip(two, FOCUSES, strict=True):
        for ago, habit in focuses:
            at = day_begins_at(today - timedelta(days=ago), ZONE) + timedelta(hours=15)
            choose_focus(made_up.mine, habit, at, token_at(made_up.mine, at))
    write(two, planned(today, ZONE, SEED), ZONE, now)
