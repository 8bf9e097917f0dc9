"""What may be said of how a promise landed, and when: pure decisions."""

from __future__ import annotations

from enum import StrEnum

from troth.promises.rules import State


class LandingKind(StrEnum):
    THANKS = "thanks"
    NOTICED = "noticed"
    WORDS = "own-words"
    DIFFERENTLY = "differently"


# The endings that tell what was done: what was moved, taken back or released has nothing to land.
LANDED = frozenset({State.KEPT, State.OWNED, State.LET_GO})


def may_land(
    state: State, *, is_mine: bool, is_private: bool, has_ended: bool, takes_replies: bool
) -> bool:
    """Whether somebody may say how another's promise landed, if they haven't yet.

    `has_ended` is about the space. A promise that is open, or went without a word, has not landed.
    """
    between_two = not (is_mine or is_private or has_ended)
    return between_two and takes_replies and state in LANDED
