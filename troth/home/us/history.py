"""The couple's history: what was kept, by day, the same for both, without a count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, reduce
from itertools import groupby
from operator import or_
from uuid import UUID

from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from troth.promises.phrases import month_phrase
from troth.record.queries import EventRow, Happened, events_page, what_happened
from troth.spaces.membership import Membership
from troth.web.capabilities import offered
from troth.web.cursors import DayCursor
from troth.web.history import HistoryLine

PAGE_SIZE = 20
# What was changed from outside isn't told, though it was read: so much of it at a time.
MOST_BATCHES = 5


@dataclass(frozen=True, slots=True)
class HistoryDay:
    label: str
    lines: list[HistoryLine]


@dataclass(frozen=True, slots=True)
class HistoryMonth:
    label: str
    days: list[HistoryDay]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """`further` names the place to go on from; empty where there is no more.

    `is_mine_too`: whether something of the last days was the person's own.
    """

    months: list[HistoryMonth]
    further: str
    is_mine_too: bool


def history_page(membership: Membership, before: DayCursor | None, today: date) -> HistoryPage:
    """A page of what the capabilities tell, the latest day first."""
    shown, told, stopped = _told(membership, before)
    page = shown[:PAGE_SIZE]
    last = page[-1] if len(shown) > PAGE_SIZE else stopped
    return HistoryPage(
        months=_by_month(page, told, today),
        further=DayCursor(last.day, last.id).as_text() if last else "",
        is_mine_too=any(not line.is_theirs for line in told.values()),
    )


def _told(
    membership: Membership, before: DayCursor | None
) -> tuple[list[EventRow], dict[UUID, HistoryLine], EventRow | None]:
    """One more than a page, where there are as many.

    A shorter page that went on, or one that went on from something untold, would let the partner
    count what was owned, let go or taken back: none of that is read. Only where much was changed
    from outside does the page stop short, at the row that comes last.
    """
    shown: list[EventRow] = []
    told: dict[UUID, HistoryLine] = {}
    last: EventRow | None = None
    for _batch in range(MOST_BATCHES):
        events, has_more = events_page(membership, before, PAGE_SIZE + 1, _may_be_told())
        for _capability, history_lines in offered("history", "history_lines"):
            told |= history_lines(membership, events, PAGE_SIZE + 1)
        shown += [event for event in events if event.id in told]
        if not has_more or len(shown) > PAGE_SIZE:
            return shown, told, None
        last = events[-1]
        before = DayCursor(last.day, last.id)
    return shown, told, last


@cache
def _may_be_told() -> Happened:
    told = (Q(may_be_told()) for _capability, may_be_told in offered("history", "may_be_told"))
    return what_happened(reduce(or_, told))


def _by_month(
    events: list[EventRow], told: dict[UUID, HistoryLine], today: date
) -> list[HistoryMonth]:
    return [
        HistoryMonth(month_phrase(first, today), _by_day(of_month, told, today))
        for first, of_month in groupby(events, lambda event: _day(event, today).replace(day=1))
    ]


def _by_day(
    events: Iterable[EventRow], told: dict[UUID, HistoryLine], today: date
) -> list[HistoryDay]:
    return [
        HistoryDay(_label(day, today), [told[event.id] for event in of_day])
        for day, of_day in groupby(events, lambda event: _day(event, today))
    ]


def _day(event: EventRow, today: date) -> date:
    """The partner's day may be one that hasn't come here yet: it stands with today's."""
    return min(event.day, today)


def _label(day: date, today: date) -> str:
    return _label_in(day, min((today - day).days, 7), get_language())


# Page after page names the same few days, and to look their words up takes long.
@lru_cache(maxsize=1000)
def _label_in(day: date, ago: int, language: str | None) -> str:
    if ago <= 0:
        return _("Today")
    if ago == 1:
        return _("Yesterday")
    weekday = WEEKDAYS[day.weekday()]
    if ago < 7:
        return str(weekday)
    return _("%(weekday)s %(day)s") % {"weekday": weekday, "day": day.day}
