"""What the pages of gestures show: words and phrases put together once, in Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from troth.gestures import rules
from troth.gestures.phrases import occasion_phrase
from troth.gestures.queries import GestureView
from troth.gestures.rules import Refusal
from troth.sealing import Unopened
from troth.spaces.membership import Membership


@dataclass(frozen=True, slots=True)
class ShownGesture:
    """One gesture, ready for a template; `unopened` names a reason in place of the words.

    `day` goes along with a tick: it is for that day alone.
    """

    page: str
    text: str
    when: str
    unopened: str
    label: str
    day: str
    is_today: bool
    is_ticked: bool


def all_shown(mine: Membership, views: Iterable[GestureView], now: datetime) -> list[ShownGesture]:
    today = mine.today(now)
    return [_shown(view, today) for view in views]


def shown(mine: Membership, view: GestureView, now: datetime) -> ShownGesture:
    return _shown(view, mine.today(now))


def _shown(view: GestureView, today: date) -> ShownGesture:
    page = reverse("gestures:change", args=[view.id])
    if isinstance(view.words, Unopened):
        reason = view.words.reason.name.lower()
        return ShownGesture(page, "", "", reason, "", "", view.is_on(today), is_ticked=False)
    text = view.words.text
    return ShownGesture(
        page=page,
        text=text,
        when="" if view.occasion is None else _when(view.occasion, today),
        unopened="",
        label=_("Ticked for today: %(gesture)s") % {"gesture": text},
        day=today.isoformat(),
        is_today=view.is_on(today),
        is_ticked=view.is_ticked(today),
    )


def _when(occasion: rules.Occasion, today: date) -> str:
    return _("today, once") if occasion == today else occasion_phrase(occasion, today)


def ideas() -> list[str]:
    """A few small things to begin with."""
    return [
        _("A hug when we meet again"),
        _("A message at noon, just so"),
        _("Make the tea without being asked"),
        _("Take one errand off their list"),
    ]


def why_not(reason: Refusal) -> str:
    """Why something could not be done, in whole sentences."""
    return {
        Refusal.ENOUGH: _("You have fifty of them. Let one go, and there is room for another."),
        Refusal.ANOTHER_DAY: _("It isn’t on today. Nothing was changed."),
        Refusal.WORDS_CHANGED: _(
            "It was changed in another window in the meantime. This is what you wrote here; "
            "saved now, it takes the place of the other."
        ),
    }[reason]
