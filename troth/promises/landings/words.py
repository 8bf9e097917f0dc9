"""What stands sealed and signed about how a promise landed."""

from __future__ import annotations

from dataclasses import dataclass

from troth.promises.landings.rules import LandingKind
from troth.sealing import Words


@dataclass(frozen=True, slots=True, repr=False)
class LandingWords(Words):
    """`kind` is a LandingKind, or empty once it was taken back; `recorded_on` an ISO date.

    `ending` is the id of the ending that it answers and `state` how that one says it ended, so
    that it never stands beside another.

    Raises ValueError for anything else, so that what a partner's own program signed can't
    break a page.
    """

    kind: str
    line: str
    promise: str
    recorded_on: str
    earlier: tuple[str, ...] = ()
    taken_back: bool = False
    ending: str = ""
    state: str = ""

    def __post_init__(self) -> None:
        if self.taken_back:
            if self.kind or self.line:
                raise ValueError("taken back, and not empty")
        else:
            LandingKind(self.kind)
