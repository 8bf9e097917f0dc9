"""How long an ask is good for, and what may still be done with it: pure decisions."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from troth.spaces.days import day_begins_at, instant_of

GOOD_FOR = timedelta(days=7)
ANSWER_SHOWN_FOR = timedelta(days=7)
MOST_OPEN = 3
# What was taken back counts too: asking and taking back all day would be a flood as well.
MOST_A_DAY = 5

_NOON = time(12)
_GREENWICH = ZoneInfo("UTC")


class AnswerKind(StrEnum):
    YES = "yes"
    SMALLER = "smaller"
    NO = "no"


class Standing(StrEnum):
    """How an ask reads at a given time; GONE is on no page, for either of the two."""

    OPEN = "open"
    ANSWERED = "answered"
    TAKEN_BACK = "taken-back"
    GONE = "gone"


class Refusal(StrEnum):
    NOT_YOURS = "not-yours"
    ENOUGH_ASKED = "enough-asked"
    ENOUGH_TODAY = "enough-today"
    ALREADY_ANSWERED = "already-answered"
    TAKEN_BACK = "taken-back"
    FADED = "faded"
    WORDS_CHANGED = "words-changed"
    SPACE_ENDED = "space-ended"
    ENOUGH_SAID = "enough-said"


class NotPossible(Exception):
    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


def fades_on(asked_on: date) -> date:
    """The day, where the asker is, that finds the ask gone: seven days of it have gone by."""
    return asked_on + GOOD_FOR


def fades_at(asked_on: date, zone: ZoneInfo) -> datetime:
    """The beginning of that day as one instant, the same for both of them."""
    return day_begins_at(fades_on(asked_on), zone)


def answer_shown_until(answered_on: date) -> datetime:
    """About a week on; by no clock but Greenwich's, so that both see it for equally long."""
    return instant_of(answered_on + ANSWER_SHOWN_FOR, _NOON, _GREENWICH)


def standing_of(
    *, is_taken_back: bool, answered_on: date | None, fades_at: datetime, now: datetime
) -> Standing:
    if answered_on is not None:
        is_shown = now.astimezone(UTC) < answer_shown_until(answered_on)
        return Standing.ANSWERED if is_shown else Standing.GONE
    if now.astimezone(UTC) >= fades_at.astimezone(UTC):
        return Standing.GONE
    return Standing.TAKEN_BACK if is_taken_back else Standing.OPEN


def require_open(
    *, is_taken_back: bool, answered_on: date | None, fades_at: datetime, now: datetime
) -> None:
    """Whatever is to be done with an ask, it has to be open still. Raises NotPossible."""
    standing = standing_of(
        is_taken_back=is_taken_back, answered_on=answered_on, fades_at=fades_at, now=now
    )
    if standing is Standing.OPEN:
        return
    if answered_on is not None:
        raise NotPossible(Refusal.ALREADY_ANSWERED)
    raise NotPossible(Refusal.TAKEN_BACK if is_taken_back else Refusal.FADED)
