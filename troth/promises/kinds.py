"""What a promise can be about: the one short list; pure."""

from enum import StrEnum


class PromiseKind(StrEnum):
    """Sealed with the words: which it is, nobody else can tell."""

    ON_TIME = "on-time"
    WRITING_BACK = "writing-back"
    HOUSEHOLD = "household"
    PLANS = "plans"
    BEING_THERE = "being-there"
    AFFECTION = "affection"
    MONEY = "money"
    TELLING = "telling"
    OTHER = "other"
