"""Saying what is coming up: a line for a day or for this week, kept to oneself or told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, error_beside, field_of, text_of
from troth.grounds.models import Plan
from troth.grounds.plans.actions import say_plan as say
from troth.grounds.plans.queries import plans_of
from troth.grounds.plans.rules import MOST, NotPossible, Refusal, Week
from troth.grounds.tests.acts import MONDAY, Couple, change, chosen_days, lists, said, say_plan
from troth.journeys.leaving.actions import leave
from troth.record.models import Due, Event
from troth.spaces.ids import new_id

pytestmark = pytest.mark.on_any_database


@pytest.mark.parametrize(
    ("when", "on", "read"),
    [
        ("today", "", "today"),
        ("tomorrow", "", "tomorrow"),
        ("this-week", "", "this week"),
        ("date", "2026-11-27", "on Friday"),
        ("date", "2027-01-22", "on 22 January 2027"),
    ],
)
def test_it_stands_with_its_day(one: Player, when: str, on: str, read: str) -> None:
    say_plan(one, " Out  till late", when, on=on)
    assert lists(one, "/plans/")["Plans"] == [f"Out till late {read}"]


def test_soonest_comes_first(one: Player) -> None:
    for when, on in (
        ("date", "2026-12-05"),
        ("this-week", ""),
        ("date", "2026-11-25"),
        ("tomorrow", ""),
        ("today", ""),
    ):
        say_plan(one, "Out", when, on=on)
    assert lists(one, "/plans/")["Plans"] == [
        "Out today",
        "Out tomorrow",
        "Out on Wednesday",
        "Out this week",
        "Out on 5 December",
    ]


def test_empty_the_page_says_what_to_do_first(one: Player) -> None:
    assert "Nothing planned here" in said(one, "/plans/")
    assert 'href="/plans/new/"' in one.get("/plans/").content.decode()


def test_it_is_for_oneself_unless_one_says_otherwise(two: Couple) -> None:
    ana, ben = two
    page = " ".join(ana.get("/plans/new/").content.decode().split())
    assert 'name="to" value="mine"' in page
    ana.post("/plans/new/", {"text": "Out till late", "when": "today"})
    assert lists(ana, "/plans/") == {"For you alone": ["Out till late today"]}
    assert lists(ben, "/plans/") == {}


def test_the_partner_reads_what_is_told_and_can_do_nothing_with_it(two: Couple) -> None:
    ana, ben = two
    say_plan(ana, "The dentist")
    plan = say_plan(ana, "Out till late", to="ours")
    say_plan(ben, "Choir", to="ours")
    assert lists(ana, "/plans/") == {
        "For you alone": ["The dentist tomorrow"],
        "What Ben can read": ["Out till late tomorrow"],
        "What Ben said": ["Choir tomorrow"],
    }
    page = ben.get("/plans/").content.decode()
    assert lists(ben, "/plans/")["What Ana said"] == ["Out till late tomorrow"]
    # Its id tells on which day it was first said.
    assert str(plan) not in page


def test_a_form_sent_twice_writes_once(two: Couple) -> None:
    ana = two[0]
    facts = {"text": "Out", "when": "tomorrow", "to": "ours"}
    facts["token"] = field_of(ana.get("/plans/new/"), "token")
    for _ in range(2):
        assert ana.post("/plans/new/", facts)["Location"] == "/plans/"
    assert Plan.objects.count() == 1
    ana.post("/plans/new/", {**facts, "when": "today"})
    assert Plan.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "field", "why"),
    [
        ({"text": " "}, "text", "One line is enough."),
        ({"text": "x" * 201}, "text", "at most 200"),
        ({"when": ""}, "when", "Please choose when."),
        ({"when": "yesterday"}, "when", "Please choose when."),
        ({"when": "date"}, "on", "Please pick the day."),
        ({"when": "date", "on": "soon"}, "on", "valid date"),
        ({"when": "date", "on": "2026-11-22"}, "on", "That day has gone by."),
        ({"when": "date", "on": "2027-01-23"}, "on", "more than sixty days away"),
        ({"when": "date", "on": "9999-12-31"}, "on", "more than sixty days away"),
        ({"to": "everybody"}, "to", "Please choose who may read it."),
    ],
)
def test_what_cant_be_is_refused_in_place(
    two: Couple, facts: dict[str, str], field: str, why: str
) -> None:
    answer = two[0].post("/plans/new/", {"text": "Out", "when": "today", **facts})
    assert answer.status_code == 422
    assert why in error_beside(answer, field)
    assert Plan.objects.count() == 0


def test_what_was_meant_for_a_partner_never_goes_quietly_to_oneself(one: Player) -> None:
    answer = one.post("/plans/new/", {"text": "Out", "when": "today", "to": "ours"})
    assert answer.status_code == 422
    assert "There is nobody here to read it now." in text_of(answer)
    assert Plan.objects.count() == 0


@pytest.mark.parametrize(
    ("when", "hours", "read"),
    [
        ("tomorrow", 24, "today"),
        ("today", 16, "today"),
        ("this-week", 6 * 24, "this week"),
    ],
)
def test_a_form_that_lay_open_means_the_day_it_was_opened_on(
    one: Player, time_machine: TimeMachineFixture, when: str, hours: int, read: str
) -> None:
    form = one.get("/plans/new/")
    facts = {name: field_of(form, name) for name in ("token", "shown_on")}
    time_machine.move_to(MONDAY + timedelta(hours=hours), tick=False)
    assert one.post("/plans/new/", {**facts, "text": "Out", "when": when}).status_code == 302
    assert lists(one, "/plans/")["Plans"] == [f"Out {read}"]


@pytest.mark.parametrize(("when", "days"), [("today", 1), ("tomorrow", 2), ("this-week", 7)])
def test_a_form_that_lay_open_too_long_asks_again(
    one: Player, time_machine: TimeMachineFixture, when: str, days: int
) -> None:
    form = one.get("/plans/new/")
    facts = {name: field_of(form, name) for name in ("token", "shown_on")}
    time_machine.move_to(MONDAY + timedelta(days=days), tick=False)
    answer = one.post("/plans/new/", {**facts, "text": "Out", "when": when})
    assert answer.status_code == 422
    assert "That day has gone by." in error_beside(answer, "when")
    assert field_of(answer, "text") == "Out"


def test_on_a_sunday_a_week_is_the_coming_one(
    one: Player, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MONDAY + timedelta(days=6), tick=False)
    form = text_of(one.get("/plans/new/"))
    assert "Next week" in form
    assert "This week" not in form
    plan = say_plan(one, "Little time", "this-week")
    assert lists(one, "/plans/")["Plans"] == ["Little time next week"]
    assert ['value="this-week"' in part for part in chosen_days(one, plan)] == [True]
    time_machine.move_to(MONDAY + timedelta(days=7), tick=False)
    assert lists(one, "/plans/")["Plans"] == ["Little time this week"]


def test_of_a_week_that_ends_today_today_is_left(
    one: Player, time_machine: TimeMachineFixture
) -> None:
    plan = say_plan(one, "Little time", "this-week")
    time_machine.move_to(MONDAY + timedelta(days=6), tick=False)
    assert ['value="today"' in part for part in chosen_days(one, plan)] == [True]


def test_thirty_stand_and_what_is_over_makes_room(
    one: Player, time_machine: TimeMachineFixture
) -> None:
    mine = one.membership()
    for _ in range(MOST):
        say(mine, "Out", date(2026, 11, 24), MONDAY, new_id(MONDAY.date()))
    answer = one.post("/plans/new/", {"text": "One more", "when": "today"})
    assert answer.status_code == 422
    assert "Thirty plans of yours stand here." in text_of(answer)
    time_machine.move_to(MONDAY + timedelta(days=2), tick=False)
    say_plan(one, "One more")


def test_the_action_refuses_what_the_form_would(two: Couple) -> None:
    together = two[0].membership("ours")
    for on, reason in (
        (date(2026, 11, 22), Refusal.PAST),
        (date(2027, 1, 23), Refusal.TOO_FAR),
    ):
        with pytest.raises(NotPossible) as refused:
            say(together, "Out", on, MONDAY, new_id(MONDAY.date()))
        assert refused.value.reason is reason
    leave(two[1].membership("ours"), MONDAY, takes_words_back=False)
    with pytest.raises(NotPossible) as refused:
        say(together, "Out", Week(MONDAY.date()), MONDAY, new_id(MONDAY.date()))
    assert refused.value.reason is Refusal.SPACE_ENDED
    assert Plan.objects.count() == 0


def test_what_the_action_gives_is_the_id(one: Player) -> None:
    mine, token = one.membership(), new_id(MONDAY.date())
    for _ in range(2):
        assert say(mine, "Out", Week(MONDAY.date()), MONDAY, token) == token
    (view,) = plans_of(mine, MONDAY)
    assert (view.id, view.text, view.on, view.until_on) == (
        token,
        "Out",
        date(2026, 11, 23),
        date(2026, 11, 29),
    )


def test_the_record_knows_nothing_of_it(two: Couple) -> None:
    ana = two[0]
    plan = say_plan(ana, "Out", to="ours")
    change(ana, f"/plans/ours/{plan}/", text="In", when="today")
    ana.post(f"/plans/ours/{plan}/remove/")
    assert not Due.objects.exists()
    assert not Event.objects.exists()


def test_in_a_break_nothing_is_different(two: Couple) -> None:
    ana, ben = two
    say_plan(ana, "Out till late", to="ours")
    before = lists(ana, "/plans/"), lists(ben, "/plans/")
    answer = ana.post("/breaks/new/", {"from_on": "2026-11-23", "until_on": "2026-11-25"})
    assert answer.status_code == 302
    assert (lists(ana, "/plans/"), lists(ben, "/plans/")) == before
    say_plan(ana, "In bed", "today", to="ours")
    assert lists(ben, "/plans/")["What Ana said"][0] == "In bed today"


def test_a_locked_browser_says_nothing(one: Player) -> None:
    plan = say_plan(one, "Out till late")
    one.lose_the_key()
    for path in ("/plans/", "/plans/new/", f"/plans/mine/{plan}/"):
        assert "Your words are locked" in said(one, path)
    assert one.post("/plans/new/", {"text": "Out", "when": "today"}).status_code == 403
    for step in ("", "remove/"):
        facts = {"text": "In", "when": "today", "revision": "1"}
        assert one.post(f"/plans/mine/{plan}/{step}", facts).status_code == 403
    assert Plan.objects.count() == 1


def test_the_pages_take_no_more_than_eight_queries(
    two: Couple, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for player in two:
        for to in ("mine", "ours"):
            plan = say_plan(player, "Out", to=to)
    for path in ("/plans/", "/plans/new/", f"/plans/ours/{plan}/"):
        two[1].get(path)
        with django_assert_max_num_queries(8):
            assert two[1].get(path).status_code == 200
