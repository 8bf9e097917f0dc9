"""A plan with other words or another day, as if it had always been so; or gone without a trace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, text_of
from troth.grounds.models import Plan
from troth.grounds.tests.acts import MONDAY, Couple, change, chosen_days, lists, said, say_plan

pytestmark = pytest.mark.on_any_database


def test_a_changed_plan_reads_as_if_it_had_always_been_so(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    plan = say_plan(ana, "Out till late", "this-week", "ours")
    change(ana, f"/plans/ours/{plan}/", text="Back for dinner", when="date", on="2026-11-27")
    time_machine.move_to(MONDAY + timedelta(days=1), tick=False)
    read = text_of(ben.get("/plans/"))
    ana.post(f"/plans/ours/{plan}/remove/")
    say_plan(ana, "Back for dinner", "date", "ours", "2026-11-27")
    assert text_of(ben.get("/plans/")) == read
    assert "Back for dinner on Friday" in read


def test_the_form_begins_as_it_stands(one: Player) -> None:
    for when, on in (("today", ""), ("tomorrow", ""), ("this-week", ""), ("date", "2026-12-05")):
        plan = say_plan(one, "Out", when, on=on)
        chosen = chosen_days(one, plan)
        assert [f'value="{when}"' in part for part in chosen] == [True]
        if on:
            assert f'value="{on}"' in one.get(f"/plans/mine/{plan}/").content.decode()


def test_saved_as_it_stands_nothing_changes(one: Player) -> None:
    plan = say_plan(one, "Out", "this-week")
    words = bytes(Plan.objects.get().words)
    change(one, f"/plans/mine/{plan}/", text="Out", when="this-week")
    assert bytes(Plan.objects.get().words) == words


def test_two_windows_at_once_lose_no_words(one: Player) -> None:
    page = f"/plans/mine/{say_plan(one, 'Out till late')}/"
    revision = field_of(one.get(page), "revision")
    change(one, page, text="From the first window", when="today")
    facts = {"text": "From the second", "when": "today"}
    answer = one.post(page, {**facts, "revision": revision})
    assert answer.status_code == 422
    assert "From the first window" in text_of(answer)
    assert field_of(answer, "text") == "From the second"
    assert one.post(page, {**facts, "revision": field_of(answer, "revision")}).status_code == 302
    assert lists(one, "/plans/")["Plans"] == ["From the second today"]


def test_removed_it_is_gone_for_both(two: Couple) -> None:
    ana, ben = two
    before = text_of(ben.get("/plans/"))
    page = f"/plans/ours/{say_plan(ana, 'Out till late', to='ours')}/"
    assert "Out till late" in said(ben, "/plans/")
    assert ana.post(f"{page}remove/")["Location"] == "/plans/"
    assert not Plan.objects.exists()
    assert text_of(ben.get("/plans/")) == before
    for answer in (ana.get(page), ana.post(f"{page}remove/")):
        assert answer.status_code == 404


def test_what_was_written_for_one_that_is_gone_is_shown_to_copy(one: Player) -> None:
    page = f"/plans/mine/{say_plan(one)}/"
    one.post(f"{page}remove/")
    answer = one.post(page, {"text": "Back for dinner", "when": "today", "revision": "1"})
    assert answer.status_code == 404
    assert "Back for dinner" in text_of(answer)


@pytest.mark.parametrize("step", ["", "remove/"])
def test_only_its_author_opens_changes_or_removes_it(two: Couple, cleo: Player, step: str) -> None:
    ana, ben = two
    cleo.stay()
    told, own = say_plan(ana, "Out", to="ours"), say_plan(ana, "The dentist")
    before = list(Plan.objects.order_by("id").values_list())
    facts = {"text": "In", "when": "today", "revision": "1"}
    for player in (ben, cleo):
        for page in (f"/plans/ours/{told}/", f"/plans/mine/{own}/", f"/plans/ours/{own}/"):
            assert player.post(f"{page}{step}", facts).status_code == 404
            assert player.get(page).status_code == 404
    assert list(Plan.objects.order_by("id").values_list()) == before
