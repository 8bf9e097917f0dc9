"""Reads of how promises landed; only by promise, never as a list of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from troth.promises.landings.rules import LANDED, may_land
from troth.promises.landings.words import LandingWords
from troth.promises.models import Landing
from troth.promises.opening import EndingView, Gone, PromiseView
from troth.promises.queries import promise_with_endings
from troth.promises.wording.passages import Passage
from troth.promises.wording.rules import Stays, Written
from troth.sealing import Opened, Reason, Unopened, open_words
from troth.spaces.membership import Membership

LANDING_TABLE = "promises.landing"
LANDING_TEXTS = ("line",)
_STATES = frozenset(state.value for state in LANDED)


@dataclass(frozen=True, slots=True)
class LandingView:
    """What the receiver said; `Gone` where they left and took their words along."""

    id: UUID
    promise_id: UUID
    is_mine: bool
    recorded_on: date
    words: LandingWords | Unopened
    revision: int

    def is_of(self, ending: EndingView) -> bool:
        """Whether it was said of this very ending."""
        words = self.words
        return not isinstance(words, Unopened) and (words.ending, words.state) == (
            str(ending.id),
            ending.state.value,
        )

    def is_of_the_last(self, promise: PromiseView) -> bool:
        """Whether it may stand beside how the promise ended; so may what names no ending."""
        if isinstance(self.words, Unopened) or not self.words.ending or promise.last is None:
            return True
        return self.is_of(promise.last)


def landings_by_promise(
    membership: Membership, promise_ids: Collection[UUID]
) -> dict[UUID, LandingView]:
    """How those promises landed, in one query; a promise that nothing was said of is missing.

    So is one that is open again, or left without a word: there is nothing to see of its landing.
    """
    if membership.is_private or not promise_ids:
        return {}
    rows = _rows(membership).filter(promise_id__in=list(promise_ids))
    return {row.promise_id: _view(membership, row) for row in rows if row.promise__state in _STATES}


def landing_of(membership: Membership, promise_id: UUID) -> LandingView | None:
    """How one promise landed, as in `landings_by_promise`."""
    return landings_by_promise(membership, [promise_id]).get(promise_id)


def may_say(membership: Membership, view: PromiseView) -> bool:
    """Whether it could be said how this promise landed, had it not been said yet."""
    partner = membership.partner
    return not isinstance(view.words, Unopened) and may_land(
        view.state,
        is_mine=view.is_mine,
        is_private=membership.is_private,
        has_ended=membership.has_ended,
        takes_replies=partner is not None and partner.takes_replies,
    )


def thankable(
    membership: Membership, views: Iterable[PromiseView], said: Collection[UUID]
) -> set[UUID]:
    """Which of these promises can be thanked for with one tap; `said` has those with a landing."""
    return {view.id for view in views if view.id not in said and may_say(membership, view)}


def is_said(membership: Membership, promise_id: UUID) -> bool:
    """Whether anything stands there, whoever wrote it and whether or not it opens."""
    return _rows(membership).filter(promise_id=promise_id).exists()


def own_landing(membership: Membership, promise_id: UUID) -> Passage[LandingWords] | None:
    """What one said of how a promise landed; also while that promise is open again."""
    row = _rows(membership).filter(promise_id=promise_id).first()
    if row is None or promise_with_endings(membership, promise_id) is None:
        return None
    view = _view(membership, row)
    if isinstance(view.words, Unopened) or not view.is_mine:
        return None
    stays, partner = None, membership.partner
    if view.words.taken_back:
        stays = Stays.TAKEN_BACK
    elif membership.has_ended:
        stays = Stays.SPACE_ENDED
    elif partner is None or not partner.takes_replies:
        stays = Stays.SWITCHED_OFF
    return Passage(
        written=Written.LANDING,
        promise_id=promise_id,
        row_id=view.id,
        words=view.words,
        names=LANDING_TEXTS,
        revision=view.revision,
        not_changed=stays,
        not_taken_back=Stays.TAKEN_BACK if view.words.taken_back else None,
    )


def _rows(membership: Membership) -> QuerySet[Any, Any]:
    return Landing.objects.filter(space_id=membership.space_id).values_list(
        "id", "promise_id", "person_id", "recorded_on", "words",
        "promise__maker_id", "promise__state", named=True,
    )  # fmt: skip


def _view(membership: Membership, row: Any) -> LandingView:
    context = membership.context(LANDING_TABLE, row.id, row.person_id)
    opened = open_words(membership.keys, context, row.words, LandingWords)
    words: LandingWords | Unopened
    if not row.words:
        words = Gone()
    elif not isinstance(opened, Opened):
        words = opened
    elif row.person_id == row.promise__maker_id:
        # Signed, and by the maker: nobody says how their own promise landed.
        words = Unopened(Reason.NOT_THEIRS)
    elif (str(row.promise_id), row.recorded_on.isoformat()) != (
        opened.words.promise,
        opened.words.recorded_on,
    ):
        words = Unopened(Reason.ALTERED)
    else:
        words = opened.words
    return LandingView(
        id=row.id,
        promise_id=row.promise_id,
        is_mine=row.person_id == membership.person_id,
        recorded_on=row.recorded_on,
        words=words,
        revision=opened.revision if isinstance(opened, Opened) else 0,
    )


def has_landed(membership: Membership, promise_id: UUID) -> bool:
    """Whether the other has said how it landed: from then on it has ended for both."""
    rows = Landing.objects.filter(space_id=membership.space_id, promise_id=promise_id)
    return rows.exists()
