"""Writes of words anew: changed with what stood there before, or taken back and empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from troth.promises.models import Ending, Promise
from troth.promises.opening import ENDING_TABLE, PROMISE_TABLE
from troth.promises.wording import queries
from troth.promises.wording.passages import emptied, reworded
from troth.sealing import Words, seal_words
from troth.spaces.membership import Membership


class NotThere(Exception):
    """No words of one's own stand there."""


@transaction.atomic
def change_promise_words(
    membership: Membership,
    promise_id: UUID,
    texts: Mapping[str, str],
    seen: int | None,
    now: datetime,
) -> None:
    """Put other words in the place of one's promise's. Raises NotThere, WordsStay, MovedOn."""
    hold_promise(membership, promise_id, now)
    passage = queries.own_promise_words(membership, promise_id, now)
    if passage is None:
        raise NotThere
    words = reworded(membership, passage, texts, seen, membership.today(now))
    if words is not None:
        _sign_promise(membership, promise_id, words, passage.revision + 1)


@transaction.atomic
def take_back_promise_words(membership: Membership, promise_id: UUID, now: datetime) -> None:
    """Leave a mark in the place of an ended promise's words. Raises NotThere, WordsStay."""
    hold_promise(membership, promise_id, now)
    passage = queries.own_promise_words(membership, promise_id, now)
    if passage is None:
        raise NotThere
    words = emptied(passage)
    if words is not None:
        _sign_promise(membership, promise_id, words, passage.revision + 1)


@transaction.atomic
def change_ending_words(
    membership: Membership,
    promise_id: UUID,
    ending_id: UUID,
    texts: Mapping[str, str],
    seen: int | None,
    now: datetime,
) -> None:
    """Put other lines in the place of an ending's. Raises NotThere, WordsStay, MovedOn."""
    hold_promise(membership, promise_id, now)
    passage = queries.own_ending_words(membership, promise_id, ending_id, now)
    if passage is None:
        raise NotThere
    words = reworded(membership, passage, texts, seen, membership.today(now))
    if words is not None:
        _sign_ending(membership, ending_id, words, passage.revision + 1)


@transaction.atomic
def take_back_ending_words(
    membership: Membership, promise_id: UUID, ending_id: UUID, now: datetime
) -> None:
    """Leave a mark in the place of an ending's lines. Raises NotThere, WordsStay."""
    hold_promise(membership, promise_id, now)
    passage = queries.own_ending_words(membership, promise_id, ending_id, now)
    if passage is None:
        raise NotThere
    words = emptied(passage)
    if words is not None:
        _sign_ending(membership, ending_id, words, passage.revision + 1)


@transaction.atomic
def hold_promise(membership: Membership, promise_id: UUID, now: datetime) -> None:
    """One writer at a time about a promise, until the caller's transaction ends.

    Raises NotThere for an id of no promise in this space.
    """
    rows = Promise.objects.select_for_update().filter(space_id=membership.space_id, id=promise_id)
    if rows.first() is None:
        raise NotThere


def _sign_promise(membership: Membership, row_id: UUID, words: Words, revision: int) -> None:
    context = membership.context(PROMISE_TABLE, row_id)
    sealed = seal_words(membership.ring(), context, words, revision)
    Promise.objects.filter(space_id=membership.space_id, id=row_id).update(words=sealed)


def _sign_ending(membership: Membership, row_id: UUID, words: Words, revision: int) -> None:
    context = membership.context(ENDING_TABLE, row_id)
    sealed = seal_words(membership.ring(), context, words, revision)
    Ending.objects.filter(space_id=membership.space_id, id=row_id).update(words=sealed)
