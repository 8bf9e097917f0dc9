"""How gestures leave, and how they are erased. No other person ever has one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from troth.gestures import rules
from troth.gestures.actions import erase_gestures
from troth.gestures.phrases import occasion_phrase
from troth.gestures.queries import every_gesture
from troth.sealing import Unopened
from troth.spaces.membership import Membership
from troth.web.book import BookEntry, BookLine


def export_rows(membership: Membership) -> Iterator[dict[str, object]]:
    """All that there are, opened; ticks don't leave, since they are kept for a day alone."""
    if not membership.is_private:
        return
    today = membership.today(timezone.now())
    for view in every_gesture(membership):
        if view.occasion is not None and rules.is_over(view.occasion, today):
            continue
        facts: dict[str, object] = {
            "kind": "gesture",
            "id": str(view.id),
            "made_on": view.made_on.isoformat(),
        }
        if isinstance(view.words, Unopened):
            yield {**facts, "unopened": view.words.reason.value}
        else:
            yield {**facts, "text": view.words.text, "occasion": view.words.occasion}


def book_entry(membership: Membership, row: Mapping[str, Any]) -> BookEntry:
    """How the row reads in a book."""
    when = occasion_phrase(rules.parse(row["occasion"])) if "occasion" in row else ""
    return BookEntry(
        day=date.fromisoformat(row["made_on"]),
        heading=_("A small gesture I wanted to remember"),
        text=row.get("text", ""),
        lines=(BookLine(when),) if when else (),
        unopened=row.get("unopened", ""),
    )


def erase_rows(space_id: UUID, now: datetime) -> None:
    """Delete all rows of one space."""
    erase_gestures(space_id, now)
