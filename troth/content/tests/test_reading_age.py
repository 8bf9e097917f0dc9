"""How old a reader has to be."""

from troth.content.reading_age import FEWEST_WORDS, OLDEST, reading_age

PLAIN = "You sat down with me. I was glad of it. We had some tea and did not say much. " * 4
HARD = (
    "Interpersonal communication necessitates continuous recalibration of expectations "
    "regarding reciprocal vulnerability and psychological accessibility throughout. "
) * 4


def test_plain_words_are_for_anybody() -> None:
    age = reading_age(PLAIN)
    assert age is not None
    assert age < 8


def test_hard_words_are_for_few() -> None:
    age = reading_age(HARD)
    assert age is not None
    assert age > OLDEST


def test_a_few_words_tell_nothing() -> None:
    assert reading_age("word " * (FEWEST_WORDS - 1)) is None
