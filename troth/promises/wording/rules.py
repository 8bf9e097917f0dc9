"""Which words of one's own may be changed or taken back: pure decisions."""

from __future__ import annotations

from enum import StrEnum

from troth.promises.rules import Standing


class Written(StrEnum):
    """What it is that somebody wrote; all that a mark of taken-back words may tell."""

    PROMISE = "promise"
    ENDING = "ending"
    LANDING = "landing"


class Stays(StrEnum):
    """Why words stay as they are."""

    TAKEN_BACK = "taken-back"
    SPACE_ENDED = "space-ended"
    HAS_ENDED = "has-ended"
    ALREADY_DUE = "already-due"
    STILL_OPEN = "still-open"
    SWITCHED_OFF = "switched-off"


class WordsStay(Exception):
    def __init__(self, reason: Stays) -> None:
        super().__init__(reason.value)
        self.reason = reason


class MovedOn(Exception):
    """The words are newer than those that a form was opened with."""


def why_not_changed(
    written: Written, standing: Standing, *, is_taken_back: bool, has_space_ended: bool
) -> Stays | None:
    """A promise may be reworded until it is due; lines about its end at any time."""
    if is_taken_back:
        return Stays.TAKEN_BACK
    if has_space_ended:
        return Stays.SPACE_ENDED
    if written is not Written.PROMISE or standing is Standing.OPEN:
        return None
    is_open = standing in (Standing.NO_WORD_YET, Standing.SKIPPED)
    return Stays.ALREADY_DUE if is_open else Stays.HAS_ENDED


def why_not_taken_back(
    written: Written, standing: Standing, *, is_taken_back: bool, has_space_ended: bool
) -> Stays | None:
    """An open promise is withdrawn instead, except where nothing can be ended any more."""
    if is_taken_back:
        return Stays.TAKEN_BACK
    is_open = standing in (Standing.OPEN, Standing.NO_WORD_YET, Standing.SKIPPED)
    if written is Written.PROMISE and is_open and not has_space_ended:
        return Stays.STILL_OPEN
    return None
