"""Writes of promises: each one transaction, each with its lines in the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from troth.promises import queries, rules
from troth.promises.due import DueValue
from troth.promises.models import Ending, Promise
from troth.promises.opening import (
    ENDING_TABLE,
    PROMISE_TABLE,
    EndingView,
    made_at,
    promise_view,
)
from troth.promises.rules import NotPossible, Refusal, Role, State, Step
from troth.promises.words import EndingWords, PromiseWords
from troth.record.actions import expect, forget_event, note_event, settle
from troth.record.models import Kind
from troth.sealing import Unopened, seal_words
from troth.spaces.days import local_day
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership


@transaction.atomic
def make_promise(
    membership: Membership,
    text: str,
    cue: str,
    due: DueValue,
    now: datetime,
    token: UUID,
    *,
    follows_id: UUID | None = None,
) -> UUID:
    """Make a promise under the id that its form carried; a second post changes nothing.

    A form that comes again with other words, from the browser's memory, is another promise.
    """
    today = membership.today(now)
    follows = str(follows_id) if follows_id else ""
    words = PromiseWords(text, cue, due.as_text(), today.isoformat(), follows)
    if queries.is_said(membership, token, words):
        return token
    token = _unused(membership, token, now)
    sealed = seal_words(membership.ring(), membership.context(PROMISE_TABLE, token), words)
    try:
        with transaction.atomic():
            _add(membership, token, due, today, follows_id, sealed)
    except IntegrityError:
        # The same form, sent twice at once: the other one has just been saved.
        if queries.is_said(membership, token, words):
            return token
        raise
    expect(membership, Kind.PROMISE, token, due.instant(), now)
    note_event(membership, Kind.PROMISE, token, token, today, now)
    return token


def _add(
    membership: Membership,
    promise_id: UUID,
    due: DueValue,
    today: date,
    follows_id: UUID | None,
    sealed: bytes,
) -> None:
    Promise.objects.create(
        space_id=membership.space_id,
        id=promise_id,
        maker_id=membership.person_id,
        made_on=today,
        due_kind=due.kind.value,
        due_on=due.on,
        due_time=due.at,
        due_zone=due.zone,
        due_at=due.instant(),
        follows_id=follows_id,
        words=sealed,
    )


@transaction.atomic
def keep_promise(
    membership: Membership, promise_id: UUID, happened_at: datetime, now: datetime, token: UUID
) -> None:
    """Say that it was kept, at the time it was. Raises NotPossible."""
    _end(membership, promise_id, Step.KEEP, happened_at, "", now, token)


@transaction.atomic
def own_promise(
    membership: Membership, promise_id: UUID, note: str, now: datetime, token: UUID
) -> None:
    """Say that it didn't happen, with a line or without. Raises NotPossible."""
    _end(membership, promise_id, Step.OWN, now, note, now, token)


@transaction.atomic
def let_go_of_promise(membership: Membership, promise_id: UUID, now: datetime, token: UUID) -> None:
    """Leave a promise that went by without a word. Raises NotPossible."""
    _end(membership, promise_id, Step.LET_GO, now, "", now, token)


@transaction.atomic
def reopen_promise(membership: Membership, promise_id: UUID, now: datetime, token: UUID) -> None:
    """Say that the last word was a slip of the finger, before it is due. Raises NotPossible."""
    _end(membership, promise_id, Step.REOPEN, now, "", now, token)


@transaction.atomic
def withdraw_promise(
    membership: Membership, promise_id: UUID, now: datetime, token: UUID, note: str = ""
) -> None:
    """Take a promise back before it is due. Raises NotPossible."""
    _end(membership, promise_id, Step.WITHDRAW, now, note, now, token)


@transaction.atomic
def move_promise(
    membership: Membership, promise_id: UUID, due: DueValue, now: datetime, token: UUID
) -> UUID:
    """End a promise as moved, before it is due, and make the one that follows it.

    The token is the id of the one to follow. Raises NotPossible.
    """
    if Promise.objects.filter(
        space_id=membership.space_id, id=token, follows_id=promise_id
    ).exists():
        return token
    ending_id = new_id(membership.today(now))
    words = _end(membership, promise_id, Step.MOVE, now, "", now, ending_id)
    return make_promise(membership, words.text, words.cue, due, now, token, follows_id=promise_id)


@transaction.atomic
def let_go_of_all_waiting(membership: Membership, now: datetime) -> None:
    """Let go of all that went by without a word; what can't be opened stays as it is."""
    for view in queries.open_promises(membership):
        if Step.LET_GO in view.steps(now):
            _end(membership, view.id, Step.LET_GO, now, "", now, new_id(membership.today(now)))


def _end(
    membership: Membership,
    promise_id: UUID,
    step: Step,
    happened_at: datetime,
    note: str,
    now: datetime,
    token: UUID,
) -> PromiseWords:
    """Append a signed ending and keep state and record in step with it."""
    row = Promise.objects.select_for_update().get(space_id=membership.space_id, id=promise_id)
    endings = queries.endings_by_promise(membership, [promise_id])[promise_id]
    view = promise_view(membership, row, endings)
    if isinstance(view.words, Unopened) or not view.is_mine:
        raise NotPossible(Refusal.NOT_YOURS)
    if any(ending.id == token for ending in endings):
        return view.words
    token = _unused(membership, token, now)
    state = rules.take(
        view.state,
        step,
        Role.MAKER,
        made_at=made_at(row),
        due_at=row.due_at,
        happened_at=happened_at,
        now=now,
    )
    happened_on = local_day(happened_at, membership.zone)
    _append(membership, row, endings, state, happened_at, note, now, token)
    row.state = state.value
    row.save(update_fields=["state"])
    for earlier in endings:
        forget_event(membership, earlier.id, now)
    if state is State.OPEN:
        expect(membership, Kind.PROMISE, promise_id, row.due_at, now)
    else:
        settle(membership, Kind.PROMISE, promise_id, now)
        note_event(membership, Kind.PROMISE, promise_id, token, happened_on, now)
    return view.words


def _unused(membership: Membership, token: UUID, now: datetime) -> UUID:
    """The token, or a fresh id where somebody put the id of another row into their form."""
    taken = (
        Ending.objects.filter(space_id=membership.space_id, id=token).exists()
        or Promise.objects.filter(space_id=membership.space_id, id=token).exists()
    )
    return new_id(membership.today(now)) if taken else token


def _append(
    membership: Membership,
    row: Promise,
    earlier: Sequence[EndingView],
    state: State,
    happened_at: datetime,
    note: str,
    now: datetime,
    token: UUID,
) -> None:
    happened_on = local_day(happened_at, membership.zone)
    recorded_on = membership.today(now)
    is_late = state is State.KEPT and happened_at > row.due_at
    words = EndingWords(
        promise=str(row.id),
        state=state.value,
        happened=happened_at.astimezone(UTC).isoformat(),
        happened_on=happened_on.isoformat(),
        is_late=is_late,
        recorded=_recorded_at(earlier, now).isoformat(),
        recorded_on=recorded_on.isoformat(),
        note=note,
    )
    Ending.objects.create(
        space_id=membership.space_id,
        id=token,
        promise_id=row.id,
        person_id=membership.person_id,
        number=len(earlier) + 1,
        state=state.value,
        happened_on=happened_on,
        is_late=is_late,
        recorded_on=recorded_on,
        words=seal_words(membership.ring(), membership.context(ENDING_TABLE, token), words),
    )


def _recorded_at(earlier: Sequence[EndingView], now: datetime) -> datetime:
    """`now` in UTC, but after every earlier ending even where the clock was set back."""
    said = [
        datetime.fromisoformat(ending.words.recorded)
        for ending in earlier
        if not isinstance(ending.words, Unopened)
    ]
    return max([now.astimezone(UTC), *(each + timedelta(microseconds=1) for each in said)])


@transaction.atomic
def erase_promises(space_id: UUID, now: datetime) -> None:
    """All promises of one space, their endings first."""
    Ending.objects.filter(space_id=space_id).delete()
    Promise.objects.filter(space_id=space_id).delete()
