"""What the program's queries give each of the two, in the plain values of the model."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.couple.people import Somebody
from troth.asks import queries as asks
from troth.asks.opening import AskView
from troth.asks.words import AnswerWords, AskWords
from troth.home.queries import todays_cards
from troth.home.us.history import history_page
from troth.portability.queries import entries_of, rows_of
from troth.promises.landings.queries import (
    LandingView,
    landings_by_promise,
    own_landing,
    thankable,
)
from troth.promises.landings.words import LandingWords
from troth.promises.opening import EndingView, Gone, PromiseView
from troth.promises.queries import all_promises, present_promises
from troth.promises.words import EndingWords, PromiseWords
from troth.record.agenda import Agenda
from troth.record.models import Kind
from troth.record.queries import due_by_kind
from troth.sealing import Unopened
from troth.spaces.membership import OURS, Membership
from troth.spaces.queries import version_of
from troth.spaces.wording import read_earlier

PROMISE_TEXTS = ("text", "cue")
ENDING_TEXTS = ("note", "what_happened", "like_for_you", "will_do")


def seen_by(somebody: Somebody, now: datetime) -> dict[str, Any]:
    found = somebody.memberships()
    mine, shared = found[0], found[1] if len(found) > 1 else None
    me = somebody.person.id
    nothing: dict[str, Any] = {
        "mine": {view.id: _promise(view, said, me) for view, said in all_promises(mine)},
        "ours": {},
        "landings": {},
        "may say": set(),
        "may change": set(),
        **{key: {} for key in ("asks", "own asks", "own answers")},
        "aside": set(),
        "partner": None,
        "version": version_of(me),
    }
    return nothing if shared is None else nothing | _between(shared, mine, me, now)


def _between(ours: Membership, mine: Membership, me: UUID, now: datetime) -> dict[str, Any]:
    views = list(all_promises(ours))
    landings = landings_by_promise(ours, [view.id for view, _ in views])
    shown = [] if ours.has_ended else asks.shown_asks(ours, now)
    aside = asks.set_aside_ids(ours, mine) if shown else frozenset()
    return {
        "ours": {view.id: _promise(view, said, me) for view, said in views},
        "landings": {promise_id: _landing(view) for promise_id, view in landings.items()},
        "may say": thankable(ours, [view for view, _ in views], landings),
        "may change": {each.promise_id for each in landings.values() if _may_change(ours, each)},
        "asks": {view.id: _ask(view) for view in shown},
        "own asks": _own_asks(ours, now),
        "own answers": _own_answers(ours),
        "aside": {view.id for view in shown if view.id in aside and _is_open(view)},
        "partner": _partner(ours),
    }


def todays_asks(somebody: Somebody, now: datetime) -> set[UUID]:
    """Those that wait for somebody on Today."""
    found = somebody.memberships()
    agenda = Agenda(found, due_by_kind(found, now + timedelta(days=9)), now)
    ours = next((each for each in found if each.where == OURS), None)
    if ours is None:
        return set()
    due = [row.target_id for row in agenda.due_in(ours, Kind.ASK)]
    return {view.id for view in asks.waiting_asks(ours, agenda.mine(), due, now)}


def own_landing_line(ours: Membership, promise_id: UUID) -> str | None:
    """What its author finds of what they said, wherever the promise stands now."""
    passage = own_landing(ours, promise_id)
    return None if passage is None else passage.words.line


def all_pages(somebody: Somebody, now: datetime) -> str:
    """All else that the program tells somebody: Today, the lists, the history, the export."""
    found = somebody.memberships()
    told: list[object] = [card.context for card in todays_cards(found, now)]
    for membership in found:
        told += [history_page(membership, None, membership.today(now))]
        told += [dict(row) for row in rows_of(membership)]
        told += [entry for _, entry in entries_of(membership)]
    present, past = present_promises(found[:2], found[-1], now)
    # Words keep themselves out of what is printed.
    words = [view.words for view in (*present, *past)]
    told += [(w.text, w.cue, w.earlier) for w in words if isinstance(w, PromiseWords)]
    return repr(told)


def _promise(view: PromiseView, endings: list[EndingView], me: UUID) -> dict[str, Any]:
    last = view.last
    return {
        "is mine": view.is_mine,
        "made on": view.made_on,
        "due": view.due.as_text() if view.due else "",
        "state": view.state.value,
        "follows": view.follows_id,
        "is unsaid": view.is_unsaid,
        "last": last and (last.state.value, last.happened_on, last.is_late),
        "words": _said(view.words, PROMISE_TEXTS),
        "endings": [_ending(ending, me) for ending in endings],
    }


def _ending(ending: EndingView, me: UUID) -> object:
    return (
        ending.state.value,
        ending.happened_on,
        ending.is_late,
        ending.person_id == me,
        _said(ending.words, ENDING_TEXTS),
    )


def _said(
    words: PromiseWords | EndingWords | LandingWords | AskWords | AnswerWords | Unopened,
    names: tuple[str, ...],
) -> object:
    if isinstance(words, Gone):
        return "gone"
    if isinstance(words, Unopened):
        return words.reason.value
    entries = () if isinstance(words, AnswerWords) else words.earlier
    earlier = [(each.on, each.text) for each in read_earlier(entries)]
    return {name: getattr(words, name) for name in names}, earlier, words.taken_back


def _may_change(ours: Membership, view: LandingView) -> bool:
    passage = own_landing(ours, view.promise_id)
    return passage is not None and passage.not_changed is None


def _landing(view: LandingView) -> object:
    kind = view.words.kind if isinstance(view.words, LandingWords) else ""
    return view.is_mine, view.recorded_on, kind, _said(view.words, ("line",))


def _ask(view: AskView) -> dict[str, Any]:
    answer = view.answer
    return {
        "is mine": view.is_mine,
        "asked on": view.asked_on,
        "is taken back": view.is_taken_back,
        "words": _said(view.words, ("text",)),
        "answer": answer
        and (
            answer.words.kind if isinstance(answer.words, AnswerWords) else "unopened",
            answer.answered_on,
            _said(answer.words, ("line",)),
        ),
        "promised": answer and answer.promised and answer.promised.text,
    }


def _own_asks(ours: Membership, now: datetime) -> dict[UUID, object]:
    return {
        view.id: _said(view.words, ("text",))
        for view in asks.readable_asks(ours, now)
        if view.is_mine
    }


def _own_answers(ours: Membership) -> dict[UUID, object]:
    return {
        UUID(view.words.ask): (view.words.kind, view.words.line)
        for view in asks.own_answers(ours)
        if isinstance(view.words, AnswerWords)
    }


def _is_open(view: AskView) -> bool:
    return view.answer is None and not view.is_taken_back


def _partner(ours: Membership) -> object:
    partner = ours.partner
    assert partner is not None
    called = partner.called if isinstance(partner.called, str) else ""
    own = ours.called if isinstance(ours.called, str) else ""
    return own, ours.is_away, called, partner.takes_replies, partner.has_left, ours.has_ended
