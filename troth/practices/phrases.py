"""How practices read: for whom, how long, who may read what. Whole sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from troth.practices.rules import ForWhom, Refusal, Reveal, Rhythm
from troth.practices.scripts import Practice


def for_whom_phrase(practice: Practice) -> str:
    return {
        ForWhom.ONE: _("for yourself"),
        ForWhom.EITHER: _("one begins, or does it alone"),
        ForWhom.BOTH_APART: _("for two, each on their own phone"),
        ForWhom.FACE_TO_FACE: _("for two, with one phone between you"),
    }[practice.for_whom]


def minutes_phrase(minutes: int) -> str:
    said = ngettext("about %(count)s minute", "about %(count)s minutes", minutes)
    return said % {"count": minutes}


def rhythm_phrase(rhythm: Rhythm) -> str:
    return {
        Rhythm.DAILY: _("on days that you choose"),
        Rhythm.WEEKLY: _("once a week"),
    }.get(rhythm, "")


def rule_sentence(rule: Reveal, name: str) -> str:
    """What becomes of an answer once it is handed in."""
    return {
        Reveal.PRIVATE: _("Only you can read it."),
        Reveal.AT_ONCE: _("%(name)s can read it once you go on."),
        Reveal.TOGETHER: _("It opens for both of you once you both have answered."),
        Reveal.WHEN_READY: _("Only you can read it, until you open it to %(name)s."),
    }[rule] % {"name": name}


def why_not(refusal: Refusal) -> str:
    return {
        Refusal.ENDED: _("This is over already."),
        Refusal.SPACE_ENDED: _("Your partner left what you shared, so nothing new is said there."),
        Refusal.WORDS_CHANGED: _("It was changed meanwhile, on another device or in another tab."),
        Refusal.NOT_YOURS: _("Only whoever wrote it can do that."),
        Refusal.TAKEN_BACK: _("These words were taken back."),
        Refusal.NEEDS_TWO: _("This one takes two, and there is nobody here to do it with yet."),
        Refusal.ENOUGH_SAID: _("There are many promises to come already. One fewer is fine."),
    }[refusal]
