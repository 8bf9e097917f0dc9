"""Who may read an answer and when, what belongs to one occasion, what still waits. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from troth.spaces.days import monday_of

ONE_DAY = timedelta(days=1)
# What waits for the other's answer shows on the day it was given and on the next: the morning
# after that it sleeps, before 48 hours are over.
AWAKE_FOR = 2 * ONE_DAY
# What "now and then" means: one occasion in so many.
NOW_AND_THEN = 4


class Reveal(StrEnum):
    """When the partner can read an answer."""

    PRIVATE = "private"
    AT_ONCE = "at-once"
    TOGETHER = "together"
    WHEN_READY = "when-ready"


class ForWhom(StrEnum):
    """How a practice is done: by oneself, by either, by both apart, or with one phone."""

    ONE = "one"
    EITHER = "either"
    BOTH_APART = "both apart"
    FACE_TO_FACE = "face to face"


class Rhythm(StrEnum):
    """How often a practice comes round; one without comes when somebody wants it."""

    NONE = ""
    DAILY = "daily"
    WEEKLY = "weekly"


class Kind(StrEnum):
    """What a practice is: something regular, something to try, something for a few days."""

    RITUAL = "ritual"
    EXERCISE = "exercise"
    CHALLENGE = "challenge"


class State(StrEnum):
    """A run that was let go of is deleted, so it has no state."""

    OPEN = "open"
    DONE = "done"


class Refusal(StrEnum):
    """Why something can't be done."""

    ENDED = "ended"
    SPACE_ENDED = "space-ended"
    WORDS_CHANGED = "words-changed"
    NOT_YOURS = "not-yours"
    TAKEN_BACK = "taken-back"
    NEEDS_TWO = "needs-two"
    ENOUGH_SAID = "enough-said"


class NotPossible(Exception):
    """Carries a Refusal; the page says it in words."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def occasion_of(rhythm: Rhythm, today: date) -> str:
    """Which time round it is: the day, or the Monday of the week; empty where each is its own.

    From Saturday on it is the coming week, so that one who plans on Sunday meets one on Monday.
    """
    if rhythm is Rhythm.DAILY:
        return today.isoformat()
    if rhythm is Rhythm.WEEKLY:
        return monday_of(today + 2 * ONE_DAY).isoformat()
    return ""


def comes_now(rhythm: Rhythm, occasion: str) -> bool:
    """Whether what comes now and then comes this time round."""
    if not occasion:
        return True
    number = date.fromisoformat(occasion).toordinal()
    return (number // 7 if rhythm is Rhythm.WEEKLY else number) % NOW_AND_THEN == 0


def rule_for(allowed: Sequence[Reveal], chosen: str, *, has_partner: bool) -> Reveal:
    """The author's choice where the script leaves it to them, else the script's own rule.

    Without a partner everything stays with its author.
    """
    if not has_partner or not allowed:
        return Reveal.PRIVATE
    return next((rule for rule in allowed if rule.value == chosen), allowed[0])


def may_read(*, is_mine: bool, is_held: bool, has_met: bool) -> bool:
    """Whether somebody may read what stands in the shared space.

    Held back is what opens together, until the reader's own answer has met it.
    """
    return is_mine or not is_held or has_met
