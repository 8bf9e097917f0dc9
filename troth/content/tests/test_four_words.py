"""The four words as the rest of Troth uses them."""

import pytest

from troth.content.files import CONTENT
from troth.content.four_words import HOW_MANY, four_words, load_four_words
from troth.content.voice import voice_problems

WORDS = load_four_words(CONTENT / "en")


def test_each_number_has_a_word_of_its_own() -> None:
    assert len(set(WORDS)) == HOW_MANY == 1024
    assert four_words((0, 1, 1022, 1023)) == (WORDS[0], WORDS[1], WORDS[-2], WORDS[-1])


def test_a_language_without_words_falls_back_to_english() -> None:
    assert four_words((5, 6, 7, 8), "xx") == four_words((5, 6, 7, 8))


def test_a_number_beyond_the_words_is_an_error() -> None:
    with pytest.raises(IndexError):
        four_words((0, 0, 0, 1024))


def test_the_first_four_letters_tell_a_word() -> None:
    assert len({word[:4] for word in WORDS}) == HOW_MANY


def test_the_words_keep_the_voice() -> None:
    assert voice_problems("; ".join(WORDS)) == []
