"""What the pages of rhythms show: words and phrases put together once, in Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from troth.promises.pages import why_unopened
from troth.promises.rhythms.opening import RhythmView
from troth.promises.rhythms.phrases import days_phrase, next_phrase, span_phrase
from troth.promises.rhythms.rules import Span
from troth.promises.rhythms.words import RhythmWords
from troth.spaces.membership import Membership


@dataclass(frozen=True, slots=True)
class ShownRhythm:
    """One rhythm, ready for a template; `unopened` names a reason in place of the words.

    `may_change`: it goes on, and no other one takes its place; `until` is its end as an ISO date.
    """

    id: UUID
    where: str
    page: str
    text: str
    cue: str
    days: str
    span: str
    comes_next: str
    to: str
    unopened: str
    is_theirs: bool
    goes_on: bool
    is_over: bool
    may_change: bool
    until: str

    @property
    def when(self) -> str:
        """One line under the words."""
        return " · ".join(part for part in (self.days, self.comes_next, self.span) if part)


def shown_rhythm(membership: Membership, view: RhythmView, now: datetime) -> ShownRhythm:
    today, words, timetable = membership.today(now), view.words, view.timetable
    span = view.span(today)
    text, cue, days, lasts, comes_next, unopened = "", "", "", "", "", ""
    if isinstance(words, RhythmWords) and timetable is not None:
        text, cue = words.text, words.cue
        days, lasts = days_phrase(timetable.recurrence, timetable.at), span_phrase(timetable, today)
        comes_next = "" if view.is_in_ended_space else next_phrase(timetable, today)
    elif not isinstance(words, RhythmWords):
        unopened = why_unopened(words)
    is_theirs = not view.is_mine
    to = "" if is_theirs or membership.is_private else membership.partner_called
    return ShownRhythm(
        id=view.id,
        where=view.where,
        page=reverse("promises:rhythm", args=[view.where, view.id]),
        text=text,
        cue=cue,
        days=days,
        span=lasts,
        comes_next=comes_next,
        to=_("to %(name)s") % {"name": to} if to else "",
        unopened=unopened,
        is_theirs=is_theirs,
        goes_on=span is Span.GOES_ON,
        is_over=span is Span.OVER and not view.is_in_ended_space,
        may_change=span is Span.GOES_ON and timetable is not None and timetable.stopped_on is None,
        until=timetable.until.isoformat() if timetable else "",
    )


def all_shown_rhythms(
    memberships: Iterable[Membership], views: Iterable[RhythmView], now: datetime
) -> list[ShownRhythm]:
    """Rhythms of these spaces, in their order."""
    by_where = {membership.where: membership for membership in memberships}
    return [shown_rhythm(by_where[view.where], view, now) for view in views]
