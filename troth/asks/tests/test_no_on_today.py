"""An honest no stands on the asker's Today for three days, whether it was read or not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.asks.housekeeping import keep_house
from troth.asks.tests.acts import MONDAY, Couple, ask, masked, promise, say_no, set_aside
from troth.record.models import Due

pytestmark = pytest.mark.on_any_database

SAID = "What you asked Read me a page tonight Ben said no, today. I need the evening to myself"


def test_the_asker_reads_it_on_today(two: Couple) -> None:
    ana, ben = two
    say_no(ben, ask(ana), "I need the evening to myself")
    assert SAID in text_of(ana.get("/today/"))
    assert "That’s all for today." in text_of(ana.get("/today/"))
    assert "evening to myself" not in text_of(ben.get("/today/"))


@pytest.mark.parametrize(("days", "is_there"), [(1, True), (3, True), (4, False), (8, False)])
def test_it_goes_after_three_days_whether_it_was_read_or_not(
    two: Couple, time_machine: TimeMachineFixture, days: int, is_there: bool
) -> None:
    ana, ben = two
    say_no(ben, ask(ana), "I need the evening to myself")
    ben.get("/today/")  # shows what it had to say
    for path in ("/today/", "/asks/"):
        ana.get(path)
    before = masked(ben.get("/today/"))
    ana.get("/today/")
    assert masked(ben.get("/today/")) == before
    time_machine.move_to(MONDAY + timedelta(days=days), tick=False)
    assert ("evening to myself" in text_of(ana.get("/today/"))) is is_there


def test_a_line_that_was_taken_back_leaves_its_mark_there(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    say_no(ben, ask_id, "I need the evening to myself")
    ben.post(f"/asks/{ask_id}/line/take-back/")
    today = text_of(ana.get("/today/"))
    assert "Ben said no, today. Ben took back the line that stood here." in today
    assert "evening" not in today.split("What you asked", 1)[1]


def test_what_is_set_aside_or_promised_stands_nowhere_as_a_no(two: Couple) -> None:
    ana, ben = two
    set_aside(ben, ask(ana, "Bring the bread"))
    promise(ben, ask(ana, "Bring the salt"), "I bring you salt")
    ask(ana, "Bring the tea")
    today = text_of(ana.get("/today/"))
    assert "What you asked" not in today
    assert "Bring the" not in today


def test_while_away_or_once_parted_it_is_quiet(two: Couple) -> None:
    ana, ben = two
    say_no(ben, ask(ana), "I need the evening to myself")
    ana.post("/us/step-away/")
    assert "evening to myself" not in text_of(ana.get("/today/"))
    ana.post("/us/come-back/")
    assert "evening to myself" in text_of(ana.get("/today/"))
    ben.post("/us/leave/")
    assert "evening to myself" not in text_of(ana.get("/today/"))


def test_once_its_days_are_over_the_record_forgets_it(two: Couple) -> None:
    ana, ben = two
    say_no(ben, ask(ana))
    promise(ben, ask(ana, "Bring the salt"), "I bring you salt")
    for days, left in ((1, 2), (3, 2), (6, 0)):
        keep_house(MONDAY + timedelta(days=days))
        assert Due.objects.filter(kind="ask").count() == left, days


def test_an_answer_in_the_last_hours_of_an_ask_stays_its_three_days(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    ask_id = ask(ana)
    time_machine.move_to(MONDAY + timedelta(days=6), tick=False)
    say_no(ben, ask_id, "I need the evening to myself")
    later = MONDAY + timedelta(days=8)
    time_machine.move_to(later, tick=False)
    keep_house(later)
    assert "evening to myself" in text_of(ana.get("/today/"))


def test_nobody_else_reads_it(two: Couple, cleo: Player) -> None:
    ana, ben = two
    say_no(ben, ask(ana), "I need the evening to myself")
    assert "evening to myself" not in text_of(cleo.get("/today/"))
