"""What a page costs: few queries, and as many with a long history as with a short one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import OWN_PAGES, Player
from troth.promises.actions import keep_promise, make_promise
from troth.promises.due import DueKind, DueValue
from troth.spaces.ids import new_id

pytestmark = pytest.mark.on_any_database

TODAY_AT_MOST = 6  # session, person and bundles, memberships, due, promises, focus
OTHERS_AT_MOST = 8


def live_a_little(player: Player, days: int) -> None:
    """A history: each day something kept; and then something due, waiting and ahead."""
    membership, now = player.membership(), timezone.now()
    today = membership.today(now)

    def make(ahead: int, made: Any) -> Any:
        due = DueValue(DueKind.DAY, today + timedelta(days=ahead), None, player.zone)
        token = new_id(membership.today(made))
        return make_promise(membership, f"Promise {ahead}", "At tea", due, made, token)

    for ago in range(days, 0, -1):
        then = now - timedelta(days=ago)
        keep_promise(membership, make(-ago, then), then, then, new_id(today))
    for ahead in (-2, -1, 0, 0, 1, 2):
        make(ahead, now - timedelta(days=3))
    player.post("/focus/", {"habit": "give-space"})
    player.get("/today/")


@pytest.mark.parametrize("days", [1, 25])
def test_today_takes_six_queries_whatever_the_history(
    ana: Player, days: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    live_a_little(ana, days)
    with django_assert_num_queries(TODAY_AT_MOST):
        page = ana.get("/today/")
    assert page.content.decode().count('<li class="row') == 6


@pytest.mark.parametrize("path", OWN_PAGES)
def test_no_other_page_takes_more_than_eight(
    ana: Player, path: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    live_a_little(ana, 5)
    with django_assert_max_num_queries(OTHERS_AT_MOST):
        assert ana.get(path).status_code == 200


def test_a_promise_and_its_forms_take_no_more_than_eight(
    ana: Player, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    page = f"/promises/mine/{promise_id}/"
    for _ in range(3):
        ana.post(f"{page}keep/")
        ana.post(f"{page}own/", {"note": "Not really"})
    for path in (page, f"{page}own/", f"{page}move/"):
        with django_assert_max_num_queries(OTHERS_AT_MOST):
            assert ana.get(path).status_code == 200


def test_a_locked_page_opens_and_counts_nothing(
    ana: Player, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    live_a_little(ana, 3)
    ana.lose_the_key()
    with django_assert_max_num_queries(2):
        assert ana.get("/today/").status_code == 200
