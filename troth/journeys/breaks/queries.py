"""What the pages of breaks show: one's own, and what is due inside one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from troth.journeys.breaks.phrases import days_phrase, own_sentence, told_sentence
from troth.promises.due import DueValue
from troth.promises.phrases import own_due_phrase
from troth.promises.queries import open_promises
from troth.promises.rhythms.queries import rhythms_of
from troth.sealing import Unopened
from troth.spaces.breaks.queries import (
    NONE_KNOWN,
    BreakView,
    own_breaks,
    partners_breaks,
    past_breaks,
)
from troth.spaces.breaks.rules import Breaks, Span
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership


@dataclass(frozen=True, slots=True)
class ShownBreak:
    """A break, ready for a template; `unopened` names a reason in place of its days."""

    id: UUID
    days: str
    is_under_way: bool
    is_told: bool
    unopened: str = ""


@dataclass(frozen=True, slots=True)
class ShownBreaks:
    under_way: ShownBreak | None
    planned: list[ShownBreak]
    past: list[ShownBreak]


def shown_breaks(mine: Membership, ours: Membership | None, today: date) -> ShownBreaks:
    """All of one's own: the one of now, those to come, the last ones that are over."""
    shown = [shown_break(view, ours, today) for view in own_breaks(mine, today)]
    past = [shown_break(view, ours, today) for view in past_breaks(mine, today)]
    under_way = next((each for each in shown if each.is_under_way), None)
    return ShownBreaks(under_way, [each for each in shown if each != under_way], past)


def shown_break(view: BreakView, ours: Membership | None, today: date) -> ShownBreak:
    if isinstance(view.words, Unopened):
        reason = view.words.reason.name.lower()
        return ShownBreak(view.id, "", is_under_way=False, is_told=False, unopened=reason)
    is_under_way = view.span.covers(today)
    return ShownBreak(
        id=view.id,
        days=own_sentence(view.span, today) if is_under_way else days_phrase(view.span, today),
        is_under_way=is_under_way,
        is_told=view.told_in(ours) is not None,
    )


def under_way_sentence(mine: Membership, today: date) -> str:
    """Of one's own break of now, for a line that leads there; empty without one."""
    for view in own_breaks(mine, today):
        if view.span.covers(today) and not isinstance(view.words, Unopened):
            return own_sentence(view.span, today)
    return ""


def told_sentences(shared: Membership, today: date) -> list[str]:
    """What the partner told of breaks that aren't over: the next one, and one more to come."""
    spans = partners_breaks(shared, today)[:2]
    return [told_sentence(span, today, shared.partner_called) for span in spans]


@dataclass(frozen=True, slots=True, repr=False)
class Inside:
    """One's own promise that is due in a break, and the time behind it that it could move to.

    `behind` is None where the break has no end; `token` is for what is chosen.
    """

    there: Membership
    id: UUID
    due_at: datetime
    text: str
    when: str
    behind: DueValue | None
    behind_when: str
    token: UUID


def due_inside(
    memberships: Sequence[Membership], span: Span, others: Breaks, now: datetime
) -> list[Inside]:
    """One's own open promises that come due in the break, soonest first.

    What is due already stays as it is, and what is of a rhythm rests by itself.
    """
    here = [there for there in memberships if not there.is_away]
    found = [each for there in here for each in _inside(there, span, others, now)]
    return sorted(found, key=lambda each: each.due_at)


def _inside(there: Membership, span: Span, others: Breaks, now: datetime) -> list[Inside]:
    found = []
    today = there.today(now)
    for view in open_promises(there, NONE_KNOWN, only_once=True):
        if isinstance(view.words, Unopened) or view.due is None or view.due_at <= now:
            continue
        if not span.covers(view.due.last_day()):
            continue
        after = others.after(view.due.last_day())
        behind = None if after is None else view.due.on_day(after)
        found.append(
            Inside(
                there=there,
                id=view.id,
                due_at=view.due_at,
                text=view.words.text,
                when=own_due_phrase(view.due, today, now, there.zone),
                behind=behind,
                behind_when=own_due_phrase(behind, today, now, there.zone),
                token=new_id(today),
            )
        )
    return found


def have_rhythms(memberships: Sequence[Membership], now: datetime) -> bool:
    """Whether any rhythm of one's own goes on in these spaces: they rest in a break."""
    here = [there for there in memberships if not there.is_away]
    return any(view.is_mine for view in rhythms_of(here, now))
