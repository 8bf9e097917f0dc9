"""How needs leave, and how they are taken back and erased."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from troth.grounds.needs.queries import NeedView, readable_needs
from troth.sealing import Unopened
from troth.spaces.membership import Membership
from troth.spaces.wording import read_earlier
from troth.web.book import BookEntry, BookLine, earlier_lines, full_date

KIND = "need"


def need_rows(membership: Membership) -> Iterator[dict[str, object]]:
    """All of one's own, those that rest among them; of the partner's what stands."""
    return (_need(view) for view in readable_needs(membership))


def need_entry(membership: Membership, row: Mapping[str, Any]) -> BookEntry:
    """How the row reads in a book."""
    heading = _("What I need")
    if not row["is_mine"]:
        heading = _("What %(name)s needs") % {"name": membership.partner_called}
    elif row["rests_on"] is not None:
        heading = _("What I needed")
    return BookEntry(
        day=date.fromisoformat(row["made_on"]),
        heading=heading,
        text=row.get("text", ""),
        lines=tuple(_lines(row)),
        unopened=row.get("unopened", ""),
        is_theirs=not row["is_mine"],
    )


def _need(view: NeedView) -> dict[str, object]:
    facts: dict[str, object] = {
        "kind": KIND,
        "id": str(view.id),
        "is_mine": view.is_mine,
        "made_on": view.made_on.isoformat(),
        "rests_on": view.rests_on.isoformat() if view.rests_on else None,
    }
    if isinstance(view.words, Unopened):
        return {**facts, "unopened": view.words.reason.value}
    if view.words.taken_back:
        return {**facts, "text": "", "taken_back": True}
    facts["text"] = view.words.text
    earlier = [
        {"until": each.on.isoformat() if each.on else None, "text": each.text}
        for each in read_earlier(view.words.earlier)
    ]
    return {**facts, "earlier": earlier} if earlier else facts


def _lines(row: Mapping[str, Any]) -> Iterator[BookLine]:
    if row.get("taken_back"):
        yield BookLine(_("the words were taken back"))
    yield from earlier_lines(row)
    if row["rests_on"] is not None:
        rests_on = full_date(date.fromisoformat(row["rests_on"]))
        yield BookLine(_("let rest on %(day)s") % {"day": rests_on})
