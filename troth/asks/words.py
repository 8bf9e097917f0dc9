"""What stands sealed and signed about asks, answers and what was set aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from troth.asks.rules import AnswerKind
from troth.sealing import Words


@dataclass(frozen=True, slots=True, repr=False)
class AskWords(Words):
    """`asked_on` and `fades_on` are ISO dates, in the time zone called `zone`.

    Raises ValueError for anything else, so that what a partner's own program signed can't break a
    page. `earlier` holds what troth.spaces.wording reads.
    """

    text: str
    asked_on: str
    fades_on: str
    zone: str
    earlier: tuple[str, ...] = ()
    taken_back: bool = False

    def __post_init__(self) -> None:
        for day in (self.asked_on, self.fades_on):
            date.fromisoformat(day)
        try:
            ZoneInfo(self.zone)
        except (KeyError, OSError):
            raise ValueError("not a time zone") from None


@dataclass(frozen=True, slots=True, repr=False)
class AnswerWords(Words):
    """The answer to one revision of an ask: `kind` is an AnswerKind.

    `promise` is the id of the promise that a yes or something smaller made, "" for a no; `line`
    what goes with a no, empty with `taken_back` where its author took it back. Raises ValueError
    for anything else.
    """

    ask: str
    revision: int
    kind: str
    line: str
    promise: str
    answered_on: str
    taken_back: bool = False

    def __post_init__(self) -> None:
        if AnswerKind(self.kind) is not AnswerKind.NO:
            UUID(self.promise)


@dataclass(frozen=True, slots=True, repr=False)
class SetAsideWords(Words):
    """Which ask, of which space: ids."""

    ask: str
    space: str
