"""What `troth check` finds about spaces and their members."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from tests.cast import Player
from troth.spaces.breaks.actions import take_break
from troth.spaces.checks import find_faults
from troth.spaces.housekeeping import keep_house
from troth.spaces.ids import new_id
from troth.spaces.models import Break, Invitation, Joining, Member, Space
from troth.spaces.tests.test_pairing import invited, join

Couple = tuple[Player, Player]


def test_nothing_is_wrong_with_a_couple_nor_with_an_ended_space(
    parted: Couple, cleo: Player
) -> None:
    assert list(find_faults()) == []


def test_nothing_is_wrong_while_two_find_each_other(ana: Player, ben: Player) -> None:
    join(ben, invited(ana))
    assert list(find_faults()) == []


def test_a_space_without_its_people_is_found(couple: Couple) -> None:
    shared = Space.objects.get(kind=Space.Kind.SHARED).id
    Member.objects.filter(space_id=shared, person_id=couple[0].person.id).delete()
    assert list(find_faults()) == [
        f"a shared space that isn't two people's: {shared}",
        f"a space that goes on without both: {shared}",
    ]


def test_an_ended_space_that_nobody_left_is_found(couple: Couple) -> None:
    shared = Space.objects.get(kind=Space.Kind.SHARED).id
    Space.objects.filter(id=shared).update(ended_on=timezone.now().date())
    assert list(find_faults()) == [f"an ended space that nobody left: {shared}"]


def test_half_a_pairing_is_found(ana: Player, ben: Player) -> None:
    join(ben, invited(ana))
    joining = Joining.objects.get()
    Invitation.objects.update(joined_by=None)
    assert list(find_faults()) == [f"somebody joined no invitation: {joining.id}"]


def test_housekeeping_forgets_what_ran_out_long_ago(ana: Player) -> None:
    invited(ana)
    keep_house(timezone.now() + timedelta(days=37))
    assert Invitation.objects.exists()
    keep_house(timezone.now() + timedelta(days=39))
    assert not Invitation.objects.exists()


def test_breaks_that_cant_be_are_found(couple: Couple) -> None:
    ana, ben = couple
    today = timezone.now().date()
    mine = ana.membership()

    def planned(first: int, last: int) -> UUID:
        days = today + timedelta(days=first), today + timedelta(days=last)
        return take_break(mine, *days, timezone.now(), new_id(today))

    one, two, three = planned(1, 2), planned(5, 6), planned(9, 10)
    assert list(find_faults()) == []
    Break.objects.filter(id=two).update(until_on=today)
    Break.objects.filter(id=three).update(person_id=ben.person.id)
    place = f"in space {mine.space_id}"
    assert list(find_faults()) == [
        f"a break of no member: {three} {place}",
        f"a break that is over before it begins: {two} {place}",
    ]
    Break.objects.filter(id=two).update(until_on=None)
    Break.objects.filter(id=one).update(until_on=None)
    assert f"a break within another: {two} {place}" in list(find_faults())
