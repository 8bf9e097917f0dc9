"""At what time she did something, and where she was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from tests.misuse.acts import MONDAY, Couple, all_pages, done, exported, keep, own, page_of, seen
from troth.asks.tests.acts import ask, say_no
from troth.people.models import Person
from troth.promises.models import Ending, Landing, Promise
from troth.promises.opening import ending_view
from troth.record.models import Event
from troth.sealing import Unopened
from troth.spaces.ids import day_of
from troth.spaces.queries import version_of

pytestmark = pytest.mark.on_any_database

HEADERS = {"Last-Modified", "ETag", "Age", "Date", "X-Request-Id", "Server-Timing"}


def an_evening(ana: Player, ben: Player, time_machine: TimeMachineFixture, minutes: int) -> None:
    """Ana's steps, some minutes after ten; then both are as far as each other again."""
    said = {text: ana.say(text, to="ours") for text in ("Sing", "Swim", "Row")}
    theirs = ben.say("Cook", to="ours")
    keep(ben, theirs)
    asked = ask(ben, "Water the plants")
    time_machine.move_to(MONDAY + timedelta(minutes=minutes), tick=False)
    keep(ana, said["Sing"])
    own(ana, said["Swim"], "I forgot it")
    done(ana.post(f"{page_of(said['Row'])}withdraw/", {"note": "Not this week"}))
    done(ana.post(f"{page_of(theirs)}landed/", {"kind": "noticed", "line": "It was warm"}))
    done(say_no(ana, asked))
    time_machine.move_to(MONDAY + timedelta(minutes=12), tick=False)


def test_no_page_and_no_export_of_his_says_at_what_time(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    """25. He looks on his pages, in their headers and in his export for the hour of it."""
    ana, ben = two
    an_evening(ana, ben, time_machine, minutes=7)
    ids = Promise.objects.filter(space_id=ben.membership("ours").space_id).values_list("id")
    paths = [page_of(row[0]) for row in ids]
    text = seen(ben, "/today/", "/promises/", "/us/", "/asks/", *paths)
    text += exported(ben) + text_of(ben.get("/me/"))
    for hour in ("10:07", "18:07", "9:07", ":07", "10.07"):
        assert hour not in text
    for path in ("/today/", "/promises/", "/us/", *paths):
        answer = ben.get(path)
        assert not HEADERS & set(answer.headers)
        assert answer["Cache-Control"] == "no-store"


def test_his_own_program_reads_the_day_and_no_hour_in_what_she_signed(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    """26. He opens her signed endings with his keys."""
    ana, ben = two
    an_evening(ana, ben, time_machine, minutes=7)
    ours = ben.membership("ours")
    rows = Ending.objects.filter(space_id=ours.space_id, person_id=ana.person.id)
    assert rows.count() == 3
    for row in rows:
        words = ending_view(ours, row).words
        assert not isinstance(words, Unopened)
        for signed in (words.happened, words.recorded):
            at = datetime.fromisoformat(signed).astimezone(UTC)
            # Her day begins at four in the morning.
            assert (at.hour, at.minute, at.second, at.microsecond // 100) == (3, 0, 0, 0)


def test_no_id_and_no_column_tells_an_hour(two: Couple, time_machine: TimeMachineFixture) -> None:
    """27. He compares ids, which stand in addresses, over a day."""
    ana, ben = two
    an_evening(ana, ben, time_machine, minutes=7)
    rows: list[Any] = [*Ending.objects.all(), *Landing.objects.all(), *Event.objects.all()]
    assert len(rows) > 5
    for row in rows:
        assert day_of(row.id) == MONDAY.date()
        for field in row._meta.fields:
            assert field.get_internal_type() != "DateTimeField"


def test_what_he_polls_stands_still_whatever_she_does(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    """28. A script of his asks the waiting pages' address every second."""
    ana, ben = two
    version = version_of(ben.person.id)
    an_evening(ana, ben, time_machine, minutes=7)
    ana.post("/us/step-away/")
    ana.post("/us/replies/", {"takes": "no"})
    ana.post("/us/between/", {"called": "Annelie"})
    assert version_of(ben.person.id) == version
    answer = ben.get(f"/us/poll/?v={version}")
    assert (answer.status_code, answer.content, "HX-Refresh" in answer) == (204, b"", False)


def test_who_reloads_all_day_sees_between_which_two_something_changed(two: Couple) -> None:
    """29. He reloads Today every minute; what remains possible."""
    ana, ben = two
    said = ana.say("Sing", to="ours")
    before = seen(ben, "/today/")
    keep(ana, said)
    assert seen(ben, "/today/") != before


def test_the_day_and_the_side_of_due_are_all_that_a_late_word_tells(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    """25. He wants to know by how much she was late."""
    ana, ben = two
    said = [ana.say(text, to="ours", when="today", at="11:00") for text in ("Ring", "Sweep")]
    time_machine.move_to(MONDAY + timedelta(minutes=61), tick=False)
    keep(ana, said[0])
    time_machine.move_to(MONDAY + timedelta(hours=9), tick=False)
    keep(ana, said[1])
    ours = ben.membership("ours")
    rows = Ending.objects.filter(space_id=ours.space_id)
    signed = [ending_view(ours, row).words for row in rows]
    facts = {(w.happened, w.recorded) for w in signed if not isinstance(w, Unopened)}
    assert len(facts) == 1
    lines = [seen(ben, page_of(each)).replace("Ring", "Sweep").count("later") for each in said]
    assert lines[0] == lines[1] > 0


def test_his_pages_say_her_clock_and_never_her_place(two: Couple) -> None:
    """30. He reads from her promises where she is."""
    ana, ben = two
    Person.objects.filter(id=ana.person.id).update(time_zone="Atlantic/Reykjavik")
    said = ana.say("Ring the plumber", to="ours", at="20:00")
    for page in ("/today/", "/promises/", page_of(said)):
        assert "Reykjavik" not in ben.get(page).content.decode()


def test_his_export_names_no_place_of_hers(two: Couple) -> None:
    """31. He reads from his export where she is."""
    ana, ben = two
    Person.objects.filter(id=ana.person.id).update(time_zone="Atlantic/Reykjavik")
    ana.say("Ring the plumber", to="ours", at="20:00")
    ask(ana, "Water the plants")
    book, data = exported(ben, "book"), exported(ben)
    for text in (book, data):
        assert "Ring the plumber" in text
        assert "Reykjavik" not in text


def test_headers_and_bodies_are_the_same_whatever_the_hour_of_her_step(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    """25. He compares an evening on which she was early with one on which she wasn't."""
    ana, ben = two
    said = ana.say("Sing", to="ours")
    ben.get("/me/")
    time_machine.move_to(MONDAY + timedelta(minutes=5), tick=False)
    keep(ana, said)
    time_machine.move_to(MONDAY + timedelta(hours=6), tick=False)
    early = all_pages(ben, page_of(said))
    rows = Ending.objects.filter(promise_id=said)
    first = ending_view(ben.membership("ours"), rows.get()).words
    done(ana.post(f"{page_of(said)}reopen/"))
    keep(ana, said)
    later = ending_view(ben.membership("ours"), rows.order_by("-number")[0]).words
    assert not isinstance(first, Unopened)
    assert not isinstance(later, Unopened)
    apart = datetime.fromisoformat(later.recorded) - datetime.fromisoformat(first.recorded)
    assert apart < timedelta(seconds=1)
    assert [page[0] for page in early] == [page[0] for page in all_pages(ben, page_of(said))]
