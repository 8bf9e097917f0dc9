"""How old a reader has to be: Flesch and Kincaid's grade, plus the years before school."""

import re
from functools import cache

YEARS_BEFORE_SCHOOL = 5
OLDEST = 12  # years
# Fewer words tell too little: one long name among ten would count as hard to read.
FEWEST_WORDS = 40

_WORD = re.compile(r"[A-Za-z’']+")
_SENTENCE = re.compile(r"[.?:;]+(?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^td]ed|[^l]e)$")


def reading_age(text: str) -> float | None:
    """Years, about; None for a text of fewer than FEWEST_WORDS words.

    Source: Kincaid, Fishburne, Rogers & Chissom (1975), grade = 0.39 words a sentence + 11.8
    syllables a word - 15.59. Syllables are counted by their vowels: English alone.
    """
    words = _WORD.findall(text.lower())
    if len(words) < FEWEST_WORDS:
        return None
    sentences = max(1, len(_SENTENCE.findall(text)))
    syllables = sum(_syllables(word) for word in words)
    grade = 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
    return grade + YEARS_BEFORE_SCHOOL


@cache
def _syllables(word: str) -> int:
    bare = _SILENT.sub("", word) if len(word) > 3 else word
    return max(1, len(_VOWELS.findall(bare)))
