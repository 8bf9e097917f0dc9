"""How an ending is written: signed, appended, and with its lines in the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from troth.promises import rules
from troth.promises.endings.times import after_all, by_the_day
from troth.promises.landings.queries import has_landed
from troth.promises.models import Ending, Promise, Rhythm
from troth.promises.opening import (
    ENDING_TABLE,
    EndingView,
    PromiseView,
    made_at,
    promise_view,
    valid_endings,
)
from troth.promises.rows import endings_by_promise, promise_rows
from troth.promises.rules import NotPossible, Refusal, Role, State, Step
from troth.promises.words import EndingWords, PromiseWords
from troth.record.actions import expect, forget_event, note_event, settle
from troth.record.models import Kind
from troth.sealing import Unopened, seal_words
from troth.spaces.actions import hold_space
from troth.spaces.days import local_day
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """What somebody says of an ending in their own words, if anything."""

    note: str = ""
    what_happened: str = ""
    like_for_you: str = ""
    will_do: str = ""
    shared_with: str = ""


SAID_NOTHING = Said()


@transaction.atomic
def end_promise(
    membership: Membership,
    promise_id: UUID,
    step: Step,
    happened_at: datetime,
    now: datetime,
    token: UUID,
    said: Said = SAID_NOTHING,
) -> PromiseWords:
    """Append a signed ending and keep state and record in step with it.

    Raises NotPossible, or Promise.DoesNotExist where this person has no such promise to end.
    """
    # The space before its rows, as in leaving: two who wait for each other would stop.
    goes_on = membership.is_private or hold_space(membership, now)
    row = _held(membership, promise_id)
    endings = endings_by_promise(membership, [promise_id])[promise_id]
    view = promise_view(membership, row, endings)
    words = _words_of_mine_to_end(membership, view, step)
    if _is_said(membership, endings, token):
        return words
    _refuse_what_is_past(membership, promise_id, step, goes_on=goes_on)
    token = unused_id(membership, token, now)
    state = rules.take(
        view.state,
        step,
        view.role,
        made_at=made_at(row),
        due_at=row.due_at,
        happened_at=happened_at,
        now=now,
    )
    _append(membership, row, endings, state, happened_at, said, now, token)
    _keep_the_record(membership, row, endings, now)
    if _leaves_no_trace(membership, state, said):
        _forget_the_way_here(membership, row, now)
    elif state is not State.OPEN:
        on = local_day(happened_at, membership.zone)
        note_event(membership, Kind.PROMISE, row.id, token, on, now)
    return words


def _held(membership: Membership, promise_id: UUID) -> Any:
    held = promise_rows().select_for_update(of=("self",))
    return held.get(space_id=membership.space_id, id=promise_id)


def _is_said(membership: Membership, endings: Sequence[EndingView], token: UUID) -> bool:
    return any(each.id == token and each.person_id == membership.person_id for each in endings)


def _refuse_what_is_past(
    membership: Membership, promise_id: UUID, step: Step, *, goes_on: bool
) -> None:
    if not goes_on:
        raise NotPossible(Refusal.SPACE_ENDED)
    if step is Step.REOPEN and has_landed(membership, promise_id):
        raise NotPossible(Refusal.HAS_LANDED)


def _keep_the_record(
    membership: Membership, row: Promise, earlier: Sequence[EndingView], now: datetime
) -> None:
    """One event an ending that counts, and something due as long as it is open."""
    for ending in earlier:
        forget_event(membership, ending.id, now)
    if row.state == State.OPEN.value:
        expect(membership, Kind.PROMISE, row.id, row.due_at, now)
    else:
        settle(membership, Kind.PROMISE, row.id, now)


def _words_of_mine_to_end(membership: Membership, view: PromiseView, step: Step) -> PromiseWords:
    role = Role.RECEIVER if step is Step.RELEASE else Role.MAKER
    # In a private space all is one's own, also where the maker was changed from outside.
    is_theirs_to_say = view.role is role or (membership.is_private and role is Role.MAKER)
    if step is Step.RELEASE and membership.is_private:
        is_theirs_to_say = False
    if step is Step.SHARE and not membership.is_private:
        is_theirs_to_say = False
    if view.has_vanished or not is_theirs_to_say:
        raise Promise.DoesNotExist
    if isinstance(view.words, Unopened) or view.is_unsaid:
        raise NotPossible(Refusal.NOT_YOURS)
    if step is Step.REOPEN and view.words.taken_back:
        # What is open has words: to keep, to move, to share.
        raise NotPossible(Refusal.ALREADY_ENDED)
    return view.words


def _leaves_no_trace(membership: Membership, state: State, said: Said) -> bool:
    """A shared promise that its maker takes back before it is due, without a line."""
    return state is State.WITHDRAWN and not said.note and not membership.is_private


def _forget_the_way_here(membership: Membership, row: Promise, now: datetime) -> None:
    """The events of its making, and of what it had been moved from, back to the first."""
    before: UUID | None = row.id
    seen: set[UUID | None] = set()
    # What one follows may have been changed from outside, into a circle.
    while before is not None and before not in seen:
        seen.add(before)
        said = Ending.objects.filter(space_id=row.space_id, promise_id=before)
        for source_id in (before, *said.values_list("id", flat=True)):
            forget_event(membership, source_id, now)
        steps = Promise.objects.filter(space_id=row.space_id, id=before)
        before = steps.values_list("follows_id", flat=True).first()


def _append(
    membership: Membership,
    row: Promise,
    earlier: Sequence[EndingView],
    state: State,
    happened_at: datetime,
    said: Said,
    now: datetime,
    token: UUID,
) -> None:
    happened_on = local_day(happened_at, membership.zone)
    recorded_on = membership.today(now)
    is_late = state is State.KEPT and happened_at > row.due_at
    happened, recorded = _times(membership, row, earlier, happened_at, now)
    words = EndingWords(
        promise=str(row.id),
        state=state.value,
        happened=happened.isoformat(),
        happened_on=happened_on.isoformat(),
        is_late=is_late,
        recorded=recorded.isoformat(),
        recorded_on=recorded_on.isoformat(),
        **asdict(said),
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
    row.state = state.value
    row.save(update_fields=["state"])


def _times(
    membership: Membership,
    row: Promise,
    earlier: Sequence[EndingView],
    happened_at: datetime,
    now: datetime,
) -> tuple[datetime, datetime]:
    """What is signed of when it happened and was recorded, after all that was said before."""
    happened, recorded = happened_at, now
    if not membership.is_private:
        happened, recorded = by_the_day(
            happened_at, now, made_at=made_at(row), due_at=row.due_at, zone=membership.zone
        )
    # Only what counts: an ending that somebody slipped in must not push this one past due.
    said = [
        datetime.fromisoformat(ending.words.recorded)
        for ending in valid_endings(membership, row, earlier)
        if not isinstance(ending.words, Unopened)
    ]
    return happened.astimezone(UTC), after_all(recorded, said)


def unused_id(membership: Membership, token: UUID, now: datetime) -> UUID:
    """The token, or a fresh id where somebody put the id of another row into their form."""
    taken = any(
        rows.objects.filter(space_id=membership.space_id, id=token).exists()
        for rows in (Ending, Promise, Rhythm)
    )
    return new_id(membership.today(now)) if taken else token
