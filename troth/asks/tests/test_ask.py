"""Asking for something small: one line, said gently, and never a flood."""

from __future__ import annotations

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, error_beside, field_of, text_of
from troth.asks.models import Ask
from troth.asks.tests.acts import MONDAY, Couple, ask, say_no, set_aside
from troth.record.models import Due, Event
from troth.spaces.actions import leave_space, step_away


def test_the_partner_sees_it_on_today_and_on_the_page_of_asks(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana, "Read me a page tonight")
    for path in ("/today/", "/asks/"):
        page = text_of(ben.get(path))
        assert "Ana asks Read me a page tonight" in page
        for button in ("Yes", "Something smaller", "No", "Set it aside"):
            assert button in page
    assert "Read me a page tonight" in text_of(ben.get(f"/asks/{ask_id}/"))


def test_the_asker_sees_that_it_is_open_and_when_it_fades(two: Couple) -> None:
    ana, _ben = two
    ask_id = ask(ana)
    for path in ("/asks/", f"/asks/{ask_id}/"):
        page = text_of(ana.get(path))
        assert "Ben hasn’t answered; it fades by itself on 30 November." in page
    assert "Read me a page tonight" not in text_of(ana.get("/today/"))


def test_today_waits_for_an_answer_and_is_done_without_one_to_give(two: Couple) -> None:
    ana, ben = two
    assert "That’s all for today." in text_of(ben.get("/today/"))
    ask_id = ask(ana)
    assert "That’s all for today." not in text_of(ben.get("/today/"))
    assert "That’s all for today." in text_of(ana.get("/today/"))
    set_aside(ben, ask_id)
    assert "That’s all for today." in text_of(ben.get("/today/"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Text me when you get home", "Asks aren’t made for where somebody is"),
        ("You have to clean the hall", "This may sound like an order."),
        ("Cook every evening", "That is a lot to ask for at once."),
        ("Dishes and laundry and bins", "This sounds like several things."),
    ],
)
def test_a_gentle_word_is_said_once_and_never_refuses(two: Couple, text: str, word: str) -> None:
    ana, ben = two
    token = field_of(ana.get("/asks/new/"), "token")
    answer = ana.post("/asks/new/", {"text": text, "token": token})
    assert answer.status_code == 422
    assert word in text_of(answer)
    assert field_of(answer, "text") == text
    assert Ask.objects.count() == 0
    again = {"text": text, "token": token, "heard": field_of(answer, "heard")}
    assert ana.post("/asks/new/", again)["Location"] == "/asks/"
    assert text in text_of(ben.get("/today/"))


def test_it_can_be_asked_as_it_is(two: Couple) -> None:
    ana, _ben = two
    facts = {"text": "Stop humming at night", "as_it_is": "yes"}
    assert ana.post("/asks/new/", facts).status_code == 302


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 201])
def test_what_cant_be_an_ask_says_so_beside_the_field(two: Couple, text: str) -> None:
    ana, _ben = two
    answer = ana.post("/asks/new/", {"text": text})
    assert answer.status_code == 422
    assert error_beside(answer, "text")
    assert text.strip() in answer.content.decode()
    assert Ask.objects.count() == 0


def test_a_form_sent_twice_asks_once(two: Couple) -> None:
    ana, _ben = two
    token = field_of(ana.get("/asks/new/"), "token")
    for _ in range(2):
        answer = ana.post("/asks/new/", {"text": "Hold my hand at the dentist", "token": token})
        assert answer["Location"] == "/asks/"
    assert Ask.objects.count() == Due.objects.count() == 1


def test_a_form_that_comes_again_with_other_words_asks_for_that_too(two: Couple) -> None:
    ana, ben = two
    token = field_of(ana.get("/asks/new/"), "token")
    for text in ("Bring bread", "Bring butter"):
        ana.post("/asks/new/", {"text": text, "token": token})
    page = text_of(ben.get("/asks/"))
    assert "Bring bread" in page
    assert "Bring butter" in page


def test_three_are_open_at_most_and_what_was_typed_is_kept(two: Couple) -> None:
    ana, ben = two
    first, _second, _third = [ask(ana, text) for text in ("One", "Two", "Three")]
    answer = ana.post("/asks/new/", {"text": "Four"})
    assert answer.status_code == 422
    assert "Three of your asks are open." in text_of(answer)
    assert field_of(answer, "text") == "Four"
    set_aside(ben, first)
    assert ana.post("/asks/new/", {"text": "Four"}).status_code == 422
    say_no(ben, first)
    assert ana.post("/asks/new/", {"text": "Four"}).status_code == 302
    # Each has their own three.
    ask(ben, "Five")


def test_asking_and_taking_back_all_day_has_an_end(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    for number in range(5):
        ana.post(f"/asks/{ask(ana, f'Ask {number}')}/take-back/")
    answer = ana.post("/asks/new/", {"text": "One more"})
    assert "That is enough asking for one day." in text_of(answer)
    assert text_of(ben.get("/asks/")).count("Ana took back what was asked here.") == 1
    time_machine.move_to(MONDAY.replace(day=24))
    ask(ana, "One more")


def test_it_is_expected_of_the_other_from_the_beginning_of_the_askers_day(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    due = Due.objects.get()
    assert (due.person_id, due.target_id, due.kind) == (ben.person.id, ask_id, "ask")
    # Four in the morning in Berlin: no clock time of hers stands in it.
    assert due.at == MONDAY.replace(hour=3)
    assert Event.objects.count() == 0


def test_the_words_lie_sealed(two: Couple) -> None:
    ana, _ben = two
    ask(ana, "Bring the brass lantern")
    assert b"lantern" not in bytes(Ask.objects.get().words)


def test_today_leads_to_asking_and_who_stepped_away_is_left_in_peace(two: Couple) -> None:
    ana, ben = two
    assert 'href="/asks/new/"' in ben.get("/today/").content.decode()
    ask_id = ask(ana)
    step_away(ben.membership("ours"), True, MONDAY)
    today = ben.get("/today/").content.decode()
    assert "Read me a page" not in today
    assert 'href="/asks/new/"' not in today
    assert "Read me a page" in text_of(ben.get(f"/asks/{ask_id}/"))
    assert "Read me a page" in text_of(ben.get("/asks/"))


def test_one_alone_reads_what_it_needs_and_nothing_is_offered(ana: Player) -> None:
    for path in ("/asks/", "/asks/new/"):
        page = ana.get(path)
        assert page.status_code == 200
        assert "This takes two" in text_of(page)
        assert 'href="/us/invite/"' in page.content.decode()
    assert "/asks/" not in ana.get("/today/").content.decode()


def test_what_one_alone_sends_all_the_same_is_kept_on_the_page(ana: Player) -> None:
    answer = ana.post("/asks/new/", {"text": "Bring the bread"})
    assert answer.status_code == 422
    assert "Bring the bread" in text_of(answer)
    assert Ask.objects.count() == 0


def test_once_it_has_ended_nothing_of_it_is_there(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    leave_space(ana.membership("ours"), MONDAY)
    for player in (ana, ben):
        assert "This takes two" in text_of(player.get("/asks/"))
        assert player.get(f"/asks/{ask_id}/").status_code == 404
        assert "Read me a page" not in text_of(player.get("/today/"))


def test_nobody_else_finds_it(two: Couple, cleo: Player, eve: Player) -> None:
    ana, _ben = two
    ask_id = ask(ana)
    assert cleo.get(f"/asks/{ask_id}/").status_code == 404
    assert eve.get(f"/asks/{ask_id}/")["Location"].startswith("/sign-in/")


def test_with_three_open_it_says_so_before_anything_is_typed(two: Couple) -> None:
    ana, ben = two
    for text in ("Bring the bread", "Bring the salt"):
        ask(ana, text)
    assert "<textarea" in ana.get("/asks/new/").content.decode()
    last = ask(ana, "Bring the tea")
    page = ana.get("/asks/new/")
    assert page.status_code == 200
    assert "Three of your asks are open." in text_of(page)
    assert "<textarea" not in page.content.decode()
    assert "<textarea" in ben.get("/asks/new/").content.decode()
    ana.post(f"/asks/{last}/take-back/")
    assert "<textarea" in ana.get("/asks/new/").content.decode()


def test_enough_for_a_day_is_said_before_anything_is_typed(two: Couple) -> None:
    ana, _ben = two
    for number in range(5):
        ana.post(f"/asks/{ask(ana, f'Bring {number}')}/take-back/")
    page = ana.get("/asks/new/")
    assert "That is enough asking for one day." in text_of(page)
    assert "<textarea" not in page.content.decode()


def test_a_form_that_lay_open_keeps_what_was_typed(two: Couple) -> None:
    ana, _ben = two
    for text in ("Bring the bread", "Bring the salt", "Bring the tea"):
        ask(ana, text)
    answer = ana.post("/asks/new/", {"text": "Bring the cups"})
    assert "Three of your asks are open." in text_of(answer)
    assert field_of(answer, "text") == "Bring the cups"
