"""How a landing reads: for whoever said it, and for whose promise it was."""

from __future__ import annotations

from django.utils.translation import gettext as _

from troth.promises.landings.rules import LandingKind


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


def side_by_side() -> str:
    """For both, so that neither has to be right."""
    return _("How it ended stays as it was said; both memories stand here, side by side.")


def gone_phrase() -> str:
    return _("What was written here isn’t there any more.")
