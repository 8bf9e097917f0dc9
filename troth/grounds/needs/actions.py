"""Writes of needs: each by its author alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from troth.grounds.models import Need
from troth.grounds.needs import queries
from troth.grounds.needs.queries import NEED_TABLE, NeedView, need_view
from troth.grounds.needs.rules import MOST, NotPossible, Refusal
from troth.grounds.needs.words import NeedWords
from troth.sealing import Unopened, seal_words
from troth.spaces.actions import hold_space, show_change_to
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.spaces.wording import with_earlier


@transaction.atomic
def say_need(membership: Membership, text: str, now: datetime, token: UUID) -> UUID:
    """Say what one needs; a second post changes nothing. Raises NotPossible.

    A form that comes again with other words, from the browser's memory, is another need.
    """
    ring, today = membership.ring(), membership.today(now)
    if not hold_space(membership, now):
        raise NotPossible(Refusal.SPACE_ENDED)
    row = Need.objects.filter(space_id=membership.space_id, id=token).first()
    if row is not None:
        view = need_view(membership, row)
        if view.is_mine and view.text == text:
            return token
        token = new_id(today)
    if queries.count_of_own(membership) >= MOST:
        raise NotPossible(Refusal.ENOUGH)
    words = NeedWords(text, today.isoformat())
    Need.objects.create(
        space_id=membership.space_id,
        id=token,
        person_id=membership.person_id,
        made_on=today,
        words=seal_words(ring, membership.context(NEED_TABLE, token), words),
    )
    _show(membership, now)
    return token


@transaction.atomic
def change_need(
    membership: Membership, need_id: UUID, text: str, revision: int | None, now: datetime
) -> None:
    """Put it in other words; the earlier ones stay with their day. `revision` is that of the words
    as they were read. Raises NotPossible, and DoesNotExist for what isn't one's own.
    """
    goes_on = hold_space(membership, now)
    row, view = _held(membership, need_id)
    words = view.words
    if isinstance(words, Unopened) or words.taken_back or view.rests_on is not None:
        raise NotPossible(Refusal.WORDS_STAY)
    if not goes_on:
        raise NotPossible(Refusal.SPACE_ENDED)
    if words.text == text:
        return
    if view.revision != revision:
        raise NotPossible(Refusal.WORDS_CHANGED)
    earlier = with_earlier(words.earlier, words.text, membership.today(now))
    _reseal(membership, row, replace(words, text=text, earlier=earlier), view.revision + 1)
    _show(membership, now)


@transaction.atomic
def let_need_rest(membership: Membership, need_id: UUID, now: datetime) -> None:
    """It isn't so any more: from now on for its author alone; a second time changes nothing.

    Of a mark nothing is left. Raises NotPossible, and DoesNotExist for what isn't one's own.
    """
    goes_on = hold_space(membership, now)
    row, view = _held(membership, need_id)
    if view.rests_on is not None:
        return
    if isinstance(view.words, Unopened):
        raise NotPossible(Refusal.WORDS_STAY)
    if not goes_on:
        raise NotPossible(Refusal.SPACE_ENDED)
    if view.words.taken_back:
        row.delete()
    else:
        row.rests_on = membership.today(now)
        words = replace(view.words, rests_on=row.rests_on.isoformat())
        _reseal(membership, row, words, view.revision + 1)
    _show(membership, now)


@transaction.atomic
def take_back_need(membership: Membership, need_id: UUID, now: datetime) -> None:
    """Have the words gone, with those that stood there before; a mark is left where another could
    read them. Raises DoesNotExist for what isn't one's own.
    """
    goes_on = hold_space(membership, now)
    row, view = _held(membership, need_id)
    is_read = goes_on and not membership.is_private and view.rests_on is None
    if isinstance(view.words, Unopened) or not is_read:
        row.delete()
    elif not view.words.taken_back:
        words = replace(view.words, text="", earlier=(), taken_back=True)
        _reseal(membership, row, words, view.revision + 1)
    else:
        return
    if is_read:
        _show(membership, now)


@transaction.atomic
def take_back_needs(space_id: UUID, person_id: UUID, now: datetime) -> None:
    """Delete all that somebody said they need in a space, keyless; for good."""
    Need.objects.filter(space_id=space_id, person_id=person_id).delete()


@transaction.atomic
def erase_needs(space_id: UUID, now: datetime) -> None:
    """All needs of one space."""
    Need.objects.filter(space_id=space_id).delete()


def _held(membership: Membership, need_id: UUID) -> tuple[Need, NeedView]:
    """One writer at a time for a need of one's own. Raises Locked, DoesNotExist."""
    membership.ring()
    row = Need.objects.select_for_update().get(
        space_id=membership.space_id, id=need_id, person_id=membership.person_id
    )
    return row, need_view(membership, row)


def _reseal(membership: Membership, row: Need, words: NeedWords, revision: int) -> None:
    context = membership.context(NEED_TABLE, row.id)
    row.words = seal_words(membership.ring(), context, words, revision)
    row.save(update_fields=["rests_on", "words"])


def _show(membership: Membership, now: datetime) -> None:
    """Let the partner's pages notice; in private there is nobody."""
    partner = membership.partner
    if partner is not None and not partner.has_left:
        show_change_to(partner.person_id, now)
