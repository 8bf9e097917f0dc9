"""Taking a break: from when to when, for oneself alone; planned ones, and what isn't possible."""

from __future__ import annotations

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, error_beside, field_of, text_of
from troth.journeys.breaks.tests.acts import (
    TODAY,
    day,
    end,
    on,
    post_break,
    say,
    take_break,
    today,
    until,
)
from troth.spaces.models import Break

Couple = tuple[Player, Player]


def test_a_break_begins_with_its_first_day_and_is_said_calmly(ana: Player) -> None:
    take_break(ana, 0, 10)
    page = today(ana)
    assert "You’re on a break until 3 December." in page
    assert "Nothing is asked of you." in page
    assert "That’s all for today." in page


def test_without_a_last_day_it_goes_on(ana: Player, time_machine: TimeMachineFixture) -> None:
    ana.stay()
    take_break(ana)
    assert "You’re on a break." in today(ana)
    time_machine.move_to(on(170), tick=False)
    assert "You’re on a break." in today(ana)


def test_its_days_turn_at_four_where_the_person_is(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    for player in two:
        take_break(player, 1, 1)
    ana, ben = two
    seen = []
    # The Tuesday of Tokyo begins at 19:00 UTC on Monday, that of Berlin at 03:00.
    for hour in (18, 19, 26, 27, 42, 43, 50, 51):
        time_machine.move_to(on(0, 0).replace(hour=0) + (on(1) - on(0)) * hour / 24, tick=False)
        seen.append(["on a break" in today(player) for player in (ana, ben)])
    assert seen == [
        [False, False], [False, True], [False, True], [True, True],
        [True, True], [True, False], [True, False], [False, False],
    ]  # fmt: skip


def test_whoever_travels_takes_their_break_along(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    take_break(ana, 1, 1)
    time_machine.move_to(on(1, 20), tick=False)
    assert "You’re on a break until the end of today." in today(ana)
    ana.post("/open/", {"password": ana.password})
    facts = {"time_zone": "Asia/Tokyo", "ask_again": "after-a-while", "exit_address": ""}
    assert ana.post("/me/settings/", facts).status_code == 302
    assert "on a break" not in today(ana)


def test_a_form_sent_twice_takes_one_break(ana: Player) -> None:
    token = field_of(ana.get("/breaks/new/"), "token")
    for _ in range(2):
        assert post_break(ana, 0, 3, token=token).status_code == 302
    assert Break.objects.count() == 1


def test_the_same_form_with_other_days_is_another_break(ana: Player) -> None:
    token = field_of(ana.get("/breaks/new/"), "token")
    post_break(ana, 0, 3, token=token)
    post_break(ana, 5, 6, token=token)
    assert sorted(Break.objects.values_list("from_on", flat=True)) == [TODAY, until(5)]


@pytest.mark.parametrize(
    ("first", "last", "field", "said"),
    [
        (-1, 3, "from_on", "A break can begin today at the earliest."),
        (3, 2, "until_on", "That is before the first day."),
        (400, 410, "from_on", "That is very far away. Is the year right?"),
        (0, 400, "until_on", "That is very far away. Is the year right?"),
        (4, 8, "from_on", "There is a break on some of these days already: from 29 November"),
    ],
)
def test_what_cant_be_is_said_beside_the_field(
    ana: Player, first: int, last: int, field: str, said: str
) -> None:
    take_break(ana, 6, 9)
    answer = post_break(ana, first, last)
    assert answer.status_code == 422
    assert said in error_beside(answer, field)
    assert field_of(answer, "from_on") == day(first)
    assert field_of(answer, "until_on") == day(last)
    assert Break.objects.count() == 1


def test_what_is_no_day_is_said_beside_the_field(ana: Player) -> None:
    assert "couldn’t be read" in error_beside(post_break(ana, from_on="soon"), "from_on")
    assert "Please fill this in." in error_beside(post_break(ana, from_on=""), "from_on")


def test_five_can_be_planned_beside_the_one_of_now(ana: Player) -> None:
    take_break(ana, 0, 1)
    for ahead in (10, 20, 30, 40, 50):
        take_break(ana, ahead, ahead + 2)
    answer = post_break(ana, 60, 61)
    assert error_beside(answer, "from_on").startswith("Five breaks are planned already.")
    page = text_of(ana.get("/breaks/"))
    assert "You’re on a break until 24 November." in page
    assert "From 3 December to 5 December" in page


def test_ending_early_is_one_tap_on_today(ana: Player, time_machine: TimeMachineFixture) -> None:
    ana.stay()
    take_break(ana, 0, 10)
    time_machine.move_to(on(4), tick=False)
    assert "End the break" in today(ana)
    assert end(ana)["Location"] == "/today/"
    assert "on a break" not in today(ana)
    assert Break.objects.get().until_on == until(3)
    assert "From 23 November to 26 November" in text_of(ana.get("/breaks/"))
    assert end(ana).status_code == 302
    assert Break.objects.get().until_on == until(3)


def test_one_that_ends_on_its_first_day_leaves_nothing(ana: Player) -> None:
    take_break(ana, 0, 10)
    end(ana)
    assert not Break.objects.exists()
    take_break(ana, 0, 2)


def test_a_planned_one_can_be_called_off(ana: Player) -> None:
    planned = take_break(ana, 5, 10)
    assert ana.post(f"/breaks/{planned}/call-off/")["Location"] == "/breaks/"
    assert not Break.objects.exists()
    assert ana.post(f"/breaks/{planned}/call-off/").status_code == 404


def test_it_can_be_made_longer(ana: Player, time_machine: TimeMachineFixture) -> None:
    ana.stay()
    under_way = take_break(ana, 0, 2)
    time_machine.move_to(on(2), tick=False)
    page = f"/breaks/{under_way}/"
    assert 'name="from_on"' not in ana.get(page).content.decode()
    assert ana.post(page, {"until_on": day(9)}).status_code == 302
    assert "until 2 December" in today(ana)
    assert ana.post(page, {"until_on": ""}).status_code == 302
    assert "You’re on a break." in today(ana)
    assert "end the break instead" in error_beside(ana.post(page, {"until_on": day(1)}), "until_on")


def test_one_that_is_over_stays_as_it_was(ana: Player, time_machine: TimeMachineFixture) -> None:
    ana.stay()
    over = take_break(ana, 0, 2)
    time_machine.move_to(on(3), tick=False)
    for address in (f"/breaks/{over}/", f"/breaks/{over}/inside/"):
        assert ana.get(address).status_code == 404
        assert ana.post(address, {"until_on": day(9)}).status_code == 404
    ana.post(f"/breaks/{over}/call-off/")
    assert Break.objects.get().until_on == until(2)


def test_a_planned_one_can_be_moved_but_not_into_another(ana: Player) -> None:
    planned = take_break(ana, 5, 6)
    take_break(ana, 10, 12)
    page = f"/breaks/{planned}/"
    assert ana.post(page, {"from_on": day(1), "until_on": day(2)}).status_code == 302
    answer = ana.post(page, {"from_on": day(9), "until_on": day(10)})
    assert "from 3 December to 5 December" in error_beside(answer, "from_on")
    assert sorted(Break.objects.values_list("from_on", flat=True)) == [until(1), until(10)]


def test_another_persons_break_is_not_found(two: Couple, cleo: Player) -> None:
    ana, ben = two
    hers = take_break(ana, 5, 6)
    for player in (ben, cleo):
        for step in ("", "inside/"):
            assert player.get(f"/breaks/{hers}/{step}").status_code == 404
        for step in ("", "inside/", "call-off/", "tell/"):
            assert player.post(f"/breaks/{hers}/{step}", {"told": "yes"}).status_code == 404
    assert Break.objects.get().until_on == until(6)


def test_on_a_break_nothing_leads_and_nothing_asks(two: Couple) -> None:
    ana, ben = two
    ana.post("/focus/", {"habit": "give-space"})
    say(ana, "Bring the bread", 0)
    token = field_of(ben.get("/asks/new/"), "token")
    ben.post("/asks/new/", {"text": "Sit with me", "token": token, "as_it_is": "yes"})
    assert "Sit with me" in today(ana)
    take_break(ana, 0, 3)
    page = ana.get("/today/").content.decode()
    assert "Sit with me" not in page
    assert "That’s all for today." in page
    assert 'href="/focus/"' not in page
    fold = page[page.index("<details") :]
    assert "Bring the bread" in fold
    assert "Bring the bread" not in page[: page.index("<details")]
    assert "Sit with me" in text_of(ana.get("/asks/"))
    end(ana)
    assert "Sit with me" in today(ana)


def test_a_break_that_was_changed_from_outside_counts_for_nothing(ana: Player) -> None:
    changed = take_break(ana, 0, 3)
    Break.objects.update(until_on=until(30))
    assert "on a break" not in today(ana)
    page = ana.get("/breaks/")
    assert "changed from outside" in text_of(page)
    assert ana.get(f"/breaks/{changed}/").status_code == 404
    assert ana.post(f"/breaks/{changed}/call-off/").status_code == 302
    assert not Break.objects.exists()


def test_a_locked_browser_takes_none(ana: Player) -> None:
    ana.lose_the_key()
    assert "Your words are locked" in text_of(ana.get("/breaks/"))
    assert ana.post("/breaks/new/", {"from_on": day(0)}).status_code == 403
    assert not Break.objects.exists()
