"""Writes of words anew: changed with what stood there before, or taken back and empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from troth.promises.models import Ending, Landing, Promise
from troth.promises.opening import ENDING_TABLE, PROMISE_TABLE
from troth.promises.wording import queries
from troth.promises.wording.passages import Passage, emptied, reworded
from troth.sealing import Words, seal_words
from troth.spaces.membership import Membership


@dataclass(frozen=True, slots=True)
class Place:
    """Where the rows of a kind of passage stand."""

    rows: type[Promise | Ending | Landing]
    table: str


PROMISES, ENDINGS = Place(Promise, PROMISE_TABLE), Place(Ending, ENDING_TABLE)


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
    change(membership, PROMISES, passage, texts, seen, now)


@transaction.atomic
def take_back_promise_words(membership: Membership, promise_id: UUID, now: datetime) -> None:
    """Leave a mark in the place of an ended promise's words. Raises NotThere, WordsStay."""
    hold_promise(membership, promise_id, now)
    passage = queries.own_promise_words(membership, promise_id, now)
    take_back(membership, PROMISES, passage, now)


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
    change(membership, ENDINGS, passage, texts, seen, now)


@transaction.atomic
def take_back_ending_words(
    membership: Membership, promise_id: UUID, ending_id: UUID, now: datetime
) -> None:
    """Leave a mark in the place of an ending's lines. Raises NotThere, WordsStay."""
    hold_promise(membership, promise_id, now)
    passage = queries.own_ending_words(membership, promise_id, ending_id, now)
    take_back(membership, ENDINGS, passage, now)


@transaction.atomic
def hold_promise(membership: Membership, promise_id: UUID, now: datetime) -> None:
    """One writer at a time about a promise, until the caller's transaction ends.

    Raises NotThere for an id of no promise in this space.
    """
    rows = Promise.objects.select_for_update().filter(space_id=membership.space_id, id=promise_id)
    if rows.first() is None:
        raise NotThere


@transaction.atomic
def change(
    membership: Membership,
    place: Place,
    passage: Passage[Any] | None,
    texts: Mapping[str, str],
    seen: int | None,
    now: datetime,
) -> None:
    """Sign a passage as it reads from now on. Raises NotThere, WordsStay, MovedOn."""
    if passage is None:
        raise NotThere
    words = reworded(membership, passage, texts, seen, membership.today(now))
    _sign(membership, place, passage, words)


@transaction.atomic
def take_back(
    membership: Membership, place: Place, passage: Passage[Any] | None, now: datetime, **more: str
) -> None:
    """Sign a mark in place of a passage; `more` is emptied too. Raises NotThere, WordsStay."""
    if passage is None:
        raise NotThere
    _sign(membership, place, passage, emptied(passage, **more))


def _sign(membership: Membership, place: Place, passage: Passage[Any], words: Words | None) -> None:
    """As the next revision; nothing where the words stand there already."""
    if words is None:
        return
    context = membership.context(place.table, passage.row_id)
    sealed = seal_words(membership.ring(), context, words, passage.revision + 1)
    rows = place.rows.objects
    rows.filter(space_id=membership.space_id, id=passage.row_id).update(words=sealed)
