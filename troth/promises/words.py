"""What stands sealed and signed about promises and endings.

`earlier` holds what troth.spaces.wording reads; `taken_back` stands where the words are empty
because their author wanted it so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from troth.sealing import Words


@dataclass(frozen=True, slots=True, repr=False)
class PromiseWords(Words):
    """`due` is DueValue.as_text(), `made_on` an ISO date, `follows` a promise's id or "".

    `is_smaller`: it was made in answer to an ask, as something smaller than what was asked. `kind`
    is a kinds.PromiseKind or "", `rhythm` the id of the rhythm that the promise is one of, or "".
    """

    text: str
    cue: str
    due: str
    made_on: str
    follows: str
    earlier: tuple[str, ...] = ()
    taken_back: bool = False
    is_smaller: bool = False
    kind: str = ""
    rhythm: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class EndingWords(Words):
    """An ending as its person signed it: `happened` and `recorded` are ISO 8601 instants, UTC.

    In a shared space both tell the day alone: see endings/times.py. `what_happened` and the two
    after it are what "say more" asks of whoever owns a slip; `shared_with` is the name that the
    partner went by when a private promise was shared.

    Raises ValueError for anything else, so that what a partner's own program signed can't
    break a page.
    """

    promise: str
    state: str
    happened: str
    happened_on: str
    is_late: bool
    recorded: str
    recorded_on: str
    note: str
    earlier: tuple[str, ...] = ()
    taken_back: bool = False
    what_happened: str = ""
    like_for_you: str = ""
    will_do: str = ""
    shared_with: str = ""

    def __post_init__(self) -> None:
        for text in (self.happened, self.recorded):
            if datetime.fromisoformat(text).utcoffset() != timedelta(0):
                raise ValueError("not an instant in UTC")
