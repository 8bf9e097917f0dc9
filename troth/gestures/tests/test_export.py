"""How gestures leave and are erased."""

from __future__ import annotations

import json
from datetime import timedelta

from django.utils import timezone
from time_machine import TimeMachineFixture

from tests.cast import Player
from troth.config.erasing import erase_account
from troth.gestures.export import book_entry, erase_rows, export_rows
from troth.gestures.models import Gesture
from troth.gestures.tests.acts import MONDAY, remember, tick
from troth.record.models import Due


def test_they_leave_with_their_days_and_without_their_ticks(ana: Player) -> None:
    tick(ana, remember(ana, "Hug"))
    remember(ana, "Errand", "once", on="2026-11-24")
    rows = json.loads(json.dumps(list(export_rows(ana.membership()))))
    assert {(row["text"], row["occasion"]) for row in rows} == {
        ("Hug", "daily from 2026-11-23"),
        ("Errand", "once 2026-11-24"),
    }
    assert all(row.keys() == {"kind", "id", "made_on", "text", "occasion"} for row in rows)


def test_what_is_over_doesnt_leave(staying: Player, time_machine: TimeMachineFixture) -> None:
    remember(staying, "Errand", "once")
    time_machine.move_to(MONDAY + timedelta(days=1))
    assert list(export_rows(staying.membership())) == []


def test_what_cant_be_opened_leaves_with_the_reason(ana: Player) -> None:
    remember(ana, "Hug")
    Gesture.objects.update(words=b"not an envelope")
    (row,) = export_rows(ana.membership())
    assert row["unopened"] == "altered"
    assert book_entry(ana.membership(), row).unopened == "altered"


def test_in_the_book_each_stands_with_its_days(ana: Player) -> None:
    remember(ana, "Hug", "days", days=["1", "3"])
    book = ana.post("/me/take-along/book/").getvalue().decode()
    for part in ("A small gesture I wanted to remember", "Hug", "every Tuesday and Thursday"):
        assert part in book


def test_nothing_stands_in_a_space_of_two(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    remember(ana, "Hug")
    for player in (ana, ben):
        assert list(export_rows(player.membership("ours"))) == []
    assert list(export_rows(ben.membership())) == []


def test_erasing_a_space_takes_its_own_alone(ana: Player, ben: Player) -> None:
    for player in (ana, ben):
        remember(player, "Hug")
    erase_rows(ana.membership().space_id, timezone.now())
    assert Gesture.objects.get().person_id == ben.person.id


def test_erasing_an_account_leaves_none_of_them(ana: Player, ben: Player) -> None:
    for player in (ana, ben):
        remember(player, "Hug")
    erase_account("ana", timezone.now())
    assert Gesture.objects.get().space_id == Due.objects.get().space_id == ben.membership().space_id
