"""Whoever joined and the inviter have a week to compare the words; after it, all is as before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from tests.meanwhile import meanwhile
from troth.config.housekeeping import keep_house
from troth.journeys.pairing.tests.steps import bring, confirm, invite, join
from troth.spaces.checks import find_faults
from troth.spaces.models import Invitation, Joining, Space

FORENOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WAY = "/us/words/"
DAY = timedelta(days=1)
Couple = tuple[Player, Player]


@pytest.fixture
def clock(time_machine: TimeMachineFixture) -> TimeMachineFixture:
    time_machine.move_to(FORENOON, tick=False)
    return time_machine


@pytest.fixture
def comparing(clock: TimeMachineFixture, ana: Player, ben: Player) -> Couple:
    """Ana has invited; on the last day Ben has joined."""
    ana.stay()
    ben.stay()
    code = invite(ana)
    clock.move_to(FORENOON + 7 * DAY)
    join(ben, code)
    return ana, ben


def test_whoever_joins_on_the_last_day_has_a_week_from_then(
    clock: TimeMachineFixture, comparing: Couple
) -> None:
    ana, ben = comparing
    clock.move_to(FORENOON + 14 * DAY)
    confirm(ben)
    assert confirm(ana)["Location"] == "/us/"


@pytest.mark.parametrize("has_confirmed", [False, True])
def test_after_the_week_nobody_compares_or_confirms(
    clock: TimeMachineFixture, comparing: Couple, has_confirmed: bool
) -> None:
    ana, ben = comparing
    if has_confirmed:
        confirm(ben)
    page = (ana if has_confirmed else ben).get(WAY)
    facts = {"compared": page.content.decode().split('name="compared" value="')[1].split('"')[0]}
    clock.move_to(FORENOON + 15 * DAY)
    for player in comparing:
        assert "the week for comparing was over" in text_of(player.get(WAY))
        assert player.post(f"{WAY}confirm/", facts)["Location"] == WAY
        assert "Invite your partner" in text_of(player.get("/us/"))
    assert "the week is over" in text_of(ana.get("/us/invite/"))
    assert not Space.objects.filter(kind=Space.Kind.SHARED).exists()


def test_a_confirmation_that_comes_as_the_week_ends_makes_no_two(
    clock: TimeMachineFixture, comparing: Couple
) -> None:
    ana, ben = comparing
    confirm(ben)
    with meanwhile(lambda: Invitation.objects.update(expires_on=FORENOON.date())):
        assert confirm(ana)["Location"] == WAY
    assert not Space.objects.filter(kind=Space.Kind.SHARED).exists()


def test_after_the_week_either_can_begin_anew(clock: TimeMachineFixture, comparing: Couple) -> None:
    ana, ben = comparing
    clock.move_to(FORENOON + 15 * DAY)
    code = invite(ben)
    assert list(find_faults()) == []
    join(ana, code)
    confirm(ana)
    assert confirm(ben)["Location"] == "/us/"


def test_housekeeping_leaves_it_as_unused_and_run_out(
    clock: TimeMachineFixture, comparing: Couple
) -> None:
    clock.move_to(FORENOON + 14 * DAY)
    keep_house(FORENOON + 14 * DAY)
    assert Joining.objects.exists()
    clock.move_to(FORENOON + 15 * DAY)
    keep_house(FORENOON + 15 * DAY)
    row = Invitation.objects.get()
    assert (row.state, row.joined_by, row.answer) == ("open", None, b"")
    assert row.expires_on == (FORENOON + 7 * DAY).date()
    assert not Joining.objects.exists()
    assert list(find_faults()) == []


def test_stepping_back_gives_the_code_no_more_days(
    clock: TimeMachineFixture, comparing: Couple, cleo: Player
) -> None:
    ana, ben = comparing
    code = Invitation.objects.get().expires_on
    assert code == (FORENOON + 14 * DAY).date()
    ben.post(f"{WAY}back/")
    assert Invitation.objects.get().expires_on == (FORENOON + 7 * DAY).date()
    clock.move_to(FORENOON + 8 * DAY)
    assert "the week is over" in text_of(ana.get("/us/invite/"))
    assert bring(cleo, invite(ana)).status_code == 302
