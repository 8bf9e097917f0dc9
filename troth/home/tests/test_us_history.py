"""The history on Us: what was kept, by day, the same for both, without a count."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture

from tests.cast import Player
from tests.look.people import Diary
from troth.home.us import history
from troth.home.us.history import PAGE_SIZE
from troth.promises import actions
from troth.promises.models import Ending, Promise
from troth.record.models import Event, Kind
from troth.spaces.ids import new_id
from troth.spaces.models import Member

pytestmark = pytest.mark.on_any_database

Couple = tuple[Player, Player]
# In Berlin it is ten in the morning, in Tokyo six in the evening.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LINE = re.compile(
    r'class="what"><span>([^<]*)</span> <span class="when">([^<]*)</span>|<h[34][^>]*>([^<]*)</h'
)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def diary(player: Player) -> Diary:
    return Diary(player.membership("ours"), timezone.now())


def kept(player: Player, text: str, ahead: int) -> Any:
    written = diary(player)
    return written.kept(written.said(text, ahead, made=min(ahead, -1)), ahead)


def main_of(player: Player, path: str = "/us/") -> str:
    page = player.get(path)
    assert page.status_code == 200
    found = re.search(r'<section class="history[\s\S]*?</main>', page.content.decode())
    assert found is not None
    return found[0]


def told(player: Player, path: str = "/us/") -> list[str]:
    """Headings and lines of the history, in order."""
    page = main_of(player, path).partition("Between the two of you")[0]
    return [heading or f"{text}: {who}" for text, who, heading in LINE.findall(page)]


def test_what_was_kept_stands_by_day_the_latest_first(couple: Couple) -> None:
    ana, ben = couple
    kept(ana, "Ring the plumber", -40)
    kept(ben, "Cook on Friday", -3)
    kept(ana, "Bring the bread", -1)
    kept(ana, "Sweep the stairs", 0)
    assert told(ana) == [
        "November",
        "Today",
        "Sweep the stairs: you kept it",
        "Yesterday",
        "Bring the bread: you kept it",
        "Friday",
        "Cook on Friday: Ben kept it",
        "October",
        "Wednesday 14",
        "Ring the plumber: you kept it",
    ]


def test_both_read_the_same_lines_on_the_same_days(couple: Couple) -> None:
    ana, ben = couple
    for ahead in range(-30, 0):
        kept((ana, ben)[ahead % 2], f"Thing {-ahead}", ahead)
    mine = [re.sub("you kept|Ben kept|Ana kept", "kept", line) for line in told(ana)]
    theirs = [re.sub("you kept|Ben kept|Ana kept", "kept", line) for line in told(ben)]
    assert mine == theirs
    assert len([line for line in mine if line.startswith("Thing")]) == PAGE_SIZE


def test_a_release_is_told_by_who_gave_it(couple: Couple) -> None:
    ana, ben = couple
    promise_id = diary(ana).said("Paint the fence", 3)
    ours, now = ben.membership("ours"), timezone.now()
    actions.release_promise(ours, promise_id, now, new_id(ours.today(now)))
    assert told(ana)[-1] == "Paint the fence: Ben released you from it"
    assert told(ben)[-1] == "Paint the fence: you released Ana from it"


def test_slips_and_what_was_taken_back_leave_no_line(couple: Couple) -> None:
    ana, ben = couple
    written = diary(ana)
    kept(ana, "Bring the bread", -1)
    written.owned(written.said("Sit down with the papers", -2), -1)
    actions.withdraw_promise(
        written.mine, written.said("Run on Sunday", 3), written.now, written.token()
    )
    gone = written.said("Sort the cellar", -5, made=-6)
    actions.let_go_of_promise(written.mine, gone, written.now, written.token())
    written.said("Water the basil", 2)
    changed = kept(ana, "Find the keys", -1)
    written.owned(changed, 0)
    for player in (ana, ben):
        assert [line for line in told(player) if ":" in line] == [
            f"Bring the bread: {'you' if player is ana else 'Ana'} kept it"
        ]


def test_further_back_is_a_page_at_a_time_and_ends_with_the_beginning(couple: Couple) -> None:
    ana, ben = couple
    for ahead in range(-50, 0):
        kept((ana, ben)[ahead % 2], f"Thing {-ahead:02}", ahead)
    seen, path = [], "/us/"
    for _ in range(3):
        page = main_of(ana, path)
        seen += re.findall(r"Thing \d\d", page)
        further = re.search(r'href="(/us/\?before=[^"]+)"', page)
        path = further[1] if further else ""
    assert seen == [f"Thing {number:02}" for number in range(1, 51)]
    assert path == ""
    assert "You began here on 23 November." in page
    assert "Make a promise to" not in ana.get(
        "/us/?before=2026-11-01." + str(new_id(MONDAY.date()))
    )


def test_nothing_is_counted_anywhere(couple: Couple) -> None:
    ana, ben = couple
    for ahead in range(-25, 0):
        kept(ana, "Bring the bread", ahead)
    for player in (ana, ben):
        page = main_of(player)
        for day in re.findall(r"<h4>[^<]*</h4>|on \d+ November|since \d+ November", page):
            page = page.replace(day, "")
        assert not re.search(r"\d", re.sub(r"<[^>]*>", "", page))


@pytest.mark.parametrize("before", ["x", "2026-11-23", "2026-11-23.x", "2026-02-31.", "0"])
def test_a_place_that_is_none_is_not_found(couple: Couple, before: str) -> None:
    assert couple[0].get(f"/us/?before={before}").status_code == 404


def test_an_event_alone_is_no_line(couple: Couple) -> None:
    ana, ben = couple
    open_id = diary(ana).said("Paint the fence", 3)
    space_id, today = ana.membership("ours").space_id, MONDAY.date()
    for target_id in (open_id, new_id(today)):
        Event.objects.create(
            space_id=space_id,
            id=new_id(today),
            person_id=ana.person.id,
            day=today,
            kind=Kind.PROMISE,
            target_id=target_id,
        )
    Promise.objects.filter(id=open_id).update(state="kept")
    for player in (ana, ben):
        assert told(player) == []


def test_an_event_moved_to_another_day_is_no_line(couple: Couple) -> None:
    kept(couple[0], "Bring the bread", -1)
    Event.objects.update(day=MONDAY.date() - timedelta(days=9))
    assert told(couple[1]) == []


def test_a_line_that_was_changed_from_outside_says_so_and_the_rest_stands(couple: Couple) -> None:
    ana, ben = couple
    kept(ana, "Bring the bread", -2)
    altered = kept(ana, "Find the keys", -1)
    Promise.objects.filter(id=altered).update(made_on=MONDAY.date() - timedelta(days=8))
    page = main_of(ben)
    assert "Find the keys" not in page
    assert "It was changed from outside" in page
    assert "Bring the bread" in page


def test_an_ending_that_the_other_forged_is_not_told_as_kept(couple: Couple) -> None:
    ana, ben = couple
    kept(ben, "Cook", -2)
    promise_id = diary(ana).said("Paint the fence", 3)
    ending = Ending.objects.get()
    forged = new_id(MONDAY.date())
    row = {"promise_id": promise_id, "person_id": ana.person.id, "id": forged, "number": 1}
    kept_as = {"happened_on": ending.happened_on, "recorded_on": ending.recorded_on}
    Ending.objects.create(
        space_id=ending.space_id, state="kept", is_late=False, words=ending.words, **row, **kept_as
    )
    Promise.objects.filter(id=promise_id).update(state="kept")
    Event.objects.create(
        space_id=ending.space_id,
        id=forged,
        person_id=ana.person.id,
        day=ending.happened_on,
        kind=Kind.PROMISE,
        target_id=promise_id,
    )
    assert "Paint the fence" not in main_of(ana)


def test_words_taken_back_leave_a_mark_that_names_nothing(couple: Couple) -> None:
    ana, ben = couple
    promise_id = kept(ana, "Bring the bread", -1)
    assert ana.post(f"/promises/ours/{promise_id}/words/take-back/").status_code == 302
    for player in (ana, ben):
        assert "Its words were taken back." in main_of(player)
        assert "Bring the bread" not in main_of(player)


def test_a_space_whose_key_is_gone_still_renders(couple: Couple) -> None:
    ana, _ben = couple
    kept(ana, "Bring the bread", -1)
    Member.objects.filter(person_id=ana.person.id).exclude(grants=b"").update(grants=b"x")
    assert ana.get("/us/").status_code == 200


@pytest.mark.parametrize("days", [3, 60])
def test_us_takes_eight_queries_whatever_the_history(
    couple: Couple, days: int, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    ana, ben = couple
    for ahead in range(-days, 0):
        kept(ben, "Bring the bread", ahead)
    ana.say("Water the basil")
    ana.get("/us/")
    with django_assert_max_num_queries(8):
        page = main_of(ana)
    assert page.count("Bring the bread") == min(days, PAGE_SIZE)


def test_what_is_told_nowhere_is_never_read_however_much_there_is(
    couple: Couple, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    ana, ben = couple
    kept(ben, "Bring the bread", -9)
    written = diary(ben)
    for _ in range(90):
        written.owned(written.said("Sit down with the papers", -2), -1)
    ana.get("/us/")
    with django_assert_max_num_queries(8):
        assert told(ana)[-1] == "Bring the bread: Ben kept it"


def test_where_much_was_changed_from_outside_a_page_stops_short_and_goes_on(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, ben = couple
    kept(ben, "Bring the bread", -9)
    before = set(Event.objects.values_list("id", flat=True))
    for _ in range(PAGE_SIZE + 2):
        kept(ben, "Cook", -2)
    Event.objects.exclude(id__in=before).update(day=MONDAY.date())
    monkeypatch.setattr(history, "MOST_BATCHES", 1)
    page = main_of(ana)
    assert "Cook" not in page
    further = re.search(r'href="(/us/\?before=[^"]+)"', page)
    assert further is not None
    assert told(ana, further[1])[-1] == "Bring the bread: Ben kept it"


def test_a_day_that_has_not_come_here_yet_stands_with_today(
    couple: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = couple
    # In Berlin it is Monday evening, in Tokyo Tuesday.
    time_machine.move_to(MONDAY + timedelta(hours=11))
    kept(ana, "Bring the bread", 0)
    kept(ben, "Cook", 0)
    assert sorted(told(ana)[2:]) == ["Bring the bread: you kept it", "Cook: Ben kept it"]
    assert told(ana)[:2] == ["November", "Today"]
