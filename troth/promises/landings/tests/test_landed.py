"""How a promise landed: said once by its receiver, seen by both on its page and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import Player, error_beside, field_of, text_of
from troth.promises.landings.tests.saying import land
from troth.promises.models import Landing, Promise
from troth.promises.wording.tests.between import Between, promised
from troth.record.models import Due, Event

pytestmark = pytest.mark.on_any_database

SIDE_BY_SIDE = "both memories stand here, side by side"


@pytest.mark.parametrize(
    ("kind", "own", "theirs"),
    [
        ("thanks", "You said thank you.", "Ben says thank you."),
        ("noticed", "You said that you noticed.", "Ben noticed."),
        ("own-words", "You said how it landed.", "Ben says how it landed."),
        ("differently", "You remember it differently.", "Ben remembers it differently."),
    ],
)
def test_both_read_what_the_receiver_says(kept: Between, kind: str, own: str, theirs: str) -> None:
    assert land(kept, kind, "The balcony looks alive")["Location"] == kept.page
    assert own in kept.seen_by(kept.ben)
    assert theirs in kept.seen_by(kept.ana)
    kept.both_see("The balcony looks alive", "Said today")


@pytest.mark.parametrize("kind", ["thanks", "noticed", "differently"])
def test_a_line_is_never_needed(kept: Between, kind: str) -> None:
    assert land(kept, kind).status_code == 302
    assert Landing.objects.count() == 1


def test_ones_own_words_need_a_line(kept: Between) -> None:
    answer = land(kept, "own-words", "  ")
    assert answer.status_code == 422
    assert error_beside(answer, "line") == "Your own words need a line here."
    assert Landing.objects.count() == 0


@pytest.mark.parametrize("line", ["x" * 301, "a\0b"])
def test_a_line_that_cant_be_kept_stays_in_its_field(kept: Between, line: str) -> None:
    answer = land(kept, "thanks", line)
    assert answer.status_code == 422
    assert error_beside(answer, "line")
    assert line[:1] in field_of(answer, "line")
    assert 'value="thanks" ' in answer.content.decode()


@pytest.mark.parametrize("kind", ["", "hooray"])
def test_what_is_none_of_the_four_says_so_and_keeps_the_line(kept: Between, kind: str) -> None:
    answer = land(kept, kind, "The balcony looks alive")
    assert answer.status_code == 422
    assert "Please choose one." in text_of(answer)
    assert field_of(answer, "line") == "The balcony looks alive"


def test_a_slip_that_was_owned_can_be_answered(owned: Between) -> None:
    land(owned, "own-words", "I would have liked a word before")
    owned.both_see("I slept through it", "I would have liked a word before")


def test_what_was_let_go_can_be_answered(between: Between, clock: Any) -> None:
    between.ana.stay()
    between.ben.stay()
    clock.shift(3 * 86400)
    between.ana.post(f"{between.page}let-go/")
    land(between, "noticed")
    assert "Ben noticed." in between.seen_by(between.ana)


def test_remembering_it_differently_stands_beside_the_ending_and_changes_nothing(
    kept: Between,
) -> None:
    before = Promise.objects.values().get()
    land(kept, "differently", "I think I did")
    assert Promise.objects.values().get() == before
    kept.both_see("kept, today", SIDE_BY_SIDE)


def test_the_same_sent_twice_is_said_once(kept: Between) -> None:
    token = field_of(kept.ben.get(kept.landed), "token")
    facts = {"kind": "noticed", "line": "Lovely", "token": token}
    for _ in range(2):
        assert kept.ben.post(kept.landed, facts)["Location"] == kept.page
    assert Landing.objects.count() == 1


def test_something_else_afterwards_isnt_said_and_isnt_lost(kept: Between) -> None:
    land(kept, "noticed")
    answer = kept.ben.post(kept.landed, {"kind": "own-words", "line": "And one more thing"})
    assert answer.status_code == 422
    text = text_of(answer)
    assert "How this landed has been said. Once is enough." in text
    assert "You said that you noticed." in text
    assert "And one more thing" in text
    assert Landing.objects.count() == 1
    assert "And one more thing" not in kept.seen_by(kept.ana)


def test_the_page_afterwards_asks_for_nothing(kept: Between) -> None:
    land(kept, "noticed")
    answer = kept.ben.get(kept.landed)
    assert "Once is enough." in text_of(answer)
    assert 'name="line"' not in answer.content.decode()


def test_the_id_of_another_row_in_the_form_harms_nothing(
    couple: tuple[Player, Player], kept: Between
) -> None:
    land(kept, "noticed")
    other = promised(couple, "Sing")
    other.keep()
    token = str(Landing.objects.get().id)
    other.ben.post(other.landed, {"kind": "thanks", "token": token})
    assert Landing.objects.count() == 2
    assert "Ben noticed." in kept.seen_by(kept.ana)
    assert "Ben says thank you." in other.seen_by(other.ana)


def test_a_promise_that_landed_is_not_opened_again(kept: Between) -> None:
    land(kept, "thanks", "That was quick")
    kept.ana.post(f"{kept.page}reopen/")
    kept.both_see("That was quick")
    assert kept.ben.post(kept.landed, {"kind": "noticed"}).status_code == 422
    assert Landing.objects.count() == 1


def test_it_stands_on_the_promises_page_and_nowhere_else(kept: Between) -> None:
    events, due = Event.objects.count(), Due.objects.count()
    land(kept, "own-words", "The balcony looks alive")
    assert (Event.objects.count(), Due.objects.count()) == (events, due)
    for player in (kept.ana, kept.ben):
        for page in ("/today/", "/promises/"):
            assert "The balcony looks alive" not in text_of(player.get(page))


def test_the_maker_is_asked_for_nothing_back(kept: Between) -> None:
    land(kept, "thanks")
    page = kept.ana.get(kept.page).content.decode()
    assert "landed/" not in page
    for address in ("", "thanks/", "words/", "words/take-back/"):
        assert kept.ana.post(f"{kept.landed}{address}", {"kind": "thanks"}).status_code == 404


def test_lines_keep_their_breaks_and_never_run(kept: Between) -> None:
    land(kept, "own-words", "First.\nThen <script>alert(1)</script>")
    for player in (kept.ana, kept.ben):
        page = player.get(kept.page).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
