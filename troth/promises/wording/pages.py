"""What pages show of words that were changed or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from troth.promises.opening import PromiseView
from troth.promises.wording import rules
from troth.promises.wording.phrases import (
    before_phrase,
    changed_phrase,
    mark_of,
    own_mark,
)
from troth.promises.wording.rules import Written
from troth.promises.words import EndingWords, PromiseWords
from troth.sealing import Unopened
from troth.spaces.membership import Membership
from troth.spaces.wording import MOST, read_earlier


@dataclass(frozen=True, slots=True)
class ShownEarlier:
    """Words that stood there before, with the day on which others took their place."""

    day: str
    text: str
    is_readable: bool


@dataclass(frozen=True, slots=True)
class ShownWording:
    """`mark` stands in place of words that were taken back; `changed` is empty if they never were.

    `earlier` begins with the first words.
    """

    mark: str
    changed: str
    earlier: tuple[ShownEarlier, ...]
    has_gaps: bool


def shown_wording(
    membership: Membership,
    written: Written,
    words: PromiseWords | EndingWords,
    is_mine: bool,
    now: datetime,
) -> ShownWording:
    mark = ""
    if words.taken_back:
        mark = mark_for_viewer(membership, written, is_mine)
    return wording_of(membership, mark, words.earlier, now)


def mark_for_viewer(membership: Membership, written: Written, is_mine: bool) -> str:
    return own_mark(written) if is_mine else mark_of(written, membership.partner_at_start)


def wording_of(
    membership: Membership, mark: str, earlier: tuple[str, ...], now: datetime
) -> ShownWording:
    """A mark hides what stood there earlier, whatever its author's own program left there."""
    today = membership.today(now)
    read = [] if mark else read_earlier(earlier)
    return ShownWording(
        mark=mark,
        changed=changed_phrase(read[-1].on, today) if read else "",
        earlier=tuple(
            ShownEarlier(before_phrase(each.on, today), each.text, each.on is not None)
            for each in read
        ),
        has_gaps=len(read) == MOST,
    )


@dataclass(frozen=True, slots=True)
class Offers:
    """What whoever said a promise may do with its words."""

    change: bool
    take_back: bool


def offers_for(membership: Membership, view: PromiseView, now: datetime) -> Offers:
    """Nothing to the other, and nothing about words that can't be opened."""
    if isinstance(view.words, Unopened) or not view.is_mine:
        return Offers(change=False, take_back=False)
    facts = {"is_taken_back": view.words.taken_back, "has_space_ended": membership.has_ended}
    standing = view.standing(now)
    return Offers(
        change=rules.why_not_changed(Written.PROMISE, standing, **facts) is None,
        take_back=rules.why_not_taken_back(Written.PROMISE, standing, **facts) is None,
    )


def seen_by_other(membership: Membership, written: Written) -> str:
    """What the other will read once these words are taken back; empty where nobody else reads."""
    if membership.is_private or membership.partner is None:
        return ""
    called = membership.called
    return mark_of(written, called if isinstance(called, str) else _("Your partner"))
