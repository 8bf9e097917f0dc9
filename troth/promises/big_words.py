"""Notices when a promise sounds bigger than one can keep."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class BigWord(StrEnum):
    ALWAYS = "always"
    NEVER = "never"
    EVERY_TIME = "every-time"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class BigPattern:
    """A regular expression, searched in lower-case text with straight apostrophes."""

    kind: BigWord
    pattern: str


# A clause in front ("after work, …", "on Friday, 27 November, …") has a comma and is no list.
_NO_CLAUSE_IN_FRONT = (
    r"^(?!(?:after|at|before|by|during|if|in|on|once|since|this|today|tomorrow|tonight"
    r"|until|when|while|yes|no|ok|okay|well)\b)"
)

ENGLISH: tuple[BigPattern, ...] = (
    BigPattern(BigWord.NEVER, r"\bnever\b(?! mind)|\bnot ever\b|n't ever\b"),
    BigPattern(BigWord.ALWAYS, r"\balways\b|\bfor ?ever\b|\bfrom now on\b|\bno matter what\b"),
    BigPattern(
        BigWord.EVERY_TIME,
        r"\b(?:every|each)(?: single)? (?:time|day|night|morning|evening|week)\b"
        r"|\bwhenever\b|\ball the time\b",
    ),
    BigPattern(
        BigWord.SEVERAL, r"(?:\band\b|&).*(?:\band\b|&)|(?<!now )\band (?:also|then)\b|;|\n"
    ),
    # "…, and listen to the answer" is how one thing ends; a list has a comma without one.
    BigPattern(BigWord.SEVERAL, _NO_CLAUSE_IN_FRONT + r".*, (?!and\b).*(?:, |\band\b|&)"),
)


def seems_big(text: str, patterns: Sequence[BigPattern] = ENGLISH) -> BigWord | None:
    """The first kind whose pattern is found; a gentle word follows from it, never a refusal."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2019", "'").casefold().strip()
    for each in patterns:
        if re.search(each.pattern, plain):
            return each.kind
    return None
