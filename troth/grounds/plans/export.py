"""How plans leave: one's own alone, while they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from troth.grounds.plans.queries import PlanView, own_plans
from troth.sealing import Unopened
from troth.spaces.ids import day_of
from troth.spaces.membership import Membership
from troth.web.book import BookEntry, BookLine, full_date

KIND = "plan"


def plan_rows(membership: Membership) -> Iterator[dict[str, object]]:
    """Not the partner's: kept in files, they would tell of somebody's weeks for good."""
    return (_plan(view) for view in own_plans(membership, timezone.now()))


def plan_entry(row: Mapping[str, Any]) -> BookEntry:
    """How the row reads in a book."""
    on, until_on = date.fromisoformat(row["on"]), date.fromisoformat(row["until_on"])
    when = _("for %(day)s") if on == until_on else _("for the week of %(day)s")
    return BookEntry(
        day=_said_on(row, on),
        heading=_("What I planned"),
        text=row.get("text", ""),
        lines=() if "unopened" in row else (BookLine(when % {"day": full_date(on)}),),
        unopened=row.get("unopened", ""),
    )


def _said_on(row: Mapping[str, Any], on: date) -> date:
    try:
        return day_of(UUID(row["id"]))
    except ValueError:
        return on


def _plan(view: PlanView) -> dict[str, object]:
    facts: dict[str, object] = {
        "kind": KIND,
        "id": str(view.id),
        "on": view.on.isoformat(),
        "until_on": view.until_on.isoformat(),
    }
    if isinstance(view.words, Unopened):
        return {**facts, "unopened": view.words.reason.value}
    return {**facts, "text": view.words.text}
