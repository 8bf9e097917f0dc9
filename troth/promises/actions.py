"""Writes of promises: each one transaction, each with its lines in the record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from troth.promises import queries
from troth.promises.due import DueValue
from troth.promises.endings.actions import Said, end_promise, unused_id
from troth.promises.models import Ending, Landing, Promise, Rhythm
from troth.promises.opening import PROMISE_TABLE
from troth.promises.rules import MOST_TO_THE_OTHER, NotPossible, Refusal, Step
from troth.promises.words import PromiseWords
from troth.record.actions import expect, note_event
from troth.record.models import Kind
from troth.sealing import seal_words
from troth.spaces.actions import hold_space
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
    is_smaller: bool = False,
    kind: str = "",
) -> UUID:
    """Make a promise under the id that its form carried; a second post changes nothing.

    A form that comes again with other words, from the browser's memory, is another promise.
    Raises NotPossible in a space that has ended, and where the other has many to come already.
    """
    goes_on = hold_space(membership, now)
    # By the calendar that the due time goes by, which may be that of a place one has left.
    made_on = local_day(now, ZoneInfo(due.zone))
    follows = str(follows_id) if follows_id else ""
    words = PromiseWords(
        text, cue, due.as_text(), made_on.isoformat(), follows, is_smaller=is_smaller, kind=kind
    )
    if queries.is_said(membership, token, words):
        return token
    if not goes_on:
        raise NotPossible(Refusal.SPACE_ENDED)
    if follows_id is None and queries.count_to_the_other(membership, now) >= MOST_TO_THE_OTHER:
        raise NotPossible(Refusal.ENOUGH_SAID)
    token = unused_id(membership, token, now)
    sealed = seal_words(membership.ring(), membership.context(PROMISE_TABLE, token), words)
    _add(membership, token, due, made_on, follows_id, sealed)
    expect(membership, Kind.PROMISE, token, due.instant(), now)
    note_event(membership, Kind.PROMISE, token, token, membership.today(now), now)
    return token


def _add(
    membership: Membership,
    promise_id: UUID,
    due: DueValue,
    made_on: date,
    follows_id: UUID | None,
    sealed: bytes,
) -> None:
    Promise.objects.create(
        space_id=membership.space_id,
        id=promise_id,
        maker_id=membership.person_id,
        made_on=made_on,
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
    """Say that it was kept, at the time it was. Raises NotPossible, as all that follow."""
    end_promise(membership, promise_id, Step.KEEP, happened_at, now, token)


@transaction.atomic
def own_promise(
    membership: Membership,
    promise_id: UUID,
    note: str,
    now: datetime,
    token: UUID,
    *,
    what_happened: str = "",
    like_for_you: str = "",
    will_do: str = "",
) -> None:
    """Say that it didn't happen, with a line, with more, or without."""
    said = Said(note, what_happened, like_for_you, will_do)
    end_promise(membership, promise_id, Step.OWN, now, now, token, said)


@transaction.atomic
def let_go_of_promise(membership: Membership, promise_id: UUID, now: datetime, token: UUID) -> None:
    """Leave a promise that went by without a word."""
    end_promise(membership, promise_id, Step.LET_GO, now, now, token)


@transaction.atomic
def reopen_promise(membership: Membership, promise_id: UUID, now: datetime, token: UUID) -> None:
    """Say that the last word was a slip of the finger, before it is due."""
    end_promise(membership, promise_id, Step.REOPEN, now, now, token)


@transaction.atomic
def withdraw_promise(
    membership: Membership, promise_id: UUID, now: datetime, token: UUID, note: str = ""
) -> None:
    """Take a promise back before it is due; without a line it leaves no trace for the other."""
    end_promise(membership, promise_id, Step.WITHDRAW, now, now, token, Said(note))


@transaction.atomic
def release_promise(membership: Membership, promise_id: UUID, now: datetime, token: UUID) -> None:
    """Free the other of what they promised, before it is due; signed by whom it was made to."""
    end_promise(membership, promise_id, Step.RELEASE, now, now, token)


@transaction.atomic
def move_promise(
    membership: Membership, promise_id: UUID, due: DueValue, now: datetime, token: UUID
) -> UUID:
    """End a promise as moved, before it is due, and make the one that follows it.

    The token is the id of the one to follow.
    """
    # Held before the look: the same form, sent twice at once, finds what the first one wrote.
    hold_space(membership, now)
    if Promise.objects.filter(
        space_id=membership.space_id, id=token, follows_id=promise_id
    ).exists():
        return token
    ending_id = new_id(membership.today(now))
    words = end_promise(membership, promise_id, Step.MOVE, now, now, ending_id)
    return make_promise(
        membership,
        words.text,
        words.cue,
        due,
        now,
        token,
        follows_id=promise_id,
        is_smaller=words.is_smaller,
        kind=words.kind,
    )


@transaction.atomic
def share_promise(
    mine: Membership, ours: Membership, promise_id: UUID, now: datetime, token: UUID
) -> UUID:
    """Make a copy of a private promise to the partner; the original ends as shared.

    The token is the id of the copy. Sealed anew under the same due time and made today, so that
    nothing of it tells that there was one before.
    """
    # The shared one first, as everywhere.
    hold_space(ours, now)
    hold_space(mine, now)
    if Promise.objects.filter(
        space_id=ours.space_id, id=token, maker_id=ours.person_id, follows_id=None
    ).exists():
        return token
    called = ours.partner.called if ours.partner else ""
    said = Said(shared_with=called if isinstance(called, str) else "")
    ending_id = new_id(mine.today(now))
    words = end_promise(mine, promise_id, Step.SHARE, now, now, ending_id, said)
    return make_promise(ours, words.text, words.cue, DueValue.parse(words.due), now, token)


@transaction.atomic
def let_go_of_all_waiting(memberships: Iterable[Membership], now: datetime) -> None:
    """Let go of all that went by without a word; what can't be opened stays as it is."""
    for membership in memberships:
        views = queries.waiting_promises(membership, now)
        while views:
            for view in views:
                if Step.LET_GO in view.steps(now):
                    token = new_id(membership.today(now))
                    end_promise(membership, view.id, Step.LET_GO, now, now, token)
            views = queries.waiting_promises(membership, now, last=views[0])


@transaction.atomic
def take_back_rows(space_id: UUID, person_id: UUID, now: datetime) -> None:
    """Empty what somebody wrote in a space, keyless; for good."""
    Promise.objects.filter(space_id=space_id, maker_id=person_id).update(words=b"")
    Ending.objects.filter(space_id=space_id, person_id=person_id).update(words=b"")
    Rhythm.objects.filter(space_id=space_id, maker_id=person_id).update(words=b"")


@transaction.atomic
def erase_promises(space_id: UUID, now: datetime) -> None:
    """All promises of one space, what was said of their ends first."""
    Landing.objects.filter(space_id=space_id).delete()
    Ending.objects.filter(space_id=space_id).delete()
    Promise.objects.filter(space_id=space_id).delete()
    Rhythm.objects.filter(space_id=space_id).delete()
