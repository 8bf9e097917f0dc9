"""How a landing reads: for whoever said it, and for whose promise it was."""

from __future__ import annotations

from django.utils.translation import gettext as _

from troth.promises.landings.rules import LandingKind
from troth.promises.rules import State


def own_phrase(kind: LandingKind) -> str:
    if kind is LandingKind.THANKS:
        return _("You said thank you.")
    if kind is LandingKind.NOTICED:
        return _("You said that you noticed.")
    if kind is LandingKind.WORDS:
        return _("You said how it landed.")
    return _("You remember it differently.")


def their_phrase(kind: LandingKind, name: str) -> str:
    if kind is LandingKind.THANKS:
        return _("%(name)s says thank you.") % {"name": name}
    if kind is LandingKind.NOTICED:
        return _("%(name)s noticed.") % {"name": name}
    if kind is LandingKind.WORDS:
        return _("%(name)s says how it landed.") % {"name": name}
    return _("%(name)s remembers it differently.") % {"name": name}


def said_phrase(day: str, is_of_the_last: bool) -> str:
    """When it was said; of an ending that another took the place of, that too."""
    if is_of_the_last:
        return _("Said %(day)s") % {"day": day}
    return _("Said %(day)s, before it was corrected") % {"day": day}


def why_not_said(state: State, has_ended: bool) -> str:
    """Why nothing can be said of how it landed; never that replies are off, only that it is so."""
    if has_ended:
        return _("This lies behind you. What was said stays as it is.")
    if state is State.OPEN:
        return _("This promise is open, so there is nothing to say yet of how it landed.")
    return _("How this landed can’t be said just now.")


def corrected() -> str:
    return _("What was said of its end was corrected in the meantime. Please read it again first.")


def side_by_side() -> str:
    """For both, so that neither has to be right."""
    return _("How it ended stays as it was said; both memories stand here, side by side.")


def gone_phrase() -> str:
    return _("What was written here isn’t there any more.")
