"""Writes of breaks: each for oneself alone, in one transaction with what the partner is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from troth.sealing import Unopened, revision_of, seal_words
from troth.spaces.actions import hold_space
from troth.spaces.breaks.queries import BREAK_TABLE, BreakView, break_view, own_breaks
from troth.spaces.breaks.rules import (
    Span,
    changed_span,
    ended_span,
    new_span,
)
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.spaces.models import Break
from troth.spaces.words import BreakWords


@transaction.atomic
def take_break(
    mine: Membership, from_on: date, until_on: date | None, now: datetime, token: UUID
) -> UUID:
    """A break of one's own under the id that its form carried; a second post changes nothing.

    Raises BadBreak.
    """
    hold_space(mine, now)
    today = mine.today(now)
    for row in Break.objects.filter(space_id=mine.space_id, id=token):
        if (row.from_on, row.until_on) == (from_on, until_on):
            return token
        # The same form again from the browser's memory, with other days.
        token = new_id(today)
    span = new_span(from_on, until_on, _spans(mine, today), today)
    _add(mine, token, span, today)
    return token


@transaction.atomic
def change_break(
    mine: Membership,
    ours: Membership | None,
    break_id: UUID,
    from_on: date,
    until_on: date | None,
    now: datetime,
) -> None:
    """Other days for a break that isn't over; whoever was told of it is told of these.

    Raises BadBreak, or Break.DoesNotExist.
    """
    row, view, words = _held_as_said(mine, break_id, now)
    today = mine.today(now)
    others = _spans(mine, today, but=break_id)
    span = changed_span(view.span, from_on, until_on, others, today)
    _write(mine, row, span, words)
    _change_copy(ours, view, span, now)


@transaction.atomic
def end_break(mine: Membership, ours: Membership | None, break_id: UUID, now: datetime) -> None:
    """End a break with yesterday, or call off a planned one; of that nothing stays.

    Nor of one that was changed from outside. Raises Break.DoesNotExist.
    """
    row, view = _held(mine, break_id, now)
    span = ended_span(view.span, mine.today(now))
    if span is None or isinstance(view.words, Unopened):
        _untell(ours, view, now)
        Break.objects.filter(space_id=mine.space_id, id=break_id).delete()
    elif span != view.span:
        _write(mine, row, span, view.words)
        _change_copy(ours, view, span, now)


@transaction.atomic
def tell_of_break(mine: Membership, ours: Membership, break_id: UUID, now: datetime) -> None:
    """Let the partner read from when to when; raises Break.DoesNotExist.

    Nobody is left to be told where they have just gone. What is over is told no more.
    """
    row, view, words = _held_as_said(mine, break_id, now)
    today = mine.today(now)
    if view.told_in(ours) or view.span.is_over(today) or not hold_space(ours, now):
        return
    copy = new_id(today)
    _add(ours, copy, view.span, today)
    _write(mine, row, view.span, replace(words, copy=str(copy), copy_space=str(ours.space_id)))


@transaction.atomic
def untell_break(mine: Membership, ours: Membership, break_id: UUID, now: datetime) -> None:
    """Take away what the partner could read of it, without a trace; raises Break.DoesNotExist."""
    row, view, words = _held_as_said(mine, break_id, now)
    if view.told_in(ours):
        _untell(ours, view, now)
        _write(mine, row, view.span, replace(words, copy="", copy_space=""))


@transaction.atomic
def take_back_breaks(space_id: UUID, person_id: UUID, now: datetime) -> None:
    """Delete what somebody told in a space, keyless; for good."""
    Break.objects.filter(space_id=space_id, person_id=person_id).delete()


def _held(mine: Membership, break_id: UUID, now: datetime) -> tuple[Break, BreakView]:
    hold_space(mine, now)
    row = Break.objects.select_for_update().get(space_id=mine.space_id, id=break_id)
    return row, break_view(mine, row)


def _held_as_said(
    mine: Membership, break_id: UUID, now: datetime
) -> tuple[Break, BreakView, BreakWords]:
    """One whose days are borne out: nothing is built on any other."""
    row, view = _held(mine, break_id, now)
    if isinstance(view.words, Unopened):
        raise Break.DoesNotExist
    return row, view, view.words


def _spans(mine: Membership, today: date, but: UUID | None = None) -> list[Span]:
    """The days of those that aren't over, as far as they are one's own word."""
    # Since the membership was read, a first one may have been made.
    views = own_breaks(replace(mine, has_breaks=True), today)
    return [view.span for view in views if view.id != but and not isinstance(view.words, Unopened)]


def _add(membership: Membership, break_id: UUID, span: Span, today: date) -> None:
    words = _with_days(BreakWords("", None, today.isoformat()), span)
    Break.objects.create(
        space_id=membership.space_id,
        id=break_id,
        person_id=membership.person_id,
        from_on=span.from_on,
        until_on=span.until_on,
        made_on=today,
        words=seal_words(membership.ring(), membership.context(BREAK_TABLE, break_id), words),
    )


def _with_days(words: BreakWords, span: Span) -> BreakWords:
    until_on = None if span.until_on is None else span.until_on.isoformat()
    return replace(words, from_on=span.from_on.isoformat(), until_on=until_on)


def _write(there: Membership, row: Break, span: Span, words: BreakWords) -> None:
    context = there.context(BREAK_TABLE, row.id)
    row.from_on, row.until_on = span.from_on, span.until_on
    revision = revision_of(bytes(row.words)) + 1
    row.words = seal_words(there.ring(), context, _with_days(words, span), revision)
    row.save(update_fields=["from_on", "until_on", "words"])


def _change_copy(ours: Membership | None, view: BreakView, span: Span, now: datetime) -> None:
    copy = view.told_in(ours)
    if ours is None or copy is None or not hold_space(ours, now):
        return
    told = Break.objects.select_for_update().filter(
        space_id=ours.space_id, id=copy, person_id=ours.person_id
    )
    for row in told:
        words = break_view(ours, row).words
        if not isinstance(words, Unopened):
            _write(ours, row, span, words)


def _untell(ours: Membership | None, view: BreakView, now: datetime) -> None:
    copy = view.told_in(ours)
    if ours is not None and copy is not None and hold_space(ours, now):
        Break.objects.filter(space_id=ours.space_id, id=copy, person_id=ours.person_id).delete()
