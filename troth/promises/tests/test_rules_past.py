"""What words find, and where a page of the past goes on: pure."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from troth.promises.past.rules import Cursor, has_all, read_cursor, terms_of


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("GARTEN", "Im Garten gießen"),
        ("giessen", "Im Garten gießen"),
        ("gießen", "IM GARTEN GIESSEN"),
        ("cafe", "Meet at the Café"),
        ("café", "Meet at the cafe"),
        ("cafe\u0301", "Meet at the Café"),
        ("ploty", "Pomaluj płoty, a potem ploty"),
        ("garden the", "Water the garden"),
        ("arde", "Water the garden"),
        ("ΟΔΟΣ", "Στην οδός"),
        ("ﬁnd", "Find the key"),
        ("istanbul", "İstanbul"),
    ],
)
def test_neither_case_nor_accents_matter(typed: str, said: str) -> None:
    assert has_all(terms_of(typed), (said, ""))


@pytest.mark.parametrize(
    ("typed", "said"),
    [("garden plumber", "Water the garden"), ("gardener", "garden"), ("a%", "a b"), ("_", "ab")],
)
def test_every_word_has_to_be_there(typed: str, said: str) -> None:
    assert not has_all(terms_of(typed), (said, ""))


def test_words_of_both_texts_are_found_and_none_across_them() -> None:
    assert has_all(terms_of("water kettle"), ("Water the plants", "Once the kettle is on"))
    assert not has_all(terms_of("plantsonce"), ("Water the plants", "Once the kettle is on"))


@pytest.mark.parametrize("typed", ["", "   ", "\u0301", "\t\n"])
def test_of_nothing_nothing_is_left_to_look_for(typed: str) -> None:
    assert terms_of(typed) == ()


@pytest.mark.parametrize(
    "moment",
    [datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC)],
)
def test_a_cursor_reads_as_it_was_written(moment: datetime) -> None:
    cursor = Cursor(moment, uuid4())
    assert read_cursor(cursor.as_text()) == cursor
    assert read_cursor("") is None
