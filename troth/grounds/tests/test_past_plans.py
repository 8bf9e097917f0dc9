"""Once its last day is over where its author is, a plan is gone: from sight, then for good."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player
from troth.config.housekeeping import keep_house
from troth.grounds.models import Plan
from troth.grounds.plans.actions import forget_plans
from troth.grounds.plans.actions import say_plan as say
from troth.grounds.plans.queries import over_and_kept, plans_of
from troth.grounds.tests.acts import MONDAY, Couple, change, lists, say_plan

ONE_MINUTE = timedelta(minutes=1)
# Ana's Monday, in Berlin, ends at three in Greenwich; Ben's, in Tokyo, had ended at seven in the
# evening before.
HERS_ENDS = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
HIS_ENDS = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize(("whose", "ends"), [(0, HERS_ENDS), (1, HIS_ENDS)])
def test_it_goes_for_both_by_its_authors_day(
    two: Couple, time_machine: TimeMachineFixture, whose: int, ends: datetime
) -> None:
    author, other = two[whose], two[1 - whose]
    say_plan(author, "Out till late", "today", "ours")
    label, theirs = f"What {other.name} can read", f"What {author.name} said"
    time_machine.move_to(ends - ONE_MINUTE, tick=False)
    keep_house(ends - ONE_MINUTE)
    assert lists(author, "/plans/")[label] == ["Out till late today"]
    assert len(lists(other, "/plans/")[theirs]) == 1
    time_machine.move_to(ends, tick=False)
    assert lists(author, "/plans/") == lists(other, "/plans/") == {}
    assert Plan.objects.count() == 1
    keep_house(ends)
    assert not Plan.objects.exists()


def test_where_it_is_another_day_for_the_other_its_weekday_says_which(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    say_plan(ana, "Out till late", "today", "ours")
    assert lists(ben, "/plans/")["What Ana said"] == ["Out till late today"]
    time_machine.move_to(HIS_ENDS, tick=False)
    assert lists(ben, "/plans/")["What Ana said"] == ["Out till late on Monday"]
    assert lists(ana, "/plans/")["What Ben can read"] == ["Out till late today"]


def test_a_week_goes_with_its_sunday(one: Player, time_machine: TimeMachineFixture) -> None:
    say_plan(one, "Little time", "this-week")
    sunday = MONDAY + timedelta(days=6)
    time_machine.move_to(sunday, tick=False)
    assert lists(one, "/plans/")["Plans"] == ["Little time this week"]
    keep_house(sunday)
    assert Plan.objects.count() == 1
    time_machine.move_to(sunday + timedelta(days=1), tick=False)
    assert lists(one, "/plans/") == {}
    keep_house(sunday + timedelta(days=1))
    assert not Plan.objects.exists()


def test_a_week_that_has_begun_for_one_alone_is_named_by_its_monday(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    # Ben's Monday, and still Sunday for Ana.
    time_machine.move_to(datetime(2026, 11, 29, 20, 0, tzinfo=UTC), tick=False)
    say_plan(ben, "Little time", "this-week", "ours")
    assert lists(ben, "/plans/")["What Ana can read"] == ["Little time this week"]
    assert lists(ana, "/plans/")["What Ben said"] == ["Little time the week of 30 November"]


@pytest.mark.parametrize(
    ("saturday", "ends"),
    [
        # The clock goes forward, then back, on the night to a Sunday at two: its day turns at four.
        (datetime(2026, 3, 28, 9, 0, tzinfo=UTC), datetime(2026, 3, 29, 2, 0, tzinfo=UTC)),
        (datetime(2026, 10, 24, 9, 0, tzinfo=UTC), datetime(2026, 10, 25, 3, 0, tzinfo=UTC)),
    ],
)
def test_the_day_ends_at_four_on_the_nights_when_the_clock_is_changed(
    ana: Player, time_machine: TimeMachineFixture, saturday: datetime, ends: datetime
) -> None:
    time_machine.move_to(saturday, tick=False)
    ana.post("/sign-in/", {"login": "ana", "password": ana.password})
    mine = ana.membership()
    say(mine, "Out till late", saturday.date(), saturday, mine.space_id)
    assert [view.text for view in plans_of(mine, ends - ONE_MINUTE)] == ["Out till late"]
    keep_house(ends - ONE_MINUTE)
    assert Plan.objects.count() == 1
    assert plans_of(mine, ends) == []
    keep_house(ends)
    assert not Plan.objects.exists()


def test_whoever_travels_takes_their_day_along(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    say_plan(ana, "Out till late", "today", "ours")
    facts = {"time_zone": "America/New_York", "ask_again": "never"}
    assert ana.post("/me/settings/", facts).status_code == 302
    assert ana.membership().zone.key == "America/New_York"
    time_machine.move_to(HERS_ENDS, tick=False)
    keep_house(HERS_ENDS)
    assert lists(ana, "/plans/")["What Ben can read"] == ["Out till late today"]
    # Nothing tells him of another place: for him it went with the day that it was said in.
    assert lists(ben, "/plans/") == {}


def test_housekeeping_leaves_all_that_isnt_over(two: Couple) -> None:
    for player in two:
        for when in ("today", "tomorrow", "this-week"):
            say_plan(player, "Out", when, "ours")
            say_plan(player, "Out", when)
    keep_house(MONDAY)
    assert Plan.objects.count() == 12
    keep_house(MONDAY + timedelta(days=2))
    assert set(Plan.objects.values_list("until_on", flat=True)) == {date(2026, 11, 29)}
    assert Plan.objects.count() == 4


def test_what_was_put_off_meanwhile_stays(one: Player, time_machine: TimeMachineFixture) -> None:
    plan = say_plan(one, "Out", "today")
    (over,) = over_and_kept(MONDAY + timedelta(days=2))
    change(one, f"/plans/mine/{plan}/", text="Out", when="date", on="2026-11-29")
    forget_plans(over, MONDAY + timedelta(days=2))
    assert Plan.objects.count() == 1


def test_what_is_over_isnt_changed_any_more(one: Player, time_machine: TimeMachineFixture) -> None:
    plan = say_plan(one, "Out", "today")
    time_machine.move_to(MONDAY + timedelta(days=1), tick=False)
    for step in ("", "remove/"):
        facts = {"text": "In", "when": "today", "revision": "1"}
        assert one.post(f"/plans/mine/{plan}/{step}", facts).status_code == 404
    assert one.get(f"/plans/mine/{plan}/").status_code == 404
