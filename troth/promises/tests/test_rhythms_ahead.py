"""What comes of a rhythm: asked at its end, gone on with, made ahead without a key."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.promises.extending.actions import claim_batch, extend_batch, extend_rhythms
from troth.promises.housekeeping import keep_house
from troth.promises.models import Rhythm
from troth.promises.tests.rhythm_acts import (
    MONDAY,
    ONE_DAY,
    begin,
    days_of,
    no_faults,
    page,
)
from troth.record.models import Due, Kind

Couple = tuple[Player, Player]


pytestmark = pytest.mark.usefixtures("on_monday")


def test_on_its_last_day_one_is_asked_and_it_goes_on(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    rhythm_id = begin(ana)
    assert "Is it still yours?" not in text_of(ana.get("/today/"))
    time_machine.move_to(MONDAY + 27 * ONE_DAY, tick=False)
    assert "Is it still yours? Sing every day" in text_of(ana.get("/today/"))
    assert "until 17 January" not in text_of(ana.get(page(rhythm_id)))
    ana.post(f"{page(rhythm_id)}renew/", {"back": "today"})
    assert "Is it still yours?" not in text_of(ana.get("/today/"))
    assert len(days_of(rhythm_id)) == 56
    assert len(set(days_of(rhythm_id))) == 56
    assert "until 17 January" in text_of(ana.get(page(rhythm_id)))
    assert no_faults()


def test_gone_on_with_days_later_the_days_between_were_nobodys_promise(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    rhythm_id = begin(ana)
    time_machine.move_to(MONDAY + 31 * ONE_DAY, tick=False)
    ana.post(f"{page(rhythm_id)}renew/")
    between = {MONDAY.date() + number * ONE_DAY for number in (28, 29, 30)}
    assert between.isdisjoint(days_of(rhythm_id))
    assert MONDAY.date() + 31 * ONE_DAY in days_of(rhythm_id)
    assert no_faults()


def test_let_rest_when_asked_today_stays_and_nobody_asks_again(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    rhythm_id = begin(ana)
    time_machine.move_to(MONDAY + 27 * ONE_DAY, tick=False)
    ana.post(f"{page(rhythm_id)}rest/", {"back": "today"})
    text = text_of(ana.get("/today/"))
    assert "Is it still yours?" not in text
    assert "Sing today" in text
    time_machine.move_to(MONDAY + 28 * ONE_DAY, tick=False)
    assert "it ended yesterday" in text_of(ana.get(page(rhythm_id)))


def test_unanswered_for_two_weeks_it_simply_rests(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    begin(ana)
    time_machine.move_to(MONDAY + 45 * ONE_DAY, tick=False)
    keep_house(MONDAY + 45 * ONE_DAY)
    assert "Is it still yours?" not in text_of(ana.get("/today/"))


def test_more_days_are_made_as_time_goes_on_without_anybodys_key(ana: Player) -> None:
    rhythm_id = begin(ana, until="2027-02-14")
    assert len(days_of(rhythm_id)) == 61
    for ahead in (1, 16, 20, 40):
        extend_rhythms(MONDAY + ahead * ONE_DAY)
        extend_rhythms(MONDAY + ahead * ONE_DAY)
    found = days_of(rhythm_id)
    assert found == [MONDAY.date() + number * ONE_DAY for number in range(84)]
    assert Rhythm.objects.get().extends_on is None
    assert no_faults()


def test_two_who_make_them_at_once_make_each_once(ana: Player) -> None:
    rhythm_id = begin(ana, until="2027-02-14")
    later = MONDAY + 30 * ONE_DAY
    first = claim_batch(uuid4(), later)
    assert first
    assert claim_batch(uuid4(), later) is None
    # The first one has stopped in the middle; an hour later another takes its place.
    second = claim_batch(uuid4(), later + timedelta(hours=1))
    assert second
    extend_batch(second, later)
    extend_batch(first, later)
    assert days_of(rhythm_id) == sorted(set(days_of(rhythm_id)))
    assert Due.objects.filter(kind=Kind.PROMISE).count() == len(days_of(rhythm_id))
    assert no_faults()


def test_stopped_while_it_is_being_made_ahead_it_stays_stopped(ana: Player) -> None:
    rhythm_id = begin(ana, until="2027-02-14")
    claimed = claim_batch(uuid4(), MONDAY + 30 * ONE_DAY)
    assert claimed
    ana.post(f"{page(rhythm_id)}stop/")
    extend_batch(claimed, MONDAY + 30 * ONE_DAY)
    assert days_of(rhythm_id) == []
