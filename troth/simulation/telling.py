"""Tells what was planned by the actions that everybody uses, each thing from first to last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from troth.asks import actions as asks
from troth.asks.queries import shown_ask
from troth.asks.rules import AnswerKind
from troth.promises import actions
from troth.promises.due import DueKind, DueValue
from troth.promises.landings.actions import say_how_it_landed, take_back_landing
from troth.promises.wording.actions import change_promise_words, take_back_promise_words
from troth.promises.wording.queries import own_promise_words
from troth.simulation.plan import Fate, Landed, Planned
from troth.simulation.plan_asks import AskFate, PlannedAsk
from troth.spaces.days import local_day
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership

ONE_DAY = timedelta(days=1)
ONE_HOUR = timedelta(hours=1)
# From the due instant of a day back to its evening.
SINCE_THE_EVENING = timedelta(hours=9)
TO_THE_NEXT_EVENING = timedelta(hours=15)


@dataclass(frozen=True, slots=True, repr=False)
class MadeUp:
    """One of the two, with their own space and the shared one open."""

    mine: Membership
    ours: Membership


@dataclass(frozen=True, slots=True, repr=False)
class _Told:
    """A promise that has been made, by whom, to whom, and the times at which things are said."""

    planned: Planned
    promise_id: UUID
    by: Membership
    to: Membership
    in_time: datetime
    early: datetime
    late: datetime


def tell_promise(two: Sequence[MadeUp], planned: Planned, now: datetime) -> None:
    """One promise from when it was said to the last word about it."""
    maker, receiver = two[planned.maker], two[1 - planned.maker]
    there = maker.ours if planned.is_shared else maker.mine
    made_at, due_at = planned.made_at, planned.due.instant()
    said = planned.said_first or planned.text
    promise_id = token_at(there, made_at)
    actions.make_promise(there, said, planned.cue, planned.due, made_at, promise_id)
    told = _Told(
        planned=planned,
        promise_id=promise_id,
        by=there,
        to=receiver.ours,
        in_time=min(max(made_at + ONE_HOUR, due_at - SINCE_THE_EVENING), now),
        early=min(made_at + (due_at - made_at) / 3, now),
        late=due_at + TO_THE_NEXT_EVENING,
    )
    if planned.said_first:
        _reword(told)
    if planned.fate is Fate.SHARED:
        promise_id = actions.share_promise(
            maker.mine, maker.ours, promise_id, told.early, token_at(maker.ours, told.early)
        )
        _end_what_follows(told, maker.ours, promise_id, told.in_time)
    else:
        _end(told)
    if planned.landed is not None:
        _land(told, planned.landed, min(told.late + 2 * ONE_DAY, now))
    if planned.is_taken_back:
        take_back_promise_words(there, promise_id, min(told.late + 3 * ONE_DAY, now))


def _reword(told: _Told) -> None:
    at = told.planned.made_at + ONE_HOUR / 4
    passage = own_promise_words(told.by, told.promise_id, at)
    if passage is not None:
        texts = {"text": told.planned.text, "cue": told.planned.cue}
        change_promise_words(told.by, told.promise_id, texts, passage.revision, at)


def _end(told: _Told) -> None:
    planned, by, promise_id = told.planned, told.by, told.promise_id
    if planned.fate is Fate.KEPT:
        _keep(by, promise_id, told.in_time, told.in_time)
    elif planned.fate is Fate.KEPT_LATE:
        _keep(by, promise_id, told.late, told.late)
    elif planned.fate is Fate.FILLED_IN:
        _keep(by, promise_id, told.in_time, told.late + ONE_DAY)
    elif planned.fate is Fate.MOVED:
        _move(told)
    elif planned.fate is Fate.WITHDRAWN:
        token = token_at(by, told.early)
        actions.withdraw_promise(by, promise_id, told.early, token, planned.note)
    elif planned.fate is Fate.RELEASED:
        actions.release_promise(told.to, promise_id, told.early, token_at(told.to, told.early))
    elif planned.fate is Fate.OWNED:
        _own(told, told.late)
    elif planned.fate is not Fate.OPEN:
        _correct(told)


def _correct(told: _Told) -> None:
    """A first word, and for some a second that puts it right."""
    by, promise_id, after = told.by, told.promise_id, told.late + ONE_DAY
    if told.planned.fate is Fate.NOT_AFTER_ALL:
        _keep(by, promise_id, told.in_time, told.in_time)
        _own(told, after)
        return
    actions.let_go_of_promise(by, promise_id, told.late, token_at(by, told.late))
    if told.planned.fate is Fate.AFTER_ALL:
        _keep(by, promise_id, told.in_time, after)


def _keep(by: Membership, promise_id: UUID, happened_at: datetime, said_at: datetime) -> None:
    actions.keep_promise(by, promise_id, happened_at, said_at, token_at(by, said_at))


def _own(told: _Told, at: datetime) -> None:
    what_happened, like_for_you, will_do = told.planned.more
    actions.own_promise(
        told.by,
        told.promise_id,
        told.planned.note,
        at,
        token_at(told.by, at),
        what_happened=what_happened,
        like_for_you=like_for_you,
        will_do=will_do,
    )


def _move(told: _Told) -> None:
    """Moved to the day after, and then kept or owned."""
    by, due, at = told.by, told.planned.due, told.early
    on = local_day(due.instant(), by.zone) + ONE_DAY
    later = DueValue(DueKind.DAY, on, None, due.zone)
    follower = actions.move_promise(by, told.promise_id, later, at, token_at(by, at))
    _end_what_follows(told, by, follower, later.instant() - SINCE_THE_EVENING)


def _end_what_follows(told: _Told, by: Membership, promise_id: UUID, at: datetime) -> None:
    """In the evening of its day."""
    if told.planned.is_kept_then:
        _keep(by, promise_id, at, at)
    else:
        actions.own_promise(by, promise_id, "", at, token_at(by, at))


def _land(told: _Told, landed: Landed, at: datetime) -> None:
    token = token_at(told.to, at)
    say_how_it_landed(told.to, told.promise_id, landed.kind, landed.line, at, token)
    if landed.is_taken_back:
        take_back_landing(told.to, told.promise_id, at)


def tell_ask(two: Sequence[MadeUp], planned: PlannedAsk, now: datetime) -> None:
    """One ask from when it was asked to the last word about it."""
    asker, asked = two[planned.asker], two[1 - planned.asker]
    said, at = planned.lines, planned.asked_at
    answered_at = at + TO_THE_NEXT_EVENING
    ask_id = asks.ask(asker.ours, said.text, at, token_at(asker.ours, at))
    if planned.fate is AskFate.CHANGED:
        asks.change_ask(asker.ours, ask_id, said.anew, at + ONE_HOUR)
    if planned.fate is AskFate.TAKEN_BACK:
        asks.take_back_ask(asker.ours, ask_id, at + ONE_HOUR)
    elif planned.fate is AskFate.SET_ASIDE:
        token = token_at(asked.mine, answered_at)
        asks.set_aside(asked.ours, asked.mine, ask_id, answered_at, token)
    elif planned.fate in (AskFate.NO, AskFate.LINE_TAKEN_BACK):
        _say_no(asked, ask_id, planned, answered_at)
    elif planned.fate in (AskFate.YES, AskFate.CHANGED):
        _say_yes(asked, ask_id, AnswerKind.YES, said.yes, planned, answered_at)
    elif planned.fate is AskFate.SMALLER:
        _say_yes(asked, ask_id, AnswerKind.SMALLER, said.smaller, planned, answered_at)


def _say_no(asked: MadeUp, ask_id: UUID, planned: PlannedAsk, at: datetime) -> None:
    revision, token = _revision(asked, ask_id, at), token_at(asked.ours, at)
    asks.decline(asked.ours, asked.mine, ask_id, revision, planned.lines.no, at, token)
    if planned.fate is AskFate.LINE_TAKEN_BACK:
        asks.take_back_line(asked.ours, ask_id, at + ONE_DAY)


def _say_yes(
    asked: MadeUp, ask_id: UUID, kind: AnswerKind, text: str, planned: PlannedAsk, at: datetime
) -> None:
    """Yes or something smaller, by a promise."""
    revision, token = _revision(asked, ask_id, at), token_at(asked.ours, at)
    due = DueValue(DueKind.DAY, planned.due_on, None, asked.ours.zone.key)
    promise_id = asks.answer_with_promise(
        asked.ours, asked.mine, ask_id, kind, revision, text, "", due, at, token
    )
    if not planned.has_ended:
        return
    ended_at = due.instant() - SINCE_THE_EVENING
    if planned.is_kept:
        _keep(asked.ours, promise_id, ended_at, ended_at)
    else:
        actions.own_promise(asked.ours, promise_id, "", ended_at, token_at(asked.ours, ended_at))


def _revision(asked: MadeUp, ask_id: UUID, at: datetime) -> int:
    """Of the words that are answered."""
    view = shown_ask(asked.ours, ask_id, at)
    return view.revision if view else 0


def token_at(membership: Membership, at: datetime) -> UUID:
    return new_id(membership.today(at))
