"""The poll: an empty answer, cheaply, that moves only with what its viewer may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone
from time_machine import TimeMachineFixture

from tests.access.matrix import differing, everything_stored
from tests.cast import Player
from troth.spaces.actions import show_change_to
from troth.spaces.queries import version_of

Couple = tuple[Player, Player]


def poll(player: Player, version: object) -> HttpResponse:
    answer = player.get(f"/us/poll/?v={version}")
    assert (answer.status_code, answer.content) == (204, b"")
    return answer


def is_told(player: Player, version: object) -> bool:
    return poll(player, version).headers.get("HX-Refresh") == "true"


def test_it_tells_when_something_changed_that_i_may_see(ana: Player) -> None:
    version = version_of(ana.person.id)
    assert not is_told(ana, version)
    show_change_to(ana.person.id, timezone.now())
    assert is_told(ana, version)
    assert not is_told(ana, version_of(ana.person.id))


@pytest.mark.parametrize("version", ["", "x", "-1", "0%00"])
def test_a_page_that_names_no_version_is_told_to_look_again(ana: Player, version: str) -> None:
    assert is_told(ana, version)


def test_what_the_other_does_alone_moves_nothing(couple: Couple) -> None:
    ana, ben = couple
    version = version_of(ana.person.id)
    ben.say("Wind the clock")
    ben.post("/me/", {"called": "Benjamin"})
    ben.post("/us/step-away/")
    ben.get("/us/")
    assert not is_told(ana, version)


def test_signed_out_it_says_nothing_and_leads_nowhere(eve: Player) -> None:
    assert "HX-Refresh" not in poll(eve, 0).headers


def test_it_works_while_locked(ana: Player) -> None:
    ana.lose_the_key()
    assert not is_told(ana, version_of(ana.person.id))


def test_it_takes_a_session_and_one_query(
    couple: Couple, django_assert_num_queries: Callable[[int], Any]
) -> None:
    ana, _ben = couple
    with django_assert_num_queries(2) as captured:
        poll(ana, 0)
    asked = " ".join(query["sql"] for query in captured.captured_queries)
    assert "people_person" not in asked
    assert "people_bundle" not in asked


def test_a_page_left_open_is_no_visit(ana: Player, time_machine: TimeMachineFixture) -> None:
    ana.stay()
    time_machine.move_to(timezone.now() + timedelta(days=2))
    before = everything_stored()
    answer = poll(ana, 0)
    assert differing(before, everything_stored()) == []
    assert not answer.cookies


def test_only_reading_is_possible(ana: Player) -> None:
    assert ana.post("/us/poll/").status_code == 405
