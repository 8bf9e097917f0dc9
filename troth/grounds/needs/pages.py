"""What the pages of needs show: words and phrases put together once, in Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from troth.grounds.needs.queries import NeedView
from troth.grounds.needs.rules import Refusal
from troth.sealing import Unopened
from troth.spaces.membership import Membership
from troth.spaces.phrases import past_day_phrase
from troth.spaces.wording import read_earlier


@dataclass(frozen=True, slots=True)
class ShownEarlier:
    """What it said before; `text` is empty where that can't be read."""

    phrase: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownNeed:
    """One need, ready for a template; `unopened` names a reason in place of the words.

    `mark` stands in place of words that were taken back; `when` is the last thing that happened.
    """

    page: str
    text: str
    mark: str
    unopened: str
    said: str
    when: str
    is_mine: bool
    rests: bool
    can_change: bool
    revision: int
    earlier: tuple[ShownEarlier, ...]


def all_shown(membership: Membership, views: Iterable[NeedView], now: datetime) -> list[ShownNeed]:
    today = membership.today(now)
    return [shown(membership, view, today) for view in views]


def shown(membership: Membership, view: NeedView, today: date) -> ShownNeed:
    words, rests = view.words, view.rests_on is not None
    said = _("said %(day)s") % {"day": past_day_phrase(view.made_on, today)}
    earlier = () if isinstance(words, Unopened) or words.taken_back else words.earlier
    changes = read_earlier(earlier)
    when = said
    if view.rests_on is not None:
        when = _("let rest %(day)s") % {"day": past_day_phrase(view.rests_on, today)}
    elif changes and changes[-1].on is not None:
        when = _("changed %(day)s") % {"day": past_day_phrase(changes[-1].on, today)}
    return ShownNeed(
        page=reverse("grounds:need", args=[membership.where, view.id]),
        text=view.text,
        mark=_mark(membership, view) if view.is_taken_back else "",
        unopened=words.reason.name.lower() if isinstance(words, Unopened) else "",
        said=said,
        when=when,
        is_mine=view.is_mine,
        rests=rests,
        can_change=view.is_mine and bool(view.text) and not rests and not membership.has_ended,
        revision=view.revision,
        earlier=tuple(ShownEarlier(_until(each.on, today), each.text) for each in changes),
    )


def _until(on: date | None, today: date) -> str:
    if on is None:
        return _("What stood here can’t be read.")
    return _("Until it was changed %(day)s:") % {"day": past_day_phrase(on, today)}


def _mark(membership: Membership, view: NeedView) -> str:
    if view.is_mine:
        return _("You took back a need that stood here.")
    return _("%(name)s took back a need that stood here.") % {"name": membership.partner_at_start}


def why_not(reason: Refusal) -> str:
    """Why something could not be done, in whole sentences."""
    return {
        Refusal.ENOUGH: _(
            "Thirty needs of yours stand here. Let one rest, and there is room for another."
        ),
        Refusal.SPACE_ENDED: _(
            "This space has ended. Words in it can be taken back, and not changed."
        ),
        Refusal.WORDS_CHANGED: _(
            "It was changed in another window in the meantime. This is what you wrote here; "
            "saved now, it takes the place of the other."
        ),
        Refusal.WORDS_STAY: _("This can’t be changed any more. Nothing was changed."),
    }[reason]
