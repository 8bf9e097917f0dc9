"""What breaks cost: one small query, and only where there are any."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Player
from troth.journeys.breaks.tests.acts import say, take_break

Couple = tuple[Player, Player]


def test_a_break_costs_today_one_query(
    two: Couple, django_assert_num_queries: Callable[[int], Any]
) -> None:
    ana, _ben = two
    ana.post("/focus/", {"habit": "give-space"})
    say(ana, "Bring the bread", 2)
    ana.get("/today/")
    with CaptureQueriesContext(connection) as captured:
        ana.get("/today/")
    without = len(captured)
    take_break(ana, 1, 3)
    take_break(ana, 9, 12, tell="on")
    ana.get("/today/")
    with django_assert_num_queries(without + 1):
        ana.get("/today/")


@pytest.mark.parametrize(
    "path", ["/breaks/", "/breaks/new/", "/breaks/{id}/", "/breaks/{id}/inside/", "/promises/",
             "/promises/waiting/", "/us/"]
)  # fmt: skip
def test_no_page_takes_more_than_eight_queries_for_it(
    two: Couple, path: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    ana, ben = two
    for player in two:
        say(player, "Bring the bread", 2, to="ours")
        say(player, "Bring the bread", 2)
    take_break(ben, 0, 3, tell="on")
    mine = take_break(ana, 1, 3, tell="on")
    with django_assert_max_num_queries(8):
        assert ana.get(path.format(id=mine)).status_code == 200
