"""Writes of how promises landed: said once, changed visibly, taken back with a mark."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from troth.promises.landings import queries
from troth.promises.landings.queries import LANDING_TABLE
from troth.promises.landings.rules import LandingKind
from troth.promises.landings.words import LandingWords
from troth.promises.models import Landing
from troth.promises.opening import PromiseView
from troth.promises.queries import promise_with_endings
from troth.promises.wording.actions import NotThere, Place, change, hold_promise, take_back
from troth.promises.wording.rules import MovedOn
from troth.sealing import Unopened, seal_words
from troth.spaces.actions import hold_space
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership

LANDINGS = Place(Landing, LANDING_TABLE)


class AlreadySaid(Exception):
    """How this promise landed was said before, in other words."""


@transaction.atomic
def say_how_it_landed(
    membership: Membership,
    promise_id: UUID,
    kind: LandingKind,
    line: str,
    now: datetime,
    token: UUID,
    ending_id: UUID | None = None,
) -> None:
    """Say it once; the same again changes nothing. `ending_id`: which ending was seen, if known.

    Raises NotThere where it isn't asked for, AlreadySaid, MovedOn where another ending stands.
    """
    # The space before its rows, as in leaving: two who wait for each other would stop.
    if not hold_space(membership, now):
        raise NotThere
    hold_promise(membership, promise_id, now)
    found = promise_with_endings(membership, promise_id)
    if found is None or not queries.may_say(membership, found[0]):
        raise NotThere
    if queries.is_said(membership, promise_id):
        if _is_as_said(membership, promise_id, kind, line):
            return
        raise AlreadySaid
    if ending_id is not None and not _stands(found[0], ending_id):
        raise MovedOn
    if Landing.objects.filter(space_id=membership.space_id, id=token).exists():
        # Somebody put the id of another row into their form.
        token = new_id(membership.today(now))
    today = membership.today(now)
    words = _words_of(found[0], kind, line, today)
    Landing.objects.create(
        space_id=membership.space_id,
        id=token,
        promise_id=promise_id,
        person_id=membership.person_id,
        recorded_on=today,
        words=seal_words(membership.ring(), membership.context(LANDING_TABLE, token), words),
    )


def _words_of(view: PromiseView, kind: LandingKind, line: str, today: date) -> LandingWords:
    last = view.last
    return LandingWords(
        kind=kind.value,
        line=line,
        promise=str(view.id),
        recorded_on=today.isoformat(),
        ending=str(last.id) if last else "",
        state=last.state.value if last else "",
    )


def _stands(view: PromiseView, ending_id: UUID) -> bool:
    return view.last is not None and view.last.id == ending_id


def _is_as_said(membership: Membership, promise_id: UUID, kind: LandingKind, line: str) -> bool:
    said = queries.landing_of(membership, promise_id)
    if said is None or not said.is_mine or isinstance(said.words, Unopened):
        return False
    return (said.words.kind, said.words.line) == (kind.value, line)


@transaction.atomic
def change_landing_line(
    membership: Membership,
    promise_id: UUID,
    texts: Mapping[str, str],
    seen: int | None,
    now: datetime,
) -> None:
    """Put another line in the place of the one said. Raises NotThere, WordsStay, MovedOn."""
    hold_promise(membership, promise_id, now)
    passage = queries.own_landing(membership, promise_id)
    change(membership, LANDINGS, passage, texts, seen, now)


@transaction.atomic
def take_back_landing(membership: Membership, promise_id: UUID, now: datetime) -> None:
    """Leave a mark in place of what was said, its kind included. Raises NotThere."""
    hold_promise(membership, promise_id, now)
    passage = queries.own_landing(membership, promise_id)
    take_back(membership, LANDINGS, passage, now, kind="")


@transaction.atomic
def take_back_rows(space_id: UUID, person_id: UUID, now: datetime) -> None:
    """Empty all that somebody said of how promises landed in a space, keyless; for good."""
    Landing.objects.filter(space_id=space_id, person_id=person_id).update(words=b"")
