"""How rhythms leave, as plain values and as they read in the book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from troth.promises.opening import reason_of
from troth.promises.rhythms.opening import RhythmView
from troth.promises.rhythms.phrases import days_phrase
from troth.promises.rhythms.queries import every_rhythm
from troth.sealing import Unopened
from troth.spaces.membership import Membership
from troth.spaces.recurrence import Recurrence
from troth.web.book import BookLine, full_date


def rhythm_rows(membership: Membership) -> Iterator[dict[str, object]]:
    """Every rhythm that the person can read: the partner's unless they let it rest."""
    for view in every_rhythm(membership):
        if view.is_mine or not _rests(view):
            yield _rhythm(view)


def _rests(view: RhythmView) -> bool:
    return view.timetable is not None and view.timetable.stopped_on is not None


def _rhythm(view: RhythmView) -> dict[str, object]:
    words = view.words
    facts: dict[str, object] = {
        "kind": "rhythm",
        **({"id": str(view.id)} if view.is_mine else {}),
        "is_mine": view.is_mine,
        "made_on": view.made_on.isoformat(),
    }
    if isinstance(words, Unopened):
        return {**facts, "unopened": reason_of(words)}
    facts |= {
        "text": words.text,
        "cue": words.cue,
        "days": words.recurrence,
        "at": words.at or None,
        "until": words.until,
    }
    if words.kind:
        facts["about"] = words.kind
    if view.is_mine:
        # Where the partner lived when is theirs to tell.
        facts["zones"] = list(words.zones)
        facts["stopped_on"] = words.stopped_on or None
    return facts


def rhythm_lines(row: Mapping[str, Any]) -> Iterator[BookLine]:
    """What stands under the words of a row of `rhythm_rows` in the book."""
    if row["cue"]:
        yield BookLine(row["cue"], is_written=True)
    at = time.fromisoformat(row["at"]) if row["at"] else None
    yield BookLine(days_phrase(Recurrence.parse(row["days"]), at))
    until = full_date(date.fromisoformat(row["until"]))
    yield BookLine(_("until %(date)s") % {"date": until})
    if row.get("stopped_on"):
        day = full_date(date.fromisoformat(row["stopped_on"]))
        yield BookLine(_("it rests since %(day)s") % {"day": day})
