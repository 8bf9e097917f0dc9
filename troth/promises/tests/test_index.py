"""All promises: what is open, then what ended, a page at a time and without totals."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.promises.actions import keep_promise, make_promise
from troth.promises.due import DueKind, DueValue
from troth.promises.models import Promise
from troth.spaces.ids import new_id

pytestmark = pytest.mark.on_any_database

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def keep_some(player: Player, count: int) -> None:
    """Promises 101 and so on, all kept, due on one day, the quick way."""
    membership, now = player.membership(), timezone.now()
    due = DueValue(DueKind.DAY, now.date(), None, player.zone)
    for number in range(101, 101 + count):
        token = new_id(now.date())
        promise_id = make_promise(membership, f"Number {number}.", "", due, now, token)
        keep_promise(membership, promise_id, now, now, new_id(now.date()))


def shown(player: Player) -> list[set[str]]:
    """What each page of the past shows, following the link as long as there is one."""
    pages, address = [], "/promises/before/"
    while True:
        body = player.get(address).content.decode()
        pages.append(set(re.findall(r"Number \d+\.", body)))
        link = re.search(r'href="(/promises/before/\?before=[^"]+)"', body)
        if link is None:
            return pages
        address = link[1]


def test_without_any_the_page_invites_to_make_one(ana: Player) -> None:
    text = text_of(ana.get("/promises/"))
    assert "Nothing here yet" in text
    assert "Make a small promise" in text


def test_open_waiting_and_ended_ones_stand_apart(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    ana.say("Call the plumber", when="today")
    kept = ana.say("Water the plants", when="today")
    ana.post(f"/promises/mine/{kept}/keep/")
    ana.say("Sing", when="date", on="2026-12-24")
    time_machine.move_to(MONDAY + timedelta(days=1))
    text = text_of(ana.get("/promises/"))
    order = ["No word yet", "Call the plumber", "Still to come", "Sing", "Before", "Water the"]
    places = [text.rindex(part) for part in order]
    assert places == sorted(places)
    assert "yesterday, no word yet" in text


@pytest.mark.parametrize("count", [20, 21, 41])
def test_each_ended_one_is_shown_once_and_no_page_is_empty(ana: Player, count: int) -> None:
    keep_some(ana, count)
    pages = shown(ana)
    assert all(pages)
    assert [len(page) for page in pages[:-1]] == [20] * (len(pages) - 1)
    assert sum(map(len, pages)) == len(set.union(*pages)) == count


def test_nowhere_is_a_total(ana: Player) -> None:
    keep_some(ana, 23)
    for address in ("/promises/", "/today/", "/me/"):
        assert not re.search(r"\b23\b", text_of(ana.get(address)))


def test_the_length_of_the_past_changes_no_number_of_queries(ana: Player) -> None:
    counts = []
    for _ in range(2):
        keep_some(ana, 21)
        with CaptureQueriesContext(connection) as queries:
            ana.get("/promises/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize("before", ["nonsense", "00000000", "'; drop table promises_promise"])
def test_a_cursor_that_is_none_is_not_found(ana: Player, before: str) -> None:
    assert ana.get("/promises/before/", data={"before": before}).status_code == 404


def test_anothers_row_as_a_cursor_tells_nothing(ana: Player, ben: Player) -> None:
    keep_some(ben, 1)
    keep_some(ana, 21)
    theirs = Promise.objects.exclude(maker_id=ana.person.id).get().id
    answers = [
        ana.get("/promises/before/", data={"before": f"2026-11-24T03:00:00.{row_id}"})
        for row_id in (theirs, UUID(int=theirs.int ^ 1))
    ]
    assert answers[0].status_code == answers[1].status_code
    assert text_of(answers[0]) == text_of(answers[1])


def test_what_was_altered_in_the_database_is_marked_and_the_rest_is_shown(ana: Player) -> None:
    keep_some(ana, 2)
    first, second = Promise.objects.order_by("id")
    third = ana.say("Sing", when="today")
    Promise.objects.filter(id=first.id).update(words=second.words)
    Promise.objects.filter(id=third).update(state="bogus")
    for address in ("/promises/", "/today/", f"/promises/mine/{third}/"):
        page = ana.get(address)
        assert page.status_code == 200
    text = text_of(ana.get("/promises/"))
    assert text.count("be opened.") == 2
    assert len(re.findall(r"Number \d+\.", text)) == 1


@pytest.mark.parametrize("state", ["owned", "bogus", "open", ""])
def test_an_altered_ending_is_marked_and_breaks_no_page(ana: Player, state: str) -> None:
    keep_some(ana, 1)
    promise = Promise.objects.get()
    promise.endings.update(state=state)
    for address in ("/promises/", f"/promises/mine/{promise.id}/"):
        page = ana.get(address)
        assert page.status_code == 200
        assert "be opened." in text_of(page)
