"""What the pages of plans show: words and phrases put together once, in Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from troth.grounds.plans.queries import PlanView
from troth.grounds.plans.rules import Refusal
from troth.sealing import Unopened
from troth.spaces.membership import Membership
from troth.spaces.phrases import day_phrase, week_phrase


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """One plan, ready for a template; `unopened` names a reason in place of the words.

    `page` is empty for the partner's: nothing can be done with them.
    """

    page: str
    text: str
    when: str
    unopened: str
    is_mine: bool
    revision: int


def all_shown(membership: Membership, views: Iterable[PlanView], now: datetime) -> list[ShownPlan]:
    return [shown(membership, view, now) for view in views]


def shown(membership: Membership, view: PlanView, now: datetime) -> ShownPlan:
    words = view.words
    is_unopened = isinstance(words, Unopened)
    page = reverse("grounds:change_plan", args=[membership.where, view.id])
    return ShownPlan(
        page=page if view.is_mine else "",
        text=view.text,
        when="" if is_unopened else _when(membership, view, now),
        unopened=words.reason.name.lower() if isinstance(words, Unopened) else "",
        is_mine=view.is_mine,
        revision=view.revision,
    )


def _when(membership: Membership, view: PlanView, now: datetime) -> str:
    today = membership.today(now)
    if not view.is_for_a_week:
        return day_phrase(view.on, today, view.day_there)
    return week_phrase(view.on, today, view.day_there)


def why_not(reason: Refusal) -> str:
    """Why something could not be done, in whole sentences."""
    return {
        Refusal.PAST: _("That day has gone by. Choose one still to come."),
        Refusal.TOO_FAR: _("That is more than sixty days away. Say it when it’s nearer."),
        Refusal.ENOUGH: _(
            "Thirty plans of yours stand here. Remove one, or wait until one is over."
        ),
        Refusal.SPACE_ENDED: _("What the two of you shared has ended. Nothing was changed."),
        Refusal.WORDS_CHANGED: _(
            "It was changed in another window in the meantime. This is what you wrote here; "
            "saved now, it takes the place of the other."
        ),
        Refusal.WORDS_STAY: _("What stands there can’t be opened, so nothing was changed."),
    }[reason]
