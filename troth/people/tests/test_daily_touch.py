"""A page that is only read writes nothing, but for the session's touch once a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from tests.cast import OWN_PAGES, Player
from troth.people.models import Session

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WRITES = ("INSERT", "UPDATE", "DELETE", "SAVEPOINT", "BEGIN")
PAGES = [
    "/today/",
    *OWN_PAGES,
    "/sign-out/",
    "/open/",
    "/how-your-words-are-kept/",
    "/help/",
]


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def writes_of(player: Player, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert player.get(path).status_code == 200
    return [found["sql"] for found in queries if found["sql"].lstrip().startswith(WRITES)]


@pytest.mark.parametrize("path", PAGES)
def test_reading_a_page_writes_nothing(ana: Player, path: str) -> None:
    ana.say("Call the plumber", when="today")
    ana.get("/today/")
    answer = ana.get(path)
    assert not answer.cookies.keys() - {"messages", "csrf"}
    assert writes_of(ana, path) == []


def test_reading_a_promise_writes_nothing(ana: Player) -> None:
    page = f"/promises/mine/{ana.say('Call the plumber')}/"
    for path in (page, f"{page}own/", f"{page}move/"):
        assert writes_of(ana, path) == []


def test_the_first_page_of_a_day_touches_the_session_once(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    time_machine.move_to(MONDAY + timedelta(days=1))
    writes = writes_of(ana, "/today/")
    assert [sql for sql in writes if "people_session" in sql]
    assert len([sql for sql in writes if not sql.startswith(("SAVEPOINT", "BEGIN"))]) == 1
    assert writes_of(ana, "/today/") == []
    expires = Session.objects.get().expire_date
    assert abs(expires - MONDAY - timedelta(days=181)) < timedelta(minutes=1)


def test_the_touch_sends_both_cookies_for_another_half_year(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    time_machine.move_to(MONDAY + timedelta(days=1))
    answer = ana.get("/today/")
    assert {"key", "session"} <= answer.cookies.keys()
    assert {answer.cookies[name]["max-age"] for name in ("key", "session")} == {180 * 24 * 3600}
