"""What stands sealed and signed about a need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from troth.sealing import Words


@dataclass(frozen=True, slots=True, repr=False)
class NeedWords(Words):
    """`made_on` and `rests_on` are ISO dates; `earlier` holds what troth.spaces.wording reads.

    Raises ValueError for anything else, so that what a partner's own program signed can't break a
    page.
    """

    text: str
    made_on: str
    rests_on: str | None = None
    earlier: tuple[str, ...] = ()
    taken_back: bool = False

    def __post_init__(self) -> None:
        for day in (self.made_on, self.rests_on):
            if day is not None:
                date.fromisoformat(day)
