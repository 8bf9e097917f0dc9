"""Yes, or something smaller: the answer is a promise in the answerer's own words."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, error_beside, field_of, text_of
from troth.asks.models import Answer
from troth.asks.tests.acts import MONDAY, Couple, ask, form_of, promise, say_no
from troth.promises.export import book_entry, export_rows
from troth.promises.models import Promise
from troth.record.models import Due


def test_yes_makes_a_promise_between_the_two_in_his_words(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana, "Read me a page tonight")
    assert promise(ben, ask_id, "I read you a page tomorrow")["Location"] == "/today/"
    made = Promise.objects.get()
    assert (made.space_id, made.maker_id) == (ana.membership("ours").space_id, ben.person.id)
    assert made.due_on.isoformat() == "2026-11-24"
    assert "Said. It is a promise now." in text_of(ben.get("/today/"))
    for page in (ana.get("/asks/"), ana.get(f"/asks/{ask_id}/")):
        assert "Ben said yes, today. I read you a page tomorrow" in text_of(page)
        assert f'href="/promises/ours/{made.id}/"' in page.content.decode()
    assert "You said yes, today. I read you a page tomorrow" in text_of(ben.get("/asks/"))
    assert ana.get(f"/promises/ours/{made.id}/").status_code == 200


def test_the_form_begins_empty_with_the_ask_above_it(two: Couple) -> None:
    ana, ben = two
    form = ben.get(f"/asks/{ask(ana, 'Read me a page tonight')}/yes/")
    assert "Read me a page tonight" in text_of(form)
    assert field_of(form, "text") == ""


def test_something_smaller_is_a_promise_that_says_so(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana, "Cook on Friday")
    form = ben.get(f"/asks/{ask_id}/smaller/")
    assert "What can you do instead?" in text_of(form)
    promise(ben, ask_id, "I lay the table on Friday", "smaller")
    assert "Ben said something smaller, today. I lay the table on Friday" in text_of(
        ana.get("/asks/")
    )
    assert "You said something smaller, today." in text_of(ben.get(f"/asks/{ask_id}/"))
    assert Promise.objects.count() == 1


def test_nothing_is_expected_of_him_any_longer_but_the_promise(two: Couple) -> None:
    ana, ben = two
    promise(ben, ask(ana))
    assert [due.kind for due in Due.objects.filter(person_id=ben.person.id)] == ["promise"]
    assert "Asked of you" not in text_of(ben.get("/today/"))


def test_which_answer_it_was_lies_sealed_and_so_does_the_promise(two: Couple) -> None:
    ana, ben = two
    promise(ben, ask(ana))
    row = vars(Answer.objects.get())
    words = bytes(row.pop("words"))
    row.pop("id")
    assert not {"yes", Promise.objects.get().id} & set(row.values())
    assert b"yes" not in words


@pytest.mark.parametrize("how", ["yes", "smaller"])
def test_a_form_sent_twice_answers_once(two: Couple, how: str) -> None:
    ana, ben = two
    ask_id = ask(ana)
    facts = {**form_of(ben, ask_id, how), "text": "I read you one"}
    for _ in range(2):
        assert ben.post(f"/asks/{ask_id}/{how}/", facts)["Location"] == "/today/"
    assert Promise.objects.count() == Answer.objects.count() == 1


def test_of_two_pages_the_first_counts_and_the_second_is_told_with_its_words_kept(
    two: Couple,
) -> None:
    ana, ben = two
    ask_id = ask(ana)
    forms = {how: form_of(ben, ask_id, how) for how in ("no", "yes")}
    ben.post(f"/asks/{ask_id}/no/", {**forms["no"], "line": "Too tired"})
    answer = ben.post(f"/asks/{ask_id}/yes/", {**forms["yes"], "text": "I read you one"})
    assert answer.status_code == 422
    assert "This has been answered already. Nothing was changed." in text_of(answer)
    assert field_of(answer, "text") == "I read you one"
    assert Promise.objects.count() == 0
    assert "Ben said no, today. Too tired" in text_of(ana.get("/asks/"))


def test_a_word_that_is_missing_is_asked_for_beside_its_field(two: Couple) -> None:
    ana, ben = two
    answer = promise(ben, ask(ana), "")
    assert answer.status_code == 422
    assert error_beside(answer, "text") == "One line is enough."
    assert Answer.objects.count() == 0


def test_a_promise_that_sounds_big_hears_its_gentle_word(two: Couple) -> None:
    ana, ben = two
    answer = promise(ben, ask(ana), "I will always read to you", as_it_is="")
    assert "hard to keep" in text_of(answer)
    assert Answer.objects.count() == 0


def test_words_that_changed_while_he_wrote_are_shown_before_they_are_answered(
    two: Couple,
) -> None:
    ana, ben = two
    ask_id = ask(ana, "Bring the bread")
    form = form_of(ben, ask_id, "yes")
    ana.post(f"/asks/{ask_id}/change/", {"text": "Bring the car"})
    answer = ben.post(f"/asks/{ask_id}/yes/", {**form, "text": "I bring it"})
    assert answer.status_code == 422
    assert "Ana has put it in other words in the meantime." in text_of(answer)
    assert "Bring the car" in text_of(answer)
    assert field_of(answer, "text") == "I bring it"
    assert Promise.objects.count() == 0
    form["revision"] = field_of(answer, "revision")
    assert ben.post(f"/asks/{ask_id}/yes/", {**form, "text": "I bring it"}).status_code == 302


@pytest.mark.parametrize("revision", ["", "7", "one", "-1", "9" * 40])
def test_a_revision_that_never_was_answers_nothing(two: Couple, revision: str) -> None:
    ana, ben = two
    assert promise(ben, ask(ana), revision=revision).status_code == 422
    assert Answer.objects.count() == 0


def test_nobody_answers_their_own_ask_and_nobody_elses(two: Couple, cleo: Player) -> None:
    ana, ben = two
    ask_id = ask(ana)
    facts = {"text": "I do", "when": "tomorrow", "revision": "1", "line": "No"}
    for player in (ana, cleo):
        for how in ("yes", "smaller", "no"):
            assert player.get(f"/asks/{ask_id}/{how}/").status_code == 404
            assert player.post(f"/asks/{ask_id}/{how}/", facts).status_code == 404
    assert ben.get(f"/asks/{uuid4()}/yes/").status_code == 404
    assert Answer.objects.count() == 0


def test_a_week_after_the_answer_it_lives_on_as_its_promise_alone(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    ask_id = ask(ana)
    promise(ben, ask_id)
    made = Promise.objects.get()
    time_machine.move_to(MONDAY + timedelta(days=6, hours=23), tick=False)
    assert "Ben said yes" in text_of(ana.get("/asks/"))
    time_machine.move_to(MONDAY + timedelta(days=7, hours=4), tick=False)
    for player in (ana, ben):
        assert player.get(f"/asks/{ask_id}/").status_code == 404
        assert "said yes" not in text_of(player.get("/asks/"))
    assert ben.get(f"/promises/ours/{made.id}/").status_code == 200


def test_it_is_gone_for_her_with_a_promise_that_was_taken_back_in_silence(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    promise(ben, ask_id)
    ben.post(f"/promises/ours/{Promise.objects.get().id}/withdraw/")
    assert ana.get(f"/asks/{ask_id}/").status_code == 404
    assert "Read me a page" not in text_of(ana.get("/asks/"))


def test_an_answer_given_at_the_last_moment_is_shown_for_its_week(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    ask_id = ask(ana)
    time_machine.move_to(MONDAY + timedelta(days=6), tick=False)
    say_no(ben, ask_id, "Not this time")
    time_machine.move_to(MONDAY + timedelta(days=12), tick=False)
    assert "Not this time" in text_of(ana.get("/asks/"))
    time_machine.move_to(MONDAY + timedelta(days=14), tick=False)
    assert "Not this time" not in text_of(ana.get("/asks/"))


MARK = "Something smaller than what was asked."


def test_something_smaller_says_so_on_its_promise(two: Couple) -> None:
    ana, ben = two
    first, second = ask(ana, "Read me a book"), ask(ana, "Read me a poem")
    promise(ben, first, "I read you a page", how="smaller")
    promise(ben, second, "I read you the poem")
    for player in two:
        pages = [text_of(player.get(f"/promises/ours/{row.id}/")) for row in Promise.objects.all()]
        assert {MARK in page: "I read you a page" in page for page in pages} == {
            True: True,
            False: False,
        }


def test_what_it_is_moved_to_says_so_too(two: Couple) -> None:
    ana, ben = two
    promise(ben, ask(ana, "Read me a book"), "I read you a page", how="smaller")
    page = f"/promises/ours/{Promise.objects.get().id}/"
    ben.post(f"{page}move/", {"when": "wednesday"})
    moved = Promise.objects.get(follows_id__isnull=False)
    assert MARK in text_of(ana.get(f"/promises/ours/{moved.id}/"))
    facts = next(row for row in export_rows(ben.membership("ours")) if row.get("follows"))
    assert facts["is_smaller"] is True
    lines = [line.text for line in book_entry(ben.membership("ours"), facts).lines]
    assert "something smaller than what was asked" in lines
