"""What the pages of asks show: words and phrases put together once, in Python."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from troth.asks.opening import AnswerView, AskView
from troth.asks.promised import Promised
from troth.asks.rules import AnswerKind, Refusal, Standing
from troth.sealing import Unopened
from troth.spaces.days import local_day
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.spaces.phrases import day_phrase, past_day_phrase
from troth.spaces.wording import read_earlier


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer, ready for a template; `line` is the author's, `phrase` says what it was."""

    phrase: str
    line: str
    line_gone: str
    promised: Promised | None
    promise_page: str
    unopened: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class ShownEarlier:
    text: str
    phrase: str


@dataclass(frozen=True, slots=True)
class ShownAsk:
    """One ask, ready for a template; `unopened` names a reason in place of the words.

    `can_be_said`: it is open, and its words can be read, so they can be answered or changed.
    """

    id: UUID
    page: str
    is_mine: bool
    asks: str
    text: str
    unopened: str
    state: str
    is_open: bool
    can_be_said: bool
    is_taken_back: bool
    is_set_aside: bool
    revision: int
    token: str
    earlier: tuple[ShownEarlier, ...]
    answer: ShownAnswer | None


def all_shown(
    ours: Membership, views: Iterable[AskView], now: datetime, aside: Collection[UUID] = ()
) -> list[ShownAsk]:
    return [shown(ours, view, now, aside) for view in views]


def shown(ours: Membership, view: AskView, now: datetime, aside: Collection[UUID] = ()) -> ShownAsk:
    """Make an ask ready to show; `aside` are those that the reader has set aside."""
    words, standing = view.words, view.standing(now)
    is_unopened, is_aside = isinstance(words, Unopened), not view.is_mine and view.id in aside
    return ShownAsk(
        id=view.id,
        page=reverse("asks:page", args=[view.id]),
        is_mine=view.is_mine,
        asks=_("You asked")
        if view.is_mine
        else _("%(name)s asks") % {"name": ours.partner_at_start},
        text="" if isinstance(words, Unopened) else words.text,
        unopened=words.reason.name.lower() if isinstance(words, Unopened) else "",
        state=_state(ours, view, standing, now, is_aside=is_aside),
        is_open=standing is Standing.OPEN,
        can_be_said=standing is Standing.OPEN and not is_unopened,
        is_taken_back=standing is Standing.TAKEN_BACK and not is_unopened,
        is_set_aside=is_aside,
        revision=view.revision,
        token=str(new_id(ours.today(now))),
        earlier=_earlier(ours, view, now),
        answer=_answer(ours, view.answer, now) if view.answer else None,
    )


def _state(
    ours: Membership, view: AskView, standing: Standing, now: datetime, *, is_aside: bool
) -> str:
    """One line under an open ask or what was taken back; for the asker always the same one."""
    if standing is Standing.TAKEN_BACK:
        if view.is_mine:
            return _("You took back what you asked here.")
        if is_aside:
            name = {"name": ours.partner_at_start}
            return _("What you had set aside isn’t asked any more: %(name)s took it back.") % name
        return _("%(name)s took back what was asked here.") % {"name": ours.partner_at_start}
    if standing is not Standing.OPEN:
        return ""
    day = day_phrase(local_day(view.fades_at, ours.zone), ours.today(now))
    facts = {"name": ours.partner_at_start, "day": day}
    if view.is_mine:
        return _("%(name)s hasn’t answered; it fades by itself %(day)s.") % facts
    return _("You can leave it; it fades by itself %(day)s.") % facts


def _earlier(ours: Membership, view: AskView, now: datetime) -> tuple[ShownEarlier, ...]:
    if isinstance(view.words, Unopened):
        return ()
    today = ours.today(now)
    return tuple(
        ShownEarlier(
            each.text,
            _("Changed %(day)s. Before that it said:") % {"day": past_day_phrase(each.on, today)},
        )
        for each in read_earlier(view.words.earlier)
        if each.on is not None
    )


def _answer(ours: Membership, view: AnswerView, now: datetime) -> ShownAnswer:
    words = view.words
    if isinstance(words, Unopened):
        return ShownAnswer("", "", "", None, "", words.reason.name.lower(), view.is_mine)
    day = past_day_phrase(view.answered_on, ours.today(now))
    promise = view.promised
    return ShownAnswer(
        phrase=_answer_phrase(AnswerKind(words.kind), view.is_mine)
        % {"name": ours.partner_at_start, "day": day},
        line=words.line,
        line_gone=_line_gone(ours, view) if words.taken_back else "",
        promised=promise,
        promise_page=reverse("promises:page", args=["ours", promise.id]) if promise else "",
        unopened="",
        is_mine=view.is_mine,
    )


def _answer_phrase(kind: AnswerKind, is_mine: bool) -> str:
    if kind is AnswerKind.YES:
        return _("You said yes, %(day)s.") if is_mine else _("%(name)s said yes, %(day)s.")
    if kind is AnswerKind.SMALLER:
        if is_mine:
            return _("You said something smaller, %(day)s.")
        return _("%(name)s said something smaller, %(day)s.")
    return _("You said no, %(day)s.") if is_mine else _("%(name)s said no, %(day)s.")


def _line_gone(ours: Membership, view: AnswerView) -> str:
    if view.is_mine:
        return _("You took back the line that stood here.")
    return _("%(name)s took back the line that stood here.") % {"name": ours.partner_at_start}


def why_not(reason: Refusal, ours: Membership) -> str:
    """Why something could not be done, in whole sentences."""
    facts = {"name": ours.partner_at_start}
    return {
        Refusal.NOT_YOURS: _("This can’t be done here. Nothing was changed."),
        Refusal.ENOUGH_ASKED: _(
            "Three of your asks are open. Once one is answered, or has faded, "
            "there is room for another."
        ),
        Refusal.ENOUGH_TODAY: _("That is enough asking for one day. Tomorrow there is room again."),
        Refusal.ALREADY_ANSWERED: _("This has been answered already. Nothing was changed."),
        Refusal.TAKEN_BACK: _("This was taken back in the meantime. Nothing was changed."),
        Refusal.FADED: _("Its week is over, and it has faded. Nothing was changed."),
        Refusal.WORDS_CHANGED: _(
            "%(name)s has put it in other words in the meantime. Here they are; "
            "what you wrote is kept."
        )
        % facts,
        Refusal.SPACE_ENDED: _("What the two of you shared has ended. Nothing was changed."),
        Refusal.ENOUGH_SAID: _(
            "%(name)s has many promises of yours open already. "
            "Once some have been kept, there is room again."
        )
        % facts,
    }[reason]
