"""A rhythm as a page shows it: opened, and its clear columns held against what was signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from troth.promises.models import Rhythm
from troth.promises.opening import Gone
from troth.promises.rhythms.rules import Span, Timetable
from troth.promises.rhythms.sealed import opened_words
from troth.promises.rhythms.words import RhythmWords
from troth.sealing import Reason, Unopened
from troth.spaces.membership import Membership


@dataclass(frozen=True, slots=True)
class RhythmView:
    """A rhythm; `timetable` stands wherever `words` do."""

    id: UUID
    where: str
    is_mine: bool
    made_on: date
    words: RhythmWords | Unopened
    timetable: Timetable | None
    is_in_ended_space: bool

    def span(self, today: date) -> Span:
        """Over, where it can't be opened: nothing of it is still to come for sure."""
        if self.timetable is None or self.is_in_ended_space:
            return Span.OVER
        return self.timetable.span(today)


def rhythm_view(membership: Membership, row: Rhythm) -> RhythmView:
    words: RhythmWords | Unopened = Gone()
    timetable: Timetable | None = None
    if row.words:
        words = opened_words(membership, row.id, row.maker_id, bytes(row.words))
    if isinstance(words, RhythmWords):
        timetable = _checked_timetable(row, words)
        words = words if timetable else Unopened(Reason.ALTERED)
    return RhythmView(
        id=row.id,
        where=membership.where,
        is_mine=row.maker_id == membership.person_id or membership.is_private,
        made_on=row.made_on,
        words=words,
        timetable=timetable,
        is_in_ended_space=membership.has_ended,
    )


def _checked_timetable(row: Rhythm, words: RhythmWords) -> Timetable | None:
    """None where the clear columns, by which its promises are made, say something else."""
    try:
        timetable = words.timetable()
    except ValueError:
        return None
    signed = (
        timetable.recurrence.as_text(),
        timetable.at,
        timetable.zone,
        timetable.until,
        timetable.stopped_on,
        words.made_on,
        words.follows,
    )
    clear = (
        row.recurrence,
        row.at,
        row.zone,
        row.until,
        row.stopped_on,
        row.made_on.isoformat(),
        str(row.follows_id) if row.follows_id else "",
    )
    return timetable if signed == clear else None
