"""How rhythms leave, as plain values and as they read in the book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from troth.promises.opening import Gone
from troth.promises.rhythms.opening import RhythmView
from troth.promises.rhythms.phrases import pattern_phrase
from troth.promises.rhythms.queries import every_rhythm
from troth.sealing import Unopened
from troth.spaces.membership import Membership
from troth.spaces.recurrence import Recurrence
from troth.web.book import BookEntry, BookLine, full_date


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
        return {**facts, "unopened": "gone" if isinstance(words, Gone) else words.reason.value}
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


def rhythm_entry(membership: Membership, row: Mapping[str, Any]) -> BookEntry:
    """How a row of `rhythm_rows` reads."""
    heading = _("I promised, in a rhythm")
    if not row["is_mine"]:
        heading = _("%(name)s promised, in a rhythm") % {"name": membership.partner_called}
    return BookEntry(
        day=date.fromisoformat(row["made_on"]),
        heading=heading,
        text=row.get("text", ""),
        lines=() if "unopened" in row else tuple(_lines(row)),
        unopened=row.get("unopened", ""),
        is_theirs=not row["is_mine"],
    )


def _lines(row: Mapping[str, Any]) -> Iterator[BookLine]:
    if row["cue"]:
        yield BookLine(row["cue"], is_written=True)
    days = pattern_phrase(Recurrence.parse(row["days"]))
    if row["at"]:
        at = time_format(time.fromisoformat(row["at"]))
        days = _("%(days)s at %(time)s") % {"days": days, "time": at}
    yield BookLine(days)
    until = full_date(date.fromisoformat(row["until"]))
    yield BookLine(_("until %(date)s") % {"date": until})
    if row.get("stopped_on"):
        day = full_date(date.fromisoformat(row["stopped_on"]))
        yield BookLine(_("it rests since %(day)s") % {"day": day})
