"""How many needs stand at once, and why something can't be done with one: pure."""

from __future__ import annotations

from enum import StrEnum

MOST = 30


class Refusal(StrEnum):
    ENOUGH = "enough"
    SPACE_ENDED = "space-ended"
    WORDS_CHANGED = "words-changed"
    WORDS_STAY = "words-stay"


class NotPossible(Exception):
    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason
