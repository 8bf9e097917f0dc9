"""What the pages of promises show: words and phrases put together once, in Python."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from troth.promises.due import DueValue
from troth.promises.opening import EndingView, Gone, PromiseView
from troth.promises.phrases import (
    kept_label,
    own_due_phrase,
    released_phrase,
    standing_phrase,
    their_due_phrase,
)
from troth.promises.rules import Refusal, Standing
from troth.promises.wording.pages import ShownWording, mark_for_viewer, shown_wording
from troth.promises.wording.rules import Written
from troth.sealing import Unopened
from troth.spaces.days import local_day
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.spaces.phrases import day_phrase

# The tick that stands for each standing; the words beside it say the same.
TICKS = {
    Standing.OPEN: "open",
    Standing.NO_WORD_YET: "waiting",
    Standing.SKIPPED: "quiet",
    Standing.KEPT: "kept",
    Standing.MOVED: "moved",
    Standing.WITHDRAWN: "quiet",
    Standing.RELEASED: "quiet",
    Standing.OWNED: "owned",
    Standing.LET_GO: "quiet",
    Standing.SHARED: "moved",
}


ITS_TIME_HAS_COME = (Standing.NO_WORD_YET, Standing.SKIPPED)


class ShownPromise(NamedTuple):
    """One promise, ready for a template; `unopened` names a reason in place of the words.

    `to` says whom it was made to, where that isn't oneself; `thanks` is where one tap says thanks.
    `is_waiting`: its time has come, and it is still open; `is_skipped`: so, in a break.
    """

    id: UUID
    where: str
    page: str
    text: str
    cue: str
    when: str
    to: str
    kept_label: str
    tick: str
    unopened: str
    token: str
    is_theirs: bool
    is_waiting: bool
    steps: frozenset[str]
    is_skipped: bool = False
    landed: str = ""
    thanks: str = ""

    def may(self, step: str) -> bool:
        return step in self.steps


def shown(membership: Membership, view: PromiseView, now: datetime) -> ShownPromise:
    """Make a promise ready to show; the token is for the next word about it."""
    return all_shown([membership], [view], now)[0]


def all_shown(
    memberships: Sequence[Membership], views: Iterable[PromiseView], now: datetime
) -> list[ShownPromise]:
    """Promises of these spaces, in their order."""
    today, label = memberships[0].today(now), kept_label()
    by_where = {found.where: (found, _to(found)) for found in memberships}
    return [_shown(*by_where[view.where], view, now, today, label) for view in views]


def _to(membership: Membership) -> str:
    if membership.is_private:
        return ""
    return _("to %(name)s") % {"name": membership.partner_called}


def _shown(
    membership: Membership, to: str, view: PromiseView, now: datetime, today: date, label: str
) -> ShownPromise:
    standing, words = view.standing(now), view.words
    text, cue, when, unopened = "", "", "", ""
    is_theirs = not (view.is_mine or membership.is_private)
    if isinstance(words, Unopened):
        unopened = why_unopened(words)
    else:
        text, cue = words.text, words.cue
        if words.taken_back:
            text = mark_for_viewer(membership, Written.PROMISE, not is_theirs)
        when = _when(membership, view, standing, today, now)
    return ShownPromise(
        id=view.id,
        where=view.where,
        page=_page_of(view.where, view.id),
        text=text,
        cue=cue,
        when=when,
        to="" if is_theirs else to,
        kept_label=label % {"promise": text},
        tick="quiet" if view.is_unsaid else TICKS[standing],
        unopened=unopened,
        token=str(new_id(today)),
        is_theirs=is_theirs,
        is_waiting=standing in ITS_TIME_HAS_COME and not view.is_unsaid,
        is_skipped=standing is Standing.SKIPPED,
        steps=view.steps(now),
    )


def why_unopened(words: Unopened) -> str:
    """The name of the reason, as templates take it."""
    return "gone" if isinstance(words, Gone) else words.reason.name.lower()


def _when(
    membership: Membership, view: PromiseView, standing: Standing, today: date, now: datetime
) -> str:
    if view.is_unsaid:
        return _("how it ended isn’t there any more")
    if standing is Standing.OPEN or standing in ITS_TIME_HAS_COME:
        if view.is_mine:
            due = own_due_phrase(view.due, today, now, membership.zone)
            return standing_phrase(standing, due, "", False)
        name = membership.partner_called
        due = their_due_phrase(view.due, today, now, membership.zone, name)
        if standing is Standing.SKIPPED:
            return _("%(due)s, while %(name)s was away") % {"due": due, "name": name}
        if view.is_in_break:
            return _("%(due)s, while %(name)s is away") % {"due": due, "name": name}
        return standing_phrase(standing, due, "", False)
    last = view.last
    if last is None:
        return ""
    day = _day_said(membership, last.person_id, last.happened_on, today, now, view.due)
    if standing is Standing.RELEASED and not membership.is_private:
        return released_phrase(membership.partner_called, day, by_me=not view.is_mine)
    shared_with = "" if isinstance(last.words, Unopened) else last.words.shared_with
    return standing_phrase(standing, "", day, last.is_late, shared_with)


def is_smaller(view: PromiseView) -> bool:
    """Whether it answered an ask by something smaller, and its words still stand there."""
    words = view.words
    return not isinstance(words, Unopened) and words.is_smaller and not words.taken_back


def made_phrase(membership: Membership, view: PromiseView, now: datetime) -> str:
    """On which day it was said."""
    maker_id = membership.person_id if view.is_mine else None
    today = membership.today(now)
    return _day_said(membership, maker_id, view.made_on, today, now, view.due)


def day_said(membership: Membership, view: PromiseView, ending: EndingView, now: datetime) -> str:
    """The day of an ending, by the calendar of whoever said it."""
    today = membership.today(now)
    return _day_said(membership, ending.person_id, ending.happened_on, today, now, view.due)


def _day_said(
    membership: Membership,
    person_id: UUID | None,
    day: date,
    today: date,
    now: datetime,
    due: DueValue | None,
) -> str:
    """A day by somebody's own calendar, which may be another one than the reader's."""
    if person_id == membership.person_id or membership.is_private:
        return day_phrase(day, today)
    # A promise's zone is its maker's; where its receiver is, nothing tells its maker.
    theirs = local_day(now, ZoneInfo(due.zone)) if due else today
    return day_phrase(day, today, theirs if day <= today else day)


def _page_of(where: str, promise_id: UUID) -> str:
    before, after = _around_id(where)
    return f"{before}{promise_id}{after}"


@lru_cache(maxsize=1024)
def _around_id(where: str) -> tuple[str, str]:
    """A promise's address without its id: to reverse one costs as much as to open a row."""
    nil = UUID(int=0)
    before, after = reverse("promises:page", args=[where, nil]).rsplit(str(nil), 1)
    return before, after


def shown_words(membership: Membership, view: PromiseView, now: datetime) -> ShownWording | None:
    """What stood there before the words of a promise, or stands there in their place."""
    if isinstance(view.words, Unopened):
        return None
    return shown_wording(membership, Written.PROMISE, view.words, view.is_mine, now)


@dataclass(frozen=True, slots=True)
class ShownEnding:
    """What was said of a promise's end, by day; `more` are headings with what stands under them."""

    id: UUID
    phrase: str
    note: str
    more: tuple[tuple[str, str], ...]
    unopened: str
    is_theirs: bool
    wording: ShownWording | None

    @property
    def has_words(self) -> bool:
        return bool(self.note or self.more)


def shown_ending(
    membership: Membership, view: PromiseView, ending: EndingView, now: datetime
) -> ShownEnding:
    """What was said of a promise's end, by day, with its line."""
    words, standing = ending.words, Standing(ending.state.value)
    day = day_said(membership, view, ending, now)
    is_theirs = not membership.is_private and ending.person_id != membership.person_id
    if standing is Standing.OPEN:
        phrase = _("open again, %(day)s") % {"day": day}
    elif standing is Standing.RELEASED and not membership.is_private:
        phrase = released_phrase(membership.partner_called, day, by_me=not is_theirs)
    else:
        phrase = standing_phrase(standing, "", day, ending.is_late)
    if isinstance(words, Unopened):
        return ShownEnding(ending.id, phrase, "", (), why_unopened(words), is_theirs, None)
    more = [
        (heading, text)
        for heading, text in zip(
            more_headings(membership, is_theirs),
            (words.what_happened, words.like_for_you, words.will_do),
            strict=True,
        )
        if text
    ]
    wording = shown_wording(membership, Written.ENDING, words, not is_theirs, now)
    return ShownEnding(ending.id, phrase, words.note, tuple(more), "", is_theirs, wording)


def more_headings(membership: Membership, is_theirs: bool) -> tuple[str, str, str]:
    """What "say more" asks, as its author or the other reads it."""
    name = {"name": membership.partner_called}
    if is_theirs:
        like, will = _("What it may have been like for you"), _("What %(name)s will do") % name
    else:
        like = _("What it may have been like for %(name)s") % name
        will = _("What you’ll do now")
    return _("What happened"), like, will


def why_not(reason: Refusal) -> str:
    """Why a step could not be taken, in a sentence."""
    return {
        Refusal.NOT_YOURS: _("This isn’t yours to end."),
        Refusal.ALREADY_ENDED: _("This has ended already. Nothing was changed."),
        Refusal.ALREADY_DUE: _("Its time has come. What is left is to say how it went."),
        Refusal.NOT_DUE_YET: _("It isn’t due yet. You can move it or take it back."),
        Refusal.STILL_OPEN: _("It is open already. Nothing was changed."),
        Refusal.IN_THE_FUTURE: _("That day is still to come."),
        Refusal.BEFORE_IT_WAS_MADE: _("That is before the promise was made."),
        Refusal.HAS_LANDED: _("Your partner has said how it landed, so it stays as it is."),
        Refusal.SPACE_ENDED: _("This lies behind you. What was said stays as it is."),
        Refusal.ENOUGH_SAID: _(
            "Your partner has many promises of yours before them already. "
            "Once some have been kept, there is room again."
        ),
    }[reason]
