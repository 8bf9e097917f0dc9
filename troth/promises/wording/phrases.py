"""What is said of words that were changed or taken back: whole sentences."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from troth.promises.wording.rules import Stays, Written
from troth.spaces.phrases import past_day_phrase


def own_mark(written: Written) -> str:
    """What stands in place of words that one took back oneself."""
    if written is Written.PROMISE:
        return _("You took back the words of this promise.")
    if written is Written.ENDING:
        return _("You took back what you wrote about it.")
    return _("You took back what you said about how it landed.")


def mark_of(written: Written, name: str) -> str:
    """What the other sees in place of words that somebody took back: their kind, no more."""
    if written is Written.PROMISE:
        return _("%(name)s took back the words of this promise.") % {"name": name}
    if written is Written.ENDING:
        return _("%(name)s took back what was written about it.") % {"name": name}
    return _("%(name)s took back what was said about how it landed.") % {"name": name}


def changed_phrase(on: date | None, today: date) -> str:
    if on is None:
        return _("Changed")
    # Where the other lives further east, their day can be one that hasn't begun here.
    return _("Changed %(day)s") % {"day": past_day_phrase(on, today)}


def before_phrase(on: date | None, today: date) -> str:
    if on is None:
        return _("Before a change")
    return _("Before it was changed %(day)s") % {"day": past_day_phrase(on, today)}


def why_they_stay(reason: Stays) -> str:
    """Why words can't be changed or taken back, in a sentence or two."""
    if reason is Stays.TAKEN_BACK:
        return _("These words have been taken back, and that stays so.")
    if reason is Stays.SPACE_ENDED:
        return _("This space has ended. Words in it can be taken back, and not changed.")
    if reason is Stays.HAS_ENDED:
        return _("This promise has ended, so its words stay as they are. You can take them back.")
    if reason is Stays.ALREADY_DUE:
        return _("Its time has come, so its words stay as they are. You can say how it went.")
    if reason is Stays.STILL_OPEN:
        return _("This promise is still open. How it ends is said on its own page.")
    return _("This can’t be changed now. You can take it back.")
