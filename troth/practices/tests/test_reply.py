"""A word back: one each, from whoever received it, in a tap or in one's own words."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.cast import text_of
from tests.misuse.acts import Couple
from troth.practices.models import SharedAnswer
from troth.practices.tests.acts import TOGETHER, begin, tell
from troth.practices.tests.seeing import (
    change,
    in_run,
    pages_of,
    read,
    reply,
    said_page,
    say_at,
    step_page,
    take_back,
    together,
)
from troth.record.models import Due

pytestmark = pytest.mark.on_any_database

WORDS = "You drove all night"


def reply_to(said: UUID) -> UUID:
    """The one that stands beside it."""
    found: UUID = SharedAnswer.objects.exclude(id=said).get().id
    return found


@pytest.mark.parametrize(
    ("facts", "text"),
    [({"care": "0"}, "I’m glad you noticed."), ({"text": "I had company"}, "I had company")],
)
def test_a_word_back_stands_with_the_words_for_both(
    two: Couple, facts: dict[str, str], text: str
) -> None:
    ana, ben = two
    said = tell(ana, WORDS)
    assert "I’m glad you noticed." not in read(ana, said_page(said))
    reply(ben, said, **facts)
    ben.get("/me/")
    for player in two:
        for page in ("/practices/said/", said_page(said)):
            assert text in read(player, page)
    assert Due.objects.filter(person_id=ana.person.id, target_id=reply_to(said)).exists()


def test_twice_or_in_other_words_it_is_one_reply(two: Couple) -> None:
    ana, ben = two
    said = tell(ana, WORDS)
    address = f"{said_page(said)}reply/"
    for facts in ({"care": "0"}, {"care": "1"}, {"text": "Something else"}):
        assert ben.post(address, facts).status_code == 302
    assert SharedAnswer.objects.count() == 2
    assert "I’m glad you noticed." in read(ana)
    assert "Something else" not in read(ana)


def test_an_empty_word_back_says_nothing(two: Couple) -> None:
    ana, ben = two
    said = tell(ana, WORDS)
    before = pages_of(ana, said_page(said))
    for facts in ({}, {"text": "  "}, {"care": "99"}, {"care": "x"}):
        answer = ben.post(f"{said_page(said)}reply/", facts, follow=True)
        assert answer.status_code in (200, 422)
    assert pages_of(ana, said_page(said)) == before
    too_long = ben.post(f"{said_page(said)}reply/", {"text": "x" * 1001})
    assert too_long.status_code == 422


def test_nobody_replies_to_themselves_in_the_other_s_name_or_to_a_reply(two: Couple) -> None:
    ana, ben = two
    said = tell(ana, WORDS)
    assert ana.post(f"{said_page(said)}reply/", {"care": "0"}).status_code == 404
    reply(ben, said, care="0")
    back = reply_to(said)
    for player in two:
        assert player.post(f"{said_page(back)}reply/", {"text": "And on"}).status_code == 404
    assert SharedAnswer.objects.count() == 2
    assert "or in your own words" not in read(ana, said_page(back)).lower()


def test_a_reply_is_changed_and_taken_back_by_whoever_gave_it_alone(two: Couple) -> None:
    ana, ben = two
    said = tell(ana, WORDS)
    reply(ben, said, text="I had company")
    back = reply_to(said)
    for path in ("change/", "take-back/"):
        assert ana.post(f"{said_page(back)}{path}", {"text": "x"}).status_code == 404
    change(ben, back, "I had good company")
    assert "Until then it said (today): I had company" in read(ana, said_page(back))
    take_back(ben, back)
    assert "good company" not in read(ana, said_page(said))
    assert "Ben took these words back." in read(ana, said_page(back))
    assert WORDS in read(ben)


def test_a_reply_to_what_was_taken_back_meanwhile_is_refused_in_a_sentence(two: Couple) -> None:
    ana, ben = two
    said = tell(ana, WORDS)
    take_back(ana, said)
    answer = ben.post(f"{said_page(said)}reply/", {"text": "I had company"}, follow=True)
    assert "These words were taken back." in text_of(answer)
    assert SharedAnswer.objects.count() == 1


def test_in_a_run_the_word_back_is_offered_once_both_have_answered(two: Couple) -> None:
    ana, ben = two
    run_id = begin(ana, TOGETHER)
    word = step_page(run_id, "one-need-word")
    in_run(ana, run_id, "one-need", text="An hour of quiet")
    assert ana.get(word).status_code == 302
    in_run(ben, begin(ben, TOGETHER), "one-need", text="Company")
    assert "Company" in read(ana, word)
    assert say_at(ana, run_id, "one-need-word", care="1").status_code == 302
    assert "I can help with that." in read(ben)
    # It has its word by now.
    assert ana.get(word).status_code == 302


def test_what_is_held_takes_no_reply(two: Couple) -> None:
    ana, ben = two
    held = together(ana, WORDS)
    assert ben.post(f"{said_page(held)}reply/", {"text": "What is it?"}).status_code == 404
    assert SharedAnswer.objects.count() == 1
