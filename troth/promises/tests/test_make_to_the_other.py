"""Making a promise to one's partner."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, pair, text_of
from troth.promises.models import Promise
from troth.record.models import Due, Event
from troth.spaces.actions import leave_space, step_away

# In Berlin it is ten in the morning, in Tokyo six in the evening.
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


def test_a_promise_to_the_other_is_seen_by_both(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    promise_id = ana.say("Call the plumber", when="today", cue="With tea", to="ours")
    assert "Call the plumber today · to Ben" in text_of(ana.get("/today/"))
    for path in ("/today/", "/promises/", f"/promises/ours/{promise_id}/"):
        text = text_of(ben.get(path))
        assert "Ana said" in text, path
        assert "Call the plumber" in text, path
    assert "With tea" in text_of(ben.get(f"/promises/ours/{promise_id}/"))


def test_it_is_said_to_whom_and_who_sees_it(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    text = text_of(ana.get("/promises/new/"))
    assert "To whom? Ben Myself" in text
    assert "Ben sees what you say to Ben. What you say to yourself, nobody else sees." in text
    facts = {"text": "Call the plumber", "when": "today", "to": "ours"}
    assert ana.post("/promises/new/", facts)["Location"] == "/today/"
    assert "Said to your partner." in text_of(ana.get("/today/"))


def chosen(player: Player, address: str) -> str:
    page = player.get(address).content.decode()
    found = [
        part for part in page.split("<input")[1:] if 'name="to"' in part and " checked" in part
    ]
    assert len(found) == 1
    return "ours" if 'value="ours"' in found[0] else "mine"


def test_private_is_the_default_unless_asked_for_by_the_address(
    couple: tuple[Player, Player],
) -> None:
    ana, _ben = couple
    assert chosen(ana, "/promises/new/") == "mine"
    assert chosen(ana, "/promises/new/?to=ours") == "ours"
    assert chosen(ana, "/promises/new/?to=elsewhere") == "mine"


def test_a_form_that_doesnt_say_to_whom_stays_private(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    ana.post("/promises/new/", {"text": "Call the plumber", "when": "today"})
    assert Promise.objects.get().space_id == ana.membership().space_id
    for path in ("/today/", "/promises/"):
        assert "plumber" not in text_of(ben.get(path))


def test_alone_nobody_is_asked_to_whom(ana: Player) -> None:
    for address in ("/promises/new/", "/promises/new/?to=ours", "/begin/first/"):
        page = ana.get(address).content.decode()
        assert 'name="to"' not in page
    assert "To yourself; nobody else sees it" in text_of(ana.get("/promises/new/"))


def test_the_quick_form_asks_too_with_private_as_its_default(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    ana.post("/focus/", {"habit": "give-space"})
    assert "To whom? Ben Myself" in text_of(ana.get("/today/"))
    assert chosen(ana, "/today/") == "mine"
    facts = {"text": "Leave you an hour", "when": "tomorrow", "to": "ours"}
    ana.post("/promises/new/", {**facts, "token": field_of(ana.get("/today/"), "token")})
    assert "Leave you an hour" in text_of(ben.get("/today/"))


def test_what_was_chosen_stays_when_something_is_wrong(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    answer = ana.post("/promises/new/", {"text": "Never shout", "when": "today", "to": "ours"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="ours"' in page
    assert "checked" in page[page.index('value="ours"') :][:60]


def test_another_value_is_refused_beside_the_field(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    answer = ana.post("/promises/new/", {"text": "Sing", "when": "today", "to": "everybody"})
    assert answer.status_code == 422
    assert "Please choose to whom." in text_of(answer)


def test_what_was_meant_for_somebody_who_left_never_becomes_private_unsaid(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    token = field_of(ana.get("/promises/new/"), "token")
    leave_space(ben.membership("ours"), MONDAY)
    facts = {"text": "Call the plumber", "when": "today", "token": token}
    answer = ana.post("/promises/new/", {**facts, "to": "ours"})
    assert answer.status_code == 422
    assert "There is nobody here to say it to now." in text_of(answer)
    assert field_of(answer, "text") == "Call the plumber"
    assert Promise.objects.count() == 0
    assert ana.post("/promises/new/", facts).status_code == 302
    assert Promise.objects.get().space_id == ana.membership().space_id


def test_a_form_sent_twice_writes_once_in_the_space_of_the_two(
    couple: tuple[Player, Player],
) -> None:
    ana, _ben = couple
    token = str(ana.say("Call the plumber", when="today", to="ours"))
    facts = {"text": "Call the plumber", "when": "today", "token": token, "to": "ours"}
    assert ana.post("/promises/new/", facts).status_code == 302
    assert (Promise.objects.count(), Due.objects.count(), Event.objects.count()) == (1, 1, 1)


def test_the_id_of_the_others_promise_in_a_form_harms_it_not(
    couple: tuple[Player, Player],
) -> None:
    ana, ben = couple
    token = str(ana.say("Call the plumber", when="today", to="ours"))
    facts = {"text": "Call the plumber", "when": "today", "token": token, "to": "ours"}
    assert ben.post("/promises/new/", facts).status_code == 302
    makers = set(Promise.objects.values_list("maker_id", flat=True))
    assert makers == {ana.person.id, ben.person.id}


def test_it_is_due_for_its_maker_alone(couple: tuple[Player, Player]) -> None:
    ana, _ben = couple
    promise_id = ana.say("Call the plumber", when="today", to="ours")
    due = Due.objects.get()
    assert (due.target_id, due.person_id) == (promise_id, ana.person.id)
    assert due.space_id == ana.membership("ours").space_id


def test_what_i_said_before_there_were_two_stays_mine(ana: Player, ben: Player) -> None:
    promise_id = ana.say("Call the plumber", when="today")
    pair(ana, ben)
    for path in ("/today/", "/promises/"):
        assert "plumber" not in text_of(ben.get(path))
    for where in ("mine", "ours"):
        assert ben.get(f"/promises/{where}/{promise_id}/").status_code == 404


def test_whoever_stepped_away_can_still_say_something(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    step_away(ana.membership("ours"), True, MONDAY)
    promise_id = ana.say("Call the plumber", when="today", to="ours")
    assert "plumber" not in text_of(ana.get("/today/"))
    assert "plumber" in text_of(ana.get("/promises/"))
    assert "plumber" in text_of(ben.get(f"/promises/ours/{promise_id}/"))
