"""What was handed over, ready to show: the words, whose they are, what can be said back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from troth.practices.finding import title_of
from troth.practices.opening import Gone, SharedView
from troth.practices.scripts import practices
from troth.practices.sharing.queries import REPLY, TALKED, replies_to
from troth.practices.steps.reply import Reply
from troth.practices.words import SharedWords
from troth.sealing import Unopened
from troth.spaces.membership import Membership
from troth.spaces.phrases import past_day_phrase
from troth.spaces.wording import read_earlier


@dataclass(frozen=True, slots=True)
class ShownEarlier:
    text: str
    until: str


@dataclass(frozen=True, slots=True)
class ShownShared:
    """`unopened` names a reason in place of the words, `mark` says that they were taken back.

    `reply` is the word back that stands; `care` what one tap says, empty where nothing can be
    said back; `is_waiting`: it opens once both have answered; `is_closed`: its receiver opens it by
    themselves, on its own page.
    """

    id: UUID
    page: str
    is_mine: bool
    who: str
    is_waiting: bool
    revision: int
    title: str = ""
    prompt: str = ""
    text: str = ""
    mark: str = ""
    unopened: str = ""
    reply: str = ""
    reply_page: str = ""
    is_closed: bool = False
    can_reword: bool = False
    care: tuple[str, ...] = ()
    earlier: tuple[ShownEarlier, ...] = ()


def all_shown(ours: Membership, views: Iterable[SharedView], now: datetime) -> list[ShownShared]:
    """In their order, with the words back; one query."""
    views = list(views)
    replies = replies_to(ours, [view.id for view in views]) if views else {}
    return [_shown(ours, view, replies, ours.today(now)) for view in views]


def in_order(views: Iterable[SharedView]) -> list[SharedView]:
    """The latest day first; of a day, what belongs to one time round together, as its script goes.

    Never by the hour at which somebody said it.
    """
    return sorted(views, key=_place)


def _place(view: SharedView) -> tuple[int, str, str, int]:
    day, words = -view.given_on.toordinal(), view.words
    if isinstance(words, Unopened):
        return day, "", "", 0
    practice = practices().get(words.practice)
    steps = [step.id for step in practice.steps] if practice else []
    number = steps.index(words.step) if words.step in steps else len(steps)
    return day, words.practice, words.occasion, number


def as_talks(
    ours: Membership, views: Sequence[SharedView], now: datetime
) -> list[list[ShownShared]]:
    """What the two told each other: what opened together side by side, a reply with its words."""
    shown = {each.id: each for each in all_shown(ours, views, now)}
    talks: dict[UUID, list[ShownShared]] = {}
    for view in in_order(views):
        if isinstance(view.words, SharedWords) and view.words.to:
            continue
        is_second = view.has_met and view.meets_id in talks
        first = view.meets_id if is_second and view.meets_id is not None else view.id
        talks.setdefault(first, []).append(shown[view.id])
    return list(talks.values())


def _shown(
    ours: Membership, view: SharedView, replies: Mapping[UUID, SharedView], today: date
) -> ShownShared:
    words = view.words
    facts = {"name": ours.partner_at_start, "day": past_day_phrase(view.given_on, today)}
    shown = ShownShared(
        id=view.id,
        page=reverse("practices:shared", args=[view.id]),
        is_mine=view.is_mine,
        who=(_("you, %(day)s") if view.is_mine else _("%(name)s, %(day)s")) % facts,
        is_waiting=view.is_held and not view.has_met,
        revision=view.revision,
    )
    if isinstance(words, Gone):
        return replace(shown, mark=_("%(name)s took these words back.") % facts)
    if isinstance(words, Unopened):
        return replace(shown, unopened=words.reason.name.lower())
    if words.taken_back:
        mine, theirs = _("You took these words back."), _("%(name)s took these words back.")
        return replace(shown, mark=(mine if view.is_mine else theirs) % facts)
    if words.practice == TALKED:
        who = _("noted by you, %(day)s") if view.is_mine else _("noted by %(name)s, %(day)s")
        return replace(shown, mark=_("You took time for each other."), who=who % facts)
    back = replies.get(view.id)
    can_reply = not view.is_mine and not words.to and back is None
    return replace(
        shown,
        title=_title(words.practice),
        prompt=words.prompt,
        text=words.text,
        reply="" if back is None or isinstance(back.words, Unopened) else back.words.text,
        reply_page=reverse("practices:shared", args=[back.id]) if back and back.is_mine else "",
        can_reword=view.is_mine and not words.value,
        is_closed=words.is_closed and not view.is_mine,
        care=care_for(words.practice, words.step) if can_reply else (),
        earlier=_earlier(words, today),
    )


def _earlier(words: SharedWords, today: date) -> tuple[ShownEarlier, ...]:
    return tuple(
        ShownEarlier(each.text, past_day_phrase(each.on, today))
        for each in read_earlier(words.earlier)
        if each.on is not None
    )


def _title(practice_id: str) -> str:
    if practice_id == REPLY:
        return _("A word back")
    return title_of(practice_id)


def care_for(practice_id: str, step_id: str) -> tuple[str, ...]:
    """The words of care that the script has for a step, or a few that always fit."""
    practice = practices().get(practice_id)
    for step in practice.steps if practice else ():
        if isinstance(step, Reply) and step.to == step_id:
            return step.care
    return (_("Thank you."), _("I’m glad you told me."), _("I hear you."))
