"""What somebody changed in the database is marked in its place, and breaks no page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.cast import Player
from troth.config.housekeeping import keep_house
from troth.grounds.models import Need, Plan
from troth.grounds.needs.queries import NEED_TABLE
from troth.grounds.needs.words import NeedWords
from troth.grounds.plans.queries import PLAN_TABLE
from troth.grounds.plans.words import PlanWords
from troth.grounds.tests.acts import CANT, MONDAY, Couple, said, say_need, say_plan
from troth.sealing import seal_words

pytestmark = pytest.mark.on_any_database

NEEDS: tuple[dict[str, Any], ...] = (
    {"words": b"not an envelope"},
    {"words": b""},
    {"made_on": date(2026, 11, 22)},
    {"made_on": date(9999, 12, 31)},
)
PLANS: tuple[dict[str, Any], ...] = (
    {"words": b"not an envelope"},
    {"words": b""},
    {"on": date(2026, 11, 22)},
    {"on": date(1, 1, 1)},
    {"until_on": date(2026, 11, 25)},
    {"until_on": date(9999, 12, 31)},
)


@pytest.mark.parametrize("change", NEEDS)
def test_a_changed_need_is_marked_and_the_rest_goes_on(two: Couple, change: dict[str, Any]) -> None:
    ana, _ben = two
    need = say_need(ana, "An hour alone", "ours")
    say_need(ana, "More sleep", "ours")
    Need.objects.filter(id=need).update(**change)
    for player in two:
        page = said(player, "/needs/")
        assert CANT in page
        assert "An hour alone" not in page
        assert "More sleep" in page
        assert CANT in said(player, f"/needs/ours/{need}/")


@pytest.mark.parametrize("change", NEEDS)
def test_a_need_that_cant_be_opened_can_only_go(two: Couple, change: dict[str, Any]) -> None:
    ana = two[0]
    page = f"/needs/ours/{say_need(ana, 'An hour alone', 'ours')}/"
    Need.objects.update(**change)
    words = bytes(Need.objects.get().words)
    assert ana.post(f"{page}change/", {"text": "More", "revision": "1"}).status_code == 422
    assert ana.post(f"{page}rest/").status_code == 302
    assert bytes(Need.objects.get().words) == words
    assert ana.post(f"{page}take-back/").status_code == 302
    assert not Need.objects.exists()


def test_what_was_put_to_rest_from_outside_is_marked(two: Couple) -> None:
    ana, ben = two
    need = say_need(ana, "An hour alone", "ours")
    Need.objects.update(rests_on=date(2026, 11, 23))
    assert CANT in said(ana, "/needs/before/ours/")
    assert "An hour alone" not in said(ben, "/needs/")
    assert ben.get(f"/needs/ours/{need}/").status_code == 404


def test_what_was_brought_back_from_outside_isnt_shown_to_the_other(two: Couple) -> None:
    ana, ben = two
    need = say_need(ana, "An hour alone", "ours")
    ana.post(f"/needs/ours/{need}/rest/")
    Need.objects.update(rests_on=None)
    page = said(ben, "/needs/") + said(ben, f"/needs/ours/{need}/")
    assert CANT in page
    assert "An hour alone" not in page


@pytest.mark.parametrize("change", PLANS)
def test_a_changed_plan_is_marked_and_the_rest_goes_on(two: Couple, change: dict[str, Any]) -> None:
    ana, _ben = two
    plan = say_plan(ana, "Out till late", to="ours")
    say_plan(ana, "Back for dinner", to="ours")
    Plan.objects.filter(id=plan).update(**change)
    for player in two:
        page = said(player, "/plans/")
        assert CANT in page
        assert "Out till late" not in page
        assert "Back for dinner" in page
    page = f"/plans/ours/{plan}/"
    assert CANT in said(ana, page)
    facts = {"text": "In", "when": "today", "revision": "1"}
    assert ana.post(page, facts).status_code == 422
    keep_house(MONDAY)
    assert ana.post(f"{page}remove/").status_code == 302
    assert Plan.objects.count() == 1


def test_words_put_into_the_others_mouth_are_not_shown(two: Couple) -> None:
    ana, ben = two
    say_need(ana, "An hour alone", "ours")
    say_plan(ana, "Out till late", to="ours")
    for model in (Need, Plan):
        model.objects.update(person_id=ben.person.id)
    for player in two:
        page = said(player, "/needs/") + said(player, "/plans/")
        assert page.count(CANT) == 2
        assert "An hour alone" not in page
        assert "Out till late" not in page


def test_rows_moved_to_another_space_are_not_shown(two: Couple) -> None:
    ana, ben = two
    say_need(ana, "An hour alone")
    say_plan(ana, "Out till late")
    for model in (Need, Plan):
        model.objects.update(space_id=ana.membership("ours").space_id)
    page = said(ben, "/needs/") + said(ben, "/plans/")
    assert page.count(CANT) == 2
    assert "An hour alone" not in page
    assert "Out till late" not in page


@pytest.mark.parametrize(
    ("field", "value"), [("made_on", "soon"), ("rests_on", "later"), ("made_on", "")]
)
def test_days_of_a_need_that_are_none_break_no_page(two: Couple, field: str, value: str) -> None:
    ana, ben = two
    need, together = say_need(ana, "Sing", "ours"), ana.membership("ours")
    words = NeedWords("Sing", "2026-11-23")
    object.__setattr__(words, field, value)
    sealed = seal_words(together.ring(), together.context(NEED_TABLE, need), words, 2)
    Need.objects.update(words=sealed)
    assert CANT in said(ben, "/needs/")


def test_earlier_words_that_cant_be_read_break_no_page(two: Couple) -> None:
    ana, ben = two
    need, together = say_need(ana, "Sing", "ours"), ana.membership("ours")
    words = NeedWords("Sing", "2026-11-23", earlier=("no day", "2026-99-99 Hum"))
    sealed = seal_words(together.ring(), together.context(NEED_TABLE, need), words, 2)
    Need.objects.update(words=sealed)
    assert "What stood here can’t be read." in said(ben, f"/needs/ours/{need}/")
    assert "Sing" in said(ben, "/needs/")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("zone", "Nowhere/Land"),
        ("zone", "../etc/passwd"),
        ("zone", "\0"),
        ("on", "soon"),
        ("until_on", "2026-11-01"),
    ],
)
def test_days_and_zones_of_a_plan_that_are_none_break_no_page(
    two: Couple, field: str, value: str
) -> None:
    ana, ben = two
    plan, together = say_plan(ana, "Sing", to="ours"), ana.membership("ours")
    words = PlanWords("Sing", "2026-11-24", "2026-11-24", "UTC")
    object.__setattr__(words, field, value)
    sealed = seal_words(together.ring(), together.context(PLAN_TABLE, plan), words, 2)
    Plan.objects.update(words=sealed)
    assert CANT in said(ben, "/plans/")


def test_in_private_rows_of_somebody_else_are_marked(one: Player, dan: Player) -> None:
    say_need(one, "An hour alone")
    say_plan(one, "Out till late")
    for model in (Need, Plan):
        model.objects.update(person_id=dan.person.id)
    page = said(one, "/needs/") + said(one, "/plans/")
    assert page.count(CANT) == 2
    assert "An hour alone" not in page
