"""What lies behind: one's own past promises by month, narrowed by how they ended."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.promises.models import Promise
from troth.promises.past.queries import past_promises
from troth.promises.past.rules import Cursor, PastEnding
from troth.promises.tests.acts_of_the_past import said_long_ago

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BEFORE = "/promises/before/"
Couple = tuple[Player, Player]


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def main_of(player: Player, path: str = BEFORE) -> str:
    answer = player.get(path)
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2]


def texts(page: str) -> list[str]:
    return [html.unescape(each) for each in re.findall(r'class="what"><span>([^<]+)</span>', page)]


def one_of_each(player: Player, to: str = "mine") -> dict[str, UUID]:
    """One for each ending that its maker can say on the day, named by it."""
    said = {}
    for ending, step, facts in (
        ("kept", "keep", {}),
        ("moved", "move", {"when": "wednesday"}),
        ("withdrawn", "withdraw", {"note": "Not this week"}),
        ("owned", "own", {"note": "I forgot"}),
    ):
        said[ending] = player.say(f"This was {ending}", when="tomorrow", to=to)
        player.post(f"/promises/{to}/{said[ending]}/{step}/", facts)
    return said


def test_before_anything_has_ended_it_says_what_will_stand_here(ana: Player) -> None:
    ana.say("Sing", when="tomorrow")
    assert "Nothing lies behind yet" in text_of(ana.get(BEFORE))
    assert "Sing" not in main_of(ana)


def test_what_ended_and_what_waits_for_a_word_stand_by_month_the_newest_open(ana: Player) -> None:
    said_long_ago(ana, [f"Step {number}." for number in range(1, 61)])
    page = main_of(ana)
    assert re.findall(r"<h2>(\w+)</h2>", page) == ["November"]
    assert texts(page)[0] == "Step 1."
    link = re.search(r'href="(/promises/before/\?before=[^"]+)"', page)
    assert link is not None
    further = main_of(ana, html.unescape(link[1]))
    assert re.findall(r'<details class="sheet month"( open)?>', further) == [" open", ""]
    assert re.findall(r"<h2>(\w+)</h2>", further) == ["November", "October"]


def test_a_month_of_another_year_says_so(ana: Player, time_machine: TimeMachineFixture) -> None:
    ana.stay()
    said_long_ago(ana, ["Sing"])
    time_machine.move_to(MONDAY + timedelta(days=60))
    ana.sign_in()
    assert "<h2>November 2026</h2>" in main_of(ana)


@pytest.mark.parametrize("to", ["mine", "ours"])
@pytest.mark.parametrize("ending", ["kept", "moved", "withdrawn", "owned"])
def test_it_can_be_narrowed_by_how_it_ended(couple: Couple, to: str, ending: str) -> None:
    ana, _ben = couple
    one_of_each(ana, to)
    page = main_of(ana, f"{BEFORE}?in={to}&ending={ending}")
    assert texts(page) == [f"This was {ending}"]
    assert set(texts(main_of(ana, f"{BEFORE}?in={to}"))) == {
        f"This was {each}" for each in ("kept", "moved", "withdrawn", "owned")
    }


def test_released_let_go_and_no_word_are_ways_to_narrow_it_too(
    couple: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = couple
    for player in couple:
        player.stay()
    released = ana.say("Call the bank", when="tomorrow", to="ours")
    ben.post(f"/promises/ours/{released}/release/")
    let_go = ana.say("Sort the shed", when="today", to="ours")
    ana.say("Write to Ida", when="today", to="ours")
    time_machine.move_to(MONDAY + timedelta(days=2))
    ana.post(f"/promises/ours/{let_go}/let-go/")
    for ending, text in (
        ("released", "Call the bank"), ("let-go", "Sort the shed"), ("no-word", "Write to Ida"),
    ):  # fmt: skip
        assert texts(main_of(ana, f"{BEFORE}?in=ours&ending={ending}")) == [text]
    assert "Nothing of yours ended like this." in main_of(ana, f"{BEFORE}?ending=kept")
    assert "ending=released" not in main_of(ana)


def test_nothing_of_the_partners_is_there_however_it_is_narrowed(couple: Couple) -> None:
    ana, ben = couple
    one_of_each(ben, "ours")
    one_of_each(ben, "mine")
    said_long_ago(ben, ["No word of this"], where="ours")
    for where in ("mine", "ours"):
        for ending in ["", *PastEnding]:
            assert texts(main_of(ana, f"{BEFORE}?in={where}&ending={ending}")) == []
    assert texts(main_of(ben, f"{BEFORE}?in=ours&ending=owned")) == ["This was owned"]


@pytest.mark.parametrize(
    "query",
    [
        "in=theirs", "ending=bogus", "ending=open", "ending=shared", "before=x", "before=.",
        "before=2026-11-23", "before=2026-11-23T09:00:00%2B02:00.{id}", "before={id}",
    ],
)  # fmt: skip
def test_what_there_is_no_page_of_is_not_found(ana: Player, query: str) -> None:
    assert ana.get(f"{BEFORE}?{query.format(id=uuid4())}").status_code == 404


def test_the_other_space_and_one_that_has_ended_have_no_page_here(
    ana: Player, parted: Couple
) -> None:
    assert ana.get(f"{BEFORE}?in=ours").status_code == 404
    ben = parted[1]
    ended = ben.membership(next(each.where for each in _memberships(ben) if each.has_ended))
    assert ben.get(f"{BEFORE}?in={ended.space_id}").status_code == 404


def _memberships(player: Player) -> Any:
    from troth.spaces.queries import memberships_of

    held = player.keys()
    return memberships_of(held.person, held.bundle)


def test_while_it_is_locked_nothing_opens(ana: Player) -> None:
    said_long_ago(ana, ["Polish the lantern"])
    ana.lose_the_key()
    assert "lantern" not in ana.get(BEFORE).content.decode()


def test_one_that_was_altered_is_marked_and_the_rest_is_shown(ana: Player) -> None:
    said_long_ago(ana, ["One", "Two"])
    first, second = Promise.objects.order_by("due_at")
    Promise.objects.filter(id=first.id).update(words=second.words)
    page = main_of(ana)
    assert page.count("be opened.") == 1
    assert texts(page) == [] or texts(page) == ["One"]


def test_every_one_comes_once_and_the_pages_take_as_many_queries(
    couple: Couple, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    ana, ben = couple
    said_long_ago(ana, [f"Step {number}." for number in range(50)], where="ours")
    said_long_ago(ben, [f"His {number}." for number in range(50)], where="ours")
    path, found = f"{BEFORE}?in=ours", []
    ana.get("/today/")
    while path:
        with django_assert_max_num_queries(8):
            page = main_of(ana, path)
        assert not re.search(r"\b50\b", text_of(ana.get(path)))
        found += re.findall(r"Step \d+\.", " ".join(re.findall(r"<summary>.*?</summary>", page)))
        link = re.search(r'href="(/promises/before/\?[^"]*before=[^"]+)"', page)
        path = html.unescape(link[1]) if link else ""
    assert len(found) == len(set(found)) == 50


def test_each_way_to_narrow_it_is_read_by_an_index_in_its_order(ana: Player) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("names SQLite's plan")
    one_of_each(ana)
    there, plans = ana.membership(), []

    def plan(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if 'FROM "promises_promise"' in sql and "ORDER BY" in sql:
            with connection.cursor() as cursor:
                cursor.cursor.execute(
                    f"EXPLAIN QUERY PLAN {sql % tuple('?' * len(params))}", params
                )
                plans.append(" ".join(row[3] for row in cursor.fetchall()))
        return execute(sql, params, many, context)

    for before in (None, Cursor(MONDAY, uuid4())):
        for ending in PastEnding:
            with connection.execute_wrapper(plan):
                past_promises(there, ending, before, MONDAY)
    assert len(plans) == 2 * len(PastEnding)
    for each in plans:
        assert "promise_by_state" in each
        assert "due_at" in each or "state=?)" in each
        assert "FOR ORDER BY" not in each
