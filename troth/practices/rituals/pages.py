"""Rituals, ready to show: what they are called, and when they come round."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from troth.practices.rituals.queries import TONIGHT, RitualView, offered, picked
from troth.practices.scripts import practices
from troth.spaces.membership import Membership
from troth.spaces.phrases import pattern_phrase
from troth.spaces.recurrence import Pattern, Recurrence


@dataclass(frozen=True, slots=True)
class ShownRitual:
    """`when` is empty for what isn't picked."""

    id: str
    page: str
    title: str
    about: str
    when: str


def offered_rituals(mine: Membership) -> list[ShownRitual]:
    own = {view.practice: view for view in picked(mine)}
    return [shown_ritual(practice_id, own.get(practice_id)) for practice_id in offered()]


def shown_ritual(practice_id: str, view: RitualView | None) -> ShownRitual:
    page = reverse("practices:ritual", args=[practice_id])
    title, about = ritual_names(practice_id)
    return ShownRitual(practice_id, page, title, about, _when(view) if view else "")


def ritual_names(practice_id: str) -> tuple[str, str]:
    """(title, what it is)."""
    if practice_id == TONIGHT:
        return _("Tonight’s question"), _("One question an evening, from decks that you choose.")
    practice = practices()[practice_id]
    return practice.title, practice.about


def _when(view: RitualView) -> str:
    recurrence = view.recurrence
    if len(recurrence.days) == 7:
        recurrence = Recurrence(Pattern.DAILY, recurrence.starts_on)
    said = {"days": pattern_phrase(recurrence), "time": time_format(view.at)}
    return _("%(days)s, from %(time)s") % said
