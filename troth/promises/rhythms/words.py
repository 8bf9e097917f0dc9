"""What stands sealed and signed about a rhythm: its words, and all that tells when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from troth.promises.rhythms.rules import Timetable, read_zones
from troth.sealing import Words
from troth.spaces.recurrence import Recurrence


@dataclass(frozen=True, slots=True, repr=False)
class RhythmWords(Words):
    """`recurrence` is Recurrence.as_text(), `at` a wall-clock time or "", `zones` what
    Timetable.zones_as_text() gives; `until`, `made_on` and `stopped_on` are ISO dates, the last
    or "". `follows` is the id of the rhythm that this one came from, or "".
    """

    text: str
    cue: str
    recurrence: str
    at: str
    until: str
    zones: tuple[str, ...]
    made_on: str
    follows: str = ""
    stopped_on: str = ""
    kind: str = ""
    earlier: tuple[str, ...] = ()
    taken_back: bool = False

    def timetable(self) -> Timetable:
        """Raises ValueError where a partner's own program signed something else."""
        return Timetable(
            recurrence=Recurrence.parse(self.recurrence),
            at=time.fromisoformat(self.at) if self.at else None,
            until=date.fromisoformat(self.until),
            zones=read_zones(self.zones),
            stopped_on=date.fromisoformat(self.stopped_on) if self.stopped_on else None,
        )
