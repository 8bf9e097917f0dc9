"""Making a promise to oneself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, error_beside, field_of, text_of
from troth.promises.models import Ending, Promise
from troth.spaces.ids import new_id

# In Berlin it is ten in the morning.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def the_due(promise_id: UUID) -> str:
    row = Promise.objects.get(id=promise_id)
    at = f" {row.due_time:%H:%M}" if row.due_time else ""
    return f"{row.due_kind} {row.due_on}{at}"


def test_a_promise_made_shows_on_today_and_among_the_promises(ana: Player) -> None:
    ana.say("Call the plumber", when="today", cue="When the kettle is on")
    assert "Call the plumber" in text_of(ana.get("/today/"))
    text = text_of(ana.get("/promises/"))
    assert "Call the plumber" in text
    assert "When the kettle is on" in text


def test_a_time_in_the_small_hours_reads_as_tonight(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    ana.post("/promises/new/", {"text": "Turn the heating off", "when": "today", "at": "03:30"})
    assert "tonight at 3:30 a.m." in text_of(ana.get("/today/"))
    # In Berlin it is two in the morning of the day on which it is due.
    time_machine.move_to(datetime(2026, 11, 24, 1, 0, tzinfo=UTC))
    text = text_of(ana.get("/today/"))
    assert "tonight at 3:30 a.m." in text
    assert "tomorrow" not in text


def test_the_form_says_said_and_leads_to_today(ana: Player) -> None:
    answer = ana.post("/promises/new/", {"text": "Call the plumber", "when": "today"})
    assert (answer.status_code, answer["Location"]) == (302, "/today/")
    assert "Said." in text_of(ana.get("/today/"))


@pytest.mark.parametrize(
    ("when", "due"),
    [
        ("today", "day 2026-11-23"),
        ("tomorrow", "day 2026-11-24"),
        ("wednesday", "day 2026-11-25"),
        ("sunday", "day 2026-11-29"),
        ("monday", "day 2026-11-30"),
        ("this-week", "week 2026-11-23"),
    ],
)
def test_each_choice_is_due_when_it_says(ana: Player, when: str, due: str) -> None:
    assert the_due(ana.say("Call the plumber", when=when)) == due


def test_a_date_and_a_time_make_a_moment(ana: Player) -> None:
    assert the_due(ana.say("Sing", when="date", on="2026-12-24")) == "day 2026-12-24"
    assert the_due(ana.say("Sing", when="date", on="2026-12-24", at="18:30")) == (
        "moment 2026-12-24 18:30"
    )
    assert the_due(ana.say("Sing", when="today", at="23:15")) == "moment 2026-11-23 23:15"


def test_the_small_hours_belong_to_the_evening_before(ana: Player) -> None:
    assert the_due(ana.say("Lights out", when="today", at="01:00")) == "moment 2026-11-24 01:00"
    text = text_of(ana.get("/today/"))
    assert "You said you would Lights out" in text.replace(" Kept: Lights out", "")
    assert "In the days to come" not in text


@pytest.mark.parametrize(
    ("facts", "name", "message"),
    [
        ({"text": ""}, "text", "One line is enough."),
        ({"text": " \n\t "}, "text", "One line is enough."),
        ({"text": "x" * 201}, "text", "at most 200"),
        ({"text": "a\0b"}, "text", "Null characters"),
        ({"cue": "x" * 201}, "cue", "at most 200"),
        ({"when": ""}, "when", "Please choose when."),
        ({"when": "someday"}, "when", "Please choose when."),
        ({"when": "date"}, "on", "Please pick the day."),
        ({"when": "date", "on": "2026-02-30"}, "on", "valid date"),
        ({"when": "date", "on": "2026-11-22"}, "when", "That has gone by already."),
        ({"when": "date", "on": "0001-01-01"}, "when", "That has gone by already."),
        ({"when": "date", "on": "2062-11-22"}, "on", "Is the year right?"),
        ({"when": "date", "on": "9999-12-31"}, "on", "Is the year right?"),
        ({"when": "today", "at": "09:59"}, "when", "That has gone by already."),
        ({"when": "today", "at": "25:00"}, "at", "valid time"),
        ({"when": "this-week", "at": "09:00"}, "at", "A time needs a day."),
        ({"when": "this-week", "shown_on": "2026-11-20"}, "when", "That has gone by already."),
    ],
)
def test_what_is_refused_says_why_beside_its_field(
    ana: Player, facts: dict[str, str], name: str, message: str
) -> None:
    usual = {"text": "Call the plumber", "when": "today", "cue": "With tea"}
    answer = ana.post("/promises/new/", {**usual, **facts})
    assert answer.status_code == 422
    assert message in error_beside(answer, name)
    assert Promise.objects.count() == 0


def test_what_was_typed_stays_when_something_is_wrong(ana: Player) -> None:
    token = field_of(ana.get("/promises/new/"), "token")
    facts = {"text": "Ring <Mum>", "cue": "At noon", "when": "date", "at": "12:00", "token": token}
    answer = ana.post("/promises/new/", facts)
    assert field_of(answer, "text") == "Ring <Mum>"
    assert field_of(answer, "cue") == "At noon"
    assert field_of(answer, "at") == "12:00"
    assert field_of(answer, "token") == token


@pytest.mark.parametrize(
    "text",
    [
        "Ring 🦊 back",
        "Позвонить сестре",
        "اتصل بأمي",
        "e\u0301te",
        "👨\u200d👩\u200d👧 photo",
        "x" * 200,
    ],
)
def test_any_letters_are_kept_as_they_are(ana: Player, text: str) -> None:
    ana.say(text, when="today")
    assert text in ana.get("/today/").content.decode()


@pytest.mark.parametrize("text", ["\ud83e", "bell \x07 escape \x1b[31m", "one\r\ntwo", "\u202egnp"])
def test_odd_characters_break_no_page(ana: Player, text: str) -> None:
    facts = {"text": text.encode("utf-8", "surrogatepass"), "when": "today", "as_it_is": "yes"}
    assert ana.post("/promises/new/", facts).status_code in {302, 422}
    for path in ("/today/", "/promises/"):
        assert ana.get(path).status_code == 200


def test_markup_is_shown_and_never_run(ana: Player) -> None:
    promise_id = ana.say("<script>alert(1)</script>", when="today", cue="\"'><img src=x>")
    for path in ("/today/", "/promises/", f"/promises/mine/{promise_id}/"):
        page = ana.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x>" not in page


def test_a_form_sent_twice_writes_once(ana: Player) -> None:
    token = str(ana.say("Call the plumber", when="today"))
    facts = {"text": "Call the plumber", "when": "today", "token": token}
    assert ana.post("/promises/new/", facts).status_code == 302
    assert Promise.objects.count() == 1


def test_a_form_sent_twice_around_four_in_the_morning_writes_once(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    time_machine.move_to(datetime(2026, 11, 24, 2, 59, tzinfo=UTC))
    page = ana.get("/promises/new/")
    facts = {name: field_of(page, name) for name in ("token", "shown_on")}
    facts |= {"text": "Call the plumber", "when": "tomorrow"}
    ana.post("/promises/new/", facts)
    time_machine.move_to(datetime(2026, 11, 24, 3, 1, tzinfo=UTC))
    ana.post("/promises/new/", facts)
    assert Promise.objects.get().due_on.isoformat() == "2026-11-24"


def test_a_form_that_comes_again_with_other_words_loses_none(ana: Player) -> None:
    token = str(ana.say("Call the plumber", when="today"))
    facts = {"text": "Water the plants", "when": "today", "token": token}
    assert ana.post("/promises/new/", facts).status_code == 302
    text = text_of(ana.get("/promises/"))
    assert "Call the plumber" in text
    assert "Water the plants" in text


def test_a_chip_of_yesterdays_form_keeps_meaning_what_it_said(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    page = ana.get("/promises/new/")
    time_machine.move_to(MONDAY + timedelta(days=1))
    shown = {name: field_of(page, name) for name in ("token", "shown_on")}
    wednesday = ana.post("/promises/new/", {"text": "Sing", "when": "wednesday", **shown})
    assert wednesday.status_code == 302
    assert the_due(UUID(shown["token"])) == "day 2026-11-25"


@pytest.mark.parametrize("token", ["", "not an id", "f7c7a3e0-33f2-4f4c-8a34-0d4c4c0f9b11"])
def test_a_forged_token_is_replaced(ana: Player, token: str) -> None:
    facts = {"text": "Call the plumber", "when": "today", "token": token}
    assert ana.post("/promises/new/", facts).status_code == 302
    assert str(Promise.objects.get().id) != token


@pytest.mark.parametrize("days", [-9, 9])
def test_a_token_of_another_time_is_replaced(ana: Player, days: int) -> None:
    token = str(new_id((MONDAY + timedelta(days=days)).date()))
    facts = {"text": "Call the plumber", "when": "today", "token": token}
    assert ana.post("/promises/new/", facts).status_code == 302
    assert str(Promise.objects.get().id) != token


def test_the_token_of_another_row_harms_neither(ana: Player) -> None:
    first = ana.say("Call the plumber", when="today")
    ana.post(f"/promises/mine/{first}/keep/")
    ending = Ending.objects.get()
    facts = {"text": "Water the plants", "when": "today", "token": str(ending.id)}
    assert ana.post("/promises/new/", facts).status_code == 302
    assert Promise.objects.count() == 2
    assert "kept, today" in text_of(ana.get("/promises/"))


def test_one_token_in_two_spaces_makes_two_promises(ana: Player, ben: Player) -> None:
    token = str(ana.say("Call the plumber", when="today"))
    facts = {"text": "Water the plants", "when": "today", "token": token}
    assert ben.post("/promises/new/", facts).status_code == 302
    assert "plumber" not in text_of(ben.get("/promises/"))
    assert "plants" not in text_of(ana.get("/promises/"))
    assert Promise.objects.filter(id=token).count() == 2


def test_the_shown_day_cant_be_forged_into_the_past_or_the_future(ana: Player) -> None:
    for shown_on in ("1990-01-01", "0001-01-01"):
        facts = {"text": "Sing", "when": "tomorrow", "shown_on": shown_on}
        assert ana.post("/promises/new/", facts).status_code == 422
    facts = {"text": "Sing", "when": "tomorrow", "shown_on": "9999-12-31"}
    assert ana.post("/promises/new/", facts).status_code == 302
    assert Promise.objects.get().due_on.isoformat() == "2026-11-24"
