"""What the pages of promises show: words and phrases put together once, in Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from troth.promises.opening import EndingView, PromiseView
from troth.promises.phrases import day_phrase, due_phrase, kept_label, standing_phrase
from troth.promises.rules import Refusal, Standing
from troth.sealing import Unopened
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership

# The tick that stands for each standing; the words beside it say the same.
TICKS = {
    Standing.OPEN: "open",
    Standing.NO_WORD_YET: "waiting",
    Standing.KEPT: "kept",
    Standing.MOVED: "moved",
    Standing.WITHDRAWN: "quiet",
    Standing.RELEASED: "quiet",
    Standing.OWNED: "owned",
    Standing.LET_GO: "quiet",
}


@dataclass(frozen=True, slots=True)
class ShownPromise:
    """One promise, ready for a template; `unopened` names a reason in place of the words."""

    id: UUID
    page: str
    text: str
    cue: str
    when: str
    kept_label: str
    tick: str
    unopened: str
    token: str
    is_waiting: bool
    steps: frozenset[str]

    def may(self, step: str) -> bool:
        return step in self.steps


def shown(membership: Membership, view: PromiseView, now: datetime) -> ShownPromise:
    """Make a promise ready to show; the token is for the next word about it."""
    return _shown(view, now, membership.today(now), kept_label())


def all_shown(
    membership: Membership, views: Iterable[PromiseView], now: datetime
) -> list[ShownPromise]:
    today, label = membership.today(now), kept_label()
    return [_shown(view, now, today, label) for view in views]


def _shown(view: PromiseView, now: datetime, today: date, label: str) -> ShownPromise:
    standing, words = view.standing(now), view.words
    text, cue, when, unopened = "", "", "", ""
    if isinstance(words, Unopened):
        unopened = words.reason.name.lower()
    else:
        text, cue, due = words.text, words.cue, due_phrase(view.due, today)
        when = standing_phrase(standing, due, view.ended_on, view.is_late, today)
    return ShownPromise(
        id=view.id,
        page=_page_of(view.id),
        text=text,
        cue=cue,
        when=when,
        kept_label=label % {"promise": text},
        tick=TICKS[standing],
        unopened=unopened,
        token=str(new_id(today)),
        is_waiting=standing is Standing.NO_WORD_YET,
        steps=view.steps(now),
    )


def _page_of(promise_id: UUID) -> str:
    before, after = _around_id()
    return f"{before}{promise_id}{after}"


@cache
def _around_id() -> tuple[str, str]:
    """A promise's address without its id: to reverse one costs as much as to open a row."""
    nil = UUID(int=0)
    before, after = reverse("promises:page", args=[nil]).split(str(nil))
    return before, after


def shown_ending(mine: Membership, ending: EndingView, now: datetime) -> dict[str, object]:
    """What was said of a promise's end, by day, with its line."""
    today = mine.today(now)
    standing = Standing(ending.state.value)
    words = ending.words
    if standing is Standing.OPEN:
        phrase = _("open again, %(day)s") % {"day": day_phrase(ending.happened_on, today)}
    else:
        phrase = standing_phrase(standing, "", ending.happened_on, ending.is_late, today)
    return {
        "phrase": phrase,
        "note": "" if isinstance(words, Unopened) else words.note,
        "unopened": words.reason.name.lower() if isinstance(words, Unopened) else "",
    }


def why_not(reason: Refusal) -> str:
    """Why a step could not be taken, in a sentence."""
    return {
        Refusal.NOT_YOURS: _("This isn’t yours to end."),
        Refusal.ALREADY_ENDED: _("This has ended already. Nothing was changed."),
        Refusal.ALREADY_DUE: _("Its time has come, so it can’t be moved or taken back now."),
        Refusal.NOT_DUE_YET: _("It isn’t due yet. You can move it or take it back."),
        Refusal.STILL_OPEN: _("It is open already. Nothing was changed."),
        Refusal.IN_THE_FUTURE: _("That day is still to come."),
        Refusal.BEFORE_IT_WAS_MADE: _("That is before the promise was made."),
    }[reason]
