"""What stands sealed and signed about a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from troth.sealing import Words


@dataclass(frozen=True, slots=True, repr=False)
class PlanWords(Words):
    """`on` and `until_on` are ISO dates, the first and the last day, in the zone called `zone`.

    Raises ValueError for anything else, so that what a partner's own program signed can't break a
    page.
    """

    text: str
    on: str
    until_on: str
    zone: str

    def __post_init__(self) -> None:
        if date.fromisoformat(self.until_on) < date.fromisoformat(self.on):
            raise ValueError("a plan that is over before it begins")
        try:
            ZoneInfo(self.zone)
        except (KeyError, OSError):
            raise ValueError("not a time zone") from None
