"""How what lies behind reads: steps of a story, endings to choose from, how far was looked."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from troth.promises.past.rules import PastEnding
from troth.spaces.phrases import past_day_phrase


def ending_choices(*, is_private: bool) -> list[tuple[PastEnding | None, str]]:
    """What a page of the past can be narrowed to; nobody releases anybody from a private one."""
    choices = [
        (None, _("All of it")),
        (PastEnding.KEPT, _("Kept")),
        (PastEnding.MOVED, _("Moved")),
        (PastEnding.WITHDRAWN, _("Taken back")),
        (PastEnding.RELEASED, _("Released")),
        (PastEnding.OWNED, _("It didn’t happen")),
        (PastEnding.LET_GO, _("Let go")),
        (PastEnding.NO_WORD, _("No word")),
    ]
    return [each for each in choices if not (is_private and each[0] is PastEnding.RELEASED)]


def said_phrase(day: str, due: str) -> str:
    return _("said %(day)s, due %(due)s") % {"day": day, "due": due}


def moved_phrase(day: str, due: str) -> str:
    """`due` is what it was moved to."""
    return _("moved before it was due, %(day)s; due %(due)s since then") % {"day": day, "due": due}


def reworded_phrase(on: date, today: date) -> str:
    # Where the other lives further east, their day can be one that hasn't begun here.
    return _("in other words, %(day)s") % {"day": past_day_phrase(on, today)}


def so_far_phrase(day: str, *, is_any: bool) -> str:
    """How far a search has looked, with more before it."""
    if is_any:
        return _("Looked as far back as what was due %(day)s.") % {"day": day}
    return _("Nothing yet, as far back as what was due %(day)s.") % {"day": day}
