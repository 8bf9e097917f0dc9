"""What pages show of how a promise landed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from troth.promises.landings import phrases
from troth.promises.landings.queries import (
    LandingView,
    landing_of,
    landings_by_promise,
    may_say,
    thankable,
)
from troth.promises.landings.rules import LANDED, LandingKind
from troth.promises.opening import EndingView, Gone, PromiseView
from troth.promises.pages import ShownPromise
from troth.promises.queries import SHOWN_FOR
from troth.promises.rules import State
from troth.promises.wording.pages import ShownWording, mark_for_viewer, wording_of
from troth.promises.wording.rules import Written
from troth.sealing import Unopened
from troth.spaces.ids import new_id
from troth.spaces.membership import OURS, Membership
from troth.spaces.phrases import past_day_phrase


@dataclass(frozen=True, slots=True)
class ShownLanding:
    """`phrase` says it in a sentence; `unopened` names a reason in its place."""

    phrase: str
    beside: str
    said_on: str
    line: str
    unopened: str
    is_mine: bool
    is_of_the_last: bool
    wording: ShownWording | None
    may_change: bool


@dataclass(frozen=True, slots=True)
class LandingPart:
    """On a promise's page: what was said, the way to say it, or the maker's switch.

    `answered` is the ending that it was said of, where another has taken that one's place.
    """

    promise_id: UUID
    said: ShownLanding | None
    answered: UUID | None
    address: str
    thanks: str
    token: str
    may_say: bool
    has_switch: bool
    takes_replies: bool
    partner: str


def landing_part(
    membership: Membership, view: PromiseView, endings: Sequence[EndingView], now: datetime
) -> LandingPart | None:
    """None where nothing of it is to be shown; one query."""
    is_there = not isinstance(view.words, Unopened) or isinstance(view.words, Gone)
    if membership.is_private or not is_there:
        return None
    landing = landing_of(membership, view.id)
    address = reverse("promises:landed", args=[membership.where, view.id])
    part = LandingPart(
        promise_id=view.id,
        said=None if landing is None else shown_landing(membership, view, landing, now),
        answered=None if landing is None else _answered(view, landing, endings),
        address=address,
        thanks=_thanks(address, view),
        token=str(new_id(membership.today(now))),
        may_say=landing is None and may_say(membership, view),
        has_switch=view.is_mine and not membership.has_ended,
        takes_replies=membership.takes_replies,
        partner=membership.partner_called,
    )
    return part if part.said or part.may_say or part.has_switch else None


def _answered(
    view: PromiseView, landing: LandingView, endings: Sequence[EndingView]
) -> UUID | None:
    if landing.is_of_the_last(view):
        return None
    return next((ending.id for ending in endings if landing.is_of(ending)), None)


def _thanks(landed: str, view: PromiseView) -> str:
    """The address of one tap; it says which ending was seen."""
    return f"{landed}thanks/?of={view.last.id}" if view.last else f"{landed}thanks/"


def shown_landing(
    membership: Membership, promise: PromiseView, view: LandingView, now: datetime
) -> ShownLanding:
    today, words = membership.today(now), view.words
    is_of_the_last = view.is_of_the_last(promise)
    phrase, beside, line, unopened, wording = "", "", "", "", None
    if isinstance(words, Gone):
        phrase = phrases.gone_phrase()
    elif isinstance(words, Unopened):
        unopened = words.reason.name.lower()
    else:
        phrase, line, mark = landing_line(membership, view), words.line, ""
        if words.taken_back:
            mark = mark_for_viewer(membership, Written.LANDING, view.is_mine)
        if words.kind == LandingKind.DIFFERENTLY:
            beside = phrases.side_by_side()
        wording = wording_of(membership, mark, words.earlier, now)
    is_said = wording is not None and not wording.mark
    partner = membership.partner
    return ShownLanding(
        phrase=phrase,
        beside=beside,
        # Where the other lives further east, their day can be one that hasn't begun here.
        said_on=phrases.said_phrase(past_day_phrase(view.recorded_on, today), is_of_the_last)
        if is_said
        else "",
        line=line,
        unopened=unopened,
        is_mine=view.is_mine,
        is_of_the_last=is_of_the_last,
        wording=wording,
        may_change=is_said
        and not membership.has_ended
        and partner is not None
        and partner.takes_replies,
    )


def landing_line(membership: Membership, view: LandingView) -> str:
    """How it landed in one sentence, for a row; empty where there is nothing to read."""
    words = view.words
    if isinstance(words, Unopened) or words.taken_back:
        return ""
    kind = LandingKind(words.kind)
    if view.is_mine:
        return phrases.own_phrase(kind)
    return phrases.their_phrase(kind, membership.partner_at_start)


@dataclass(frozen=True, slots=True)
class Landed:
    """By promise, how it landed in a sentence, and where one tap thanks for it."""

    said: Mapping[UUID, str]
    thanks: Mapping[UUID, str]


def landed_lately(
    memberships: Sequence[Membership], views: Sequence[PromiseView], now: datetime
) -> Landed:
    """Of the promises between two that ended within three days; at most one query."""
    since = memberships[0].today(now) - SHOWN_FOR
    lately = [
        view
        for view in views
        if view.where == OURS
        and view.state in LANDED
        and view.last is not None
        and view.last.recorded_on >= since
    ]
    if not lately:
        return Landed({}, {})
    shared = next(each for each in memberships if each.where == OURS)
    landings = landings_by_promise(shared, [view.id for view in lately])
    open_to_thanks = thankable(
        shared, [view for view in lately if view.state is State.KEPT], landings
    )
    return Landed(
        said={
            view.id: landing_line(shared, landings[view.id])
            for view in lately
            if view.id in landings and landings[view.id].is_of_the_last(view)
        },
        thanks={
            view.id: _thanks(reverse("promises:landed", args=[view.where, view.id]), view)
            for view in lately
            if view.id in open_to_thanks
        },
    )


def with_landings(rows: Sequence[ShownPromise], landed: Landed) -> list[ShownPromise]:
    """The rows of a list, with how each of them landed."""
    if not (landed.said or landed.thanks):
        return list(rows)
    return [
        row._replace(landed=landed.said.get(row.id, ""), thanks=landed.thanks.get(row.id, ""))
        for row in rows
    ]
