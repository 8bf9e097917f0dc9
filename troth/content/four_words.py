"""The words that two people read to each other: four of 1,024, for four numbers."""

from functools import cache
from pathlib import Path

from troth.content.files import ContentError, folder_of

HOW_MANY = 1024
FILE = "four_words.txt"


def load_four_words(folder: Path) -> tuple[str, ...]:
    """One word a line; a word's number is its place."""
    try:
        words = (folder / FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise ContentError(f"{folder.name}/{FILE}: the file is missing") from None
    if len(words) != HOW_MANY:
        raise ContentError(f"{folder.name}/{FILE}: {len(words)} words instead of {HOW_MANY}")
    return tuple(words)


@cache
def _all_words(folder: Path) -> tuple[str, ...]:
    return load_four_words(folder)


def four_words(numbers: tuple[int, int, int, int], language: str = "en") -> tuple[str, ...]:
    """Both people have to be shown the words of one language: otherwise they can't compare."""
    words = _all_words(folder_of(language))
    return tuple(words[number] for number in numbers)
