"""Writes of tonight’s question: what is switched on, questions of one's own, no answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from troth.practices.models import DeckChoice
from troth.practices.rules import NotPossible, Refusal
from troth.practices.tonight.queries import DECK_TABLE
from troth.practices.tonight.rules import (
    MOST_OWN,
    OwnQuestion,
    as_own,
    read_own,
    taken_back,
    with_change,
)
from troth.practices.words import DeckWords
from troth.sealing import Opened, open_words, seal_words
from troth.spaces.actions import hold_space
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership


@transaction.atomic
def switch_decks(here: Membership, decks: Iterable[str], now: datetime) -> None:
    """Have these decks on, from the day after tomorrow. Raises NotPossible in an ended space."""
    today = here.today(now)
    _change(here, lambda words: replace(words, on=with_change(words.on, today, decks)), now)


@transaction.atomic
def write_question(here: Membership, text: str, now: datetime, token: UUID) -> None:
    """A question of one's own, asked before those of the decks; a second post changes nothing.

    Raises NotPossible.
    """
    made = OwnQuestion(str(token), here.today(now), None, text)

    def change(words: DeckWords) -> DeckWords:
        own = read_own(words.own)
        if any(each.id == made.id for each in own):
            return words
        if len(own) >= MOST_OWN:
            raise NotPossible(Refusal.ENOUGH_SAID)
        return replace(words, own=(*words.own, as_own(made)))

    _change(here, change, now)


@transaction.atomic
def take_back_question(here: Membership, question: str, now: datetime) -> None:
    """Its words go, and it isn't asked any more. Raises NotPossible, DoesNotExist."""
    today = here.today(now)

    def change(words: DeckWords) -> DeckWords:
        if all(each.id != question for each in read_own(words.own)):
            raise DeckChoice.DoesNotExist
        own = [
            taken_back(each, today) if each.id == question and each.gone_on is None else each
            for each in read_own(words.own)
        ]
        return replace(words, own=tuple(as_own(each) for each in own))

    _change(here, change, now)


@transaction.atomic
def take_back_choices(space_id: UUID, person_id: UUID, now: datetime) -> None:
    """Empty what one person chose and wrote in a space, keyless; for good."""
    DeckChoice.objects.filter(space_id=space_id, person_id=person_id).update(words=b"")


@transaction.atomic
def erase_choices(space_id: UUID, now: datetime) -> None:
    DeckChoice.objects.filter(space_id=space_id).delete()


def _change(here: Membership, change: Callable[[DeckWords], DeckWords], now: datetime) -> None:
    ring = here.ring()
    if not hold_space(here, now):
        raise NotPossible(Refusal.SPACE_ENDED)
    row = DeckChoice.objects.filter(space_id=here.space_id, person_id=here.person_id).first()
    if row is None:
        row_id = new_id(here.today(now))
        words = change(DeckWords())
        DeckChoice.objects.create(
            space_id=here.space_id,
            id=row_id,
            person_id=here.person_id,
            words=seal_words(ring, here.context(DECK_TABLE, row_id), words),
        )
        return
    context = here.context(DECK_TABLE, row.id)
    opened = open_words(ring, context, row.words, DeckWords)
    # What was damaged from outside begins anew.
    before, revision = (
        (opened.words, opened.revision) if isinstance(opened, Opened) else (DeckWords(), 0)
    )
    row.words = seal_words(ring, context, change(before), revision + 1)
    row.save(update_fields=["words"])
