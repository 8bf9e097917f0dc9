"""How promises read in the book that somebody takes along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from troth.promises.due import DueKind, DueValue
from troth.promises.landings.rules import LandingKind
from troth.promises.rhythms.export import rhythm_lines
from troth.promises.rules import State
from troth.spaces.membership import Membership
from troth.web.book import BookEntry, BookLine, earlier_lines, full_date

Facts = Mapping[str, Any]
# What may stand with an ending beside its note.
SAID_MORE = ("what_happened", "like_for_you", "will_do", "shared_with")


def book_entry(membership: Membership, row: Facts) -> BookEntry:
    """How a row of `export_rows` reads."""
    is_rhythm = row["kind"] == "rhythm"
    lines = rhythm_lines(row) if is_rhythm else _lines(membership, row)
    return BookEntry(
        day=date.fromisoformat(row["made_on"]),
        heading=_heading(membership, is_mine=row["is_mine"], is_rhythm=is_rhythm),
        text=row.get("text", ""),
        lines=() if "unopened" in row else tuple(lines),
        unopened=row.get("unopened", ""),
        is_theirs=not row["is_mine"],
    )


def _heading(membership: Membership, *, is_mine: bool, is_rhythm: bool) -> str:
    if is_mine:
        return _("I promised, in a rhythm") if is_rhythm else _("I promised")
    said = _("%(name)s promised, in a rhythm") if is_rhythm else _("%(name)s promised")
    return said % {"name": membership.partner_called}


def _lines(membership: Membership, row: Facts) -> Iterator[BookLine]:
    yield from _written(row, "cue")
    if row.get("is_smaller"):
        yield BookLine(_("something smaller than what was asked"))
    yield BookLine(_due(DueValue.parse(row["due"]), membership))
    if row.get("is_in_a_rhythm"):
        yield BookLine(_("in a rhythm"))
    if row.get("follows"):
        yield BookLine(_("in place of one that was moved"))
    for ending in row.get("endings", ()):
        yield from _ending(membership, ending)
    if "landing" in row:
        yield from _landing(membership, row["landing"])


def _ending(membership: Membership, ending: Facts) -> Iterator[BookLine]:
    day = full_date(date.fromisoformat(ending["happened_on"]))
    if "unopened" in ending:
        yield BookLine(_unopened(ending["unopened"]) % {"day": day})
        return
    said = _how_it_ended(State(ending["state"]), ending["is_late"])
    yield BookLine(said % {"day": day, "name": membership.partner_called})
    yield from _written(ending, "note", "what_happened", "like_for_you", "will_do")


def _landing(membership: Membership, landing: Facts) -> Iterator[BookLine]:
    facts = {
        "day": full_date(date.fromisoformat(landing["recorded_on"])),
        "name": membership.partner_called,
    }
    if "unopened" in landing:
        yield BookLine(_unopened(landing["unopened"]) % facts)
        return
    kind = LandingKind(landing["landed"]) if landing["landed"] else LandingKind.WORDS
    said = _i_said(kind) if landing["is_mine"] else _they_said(kind)
    yield BookLine(said % facts)
    if landing.get("was_corrected"):
        yield BookLine(_("said before it was corrected"))
    yield from _written(landing, "line")


def _written(facts: Facts, *names: str) -> Iterator[BookLine]:
    """What somebody wrote under these names, and what stood there before."""
    for name in names:
        if facts.get(name):
            yield BookLine(facts[name], is_written=True)
    yield from earlier_lines(facts)
    if "taken_back" in facts:
        yield BookLine(_("the words were taken back"))


def _due(due: DueValue, membership: Membership) -> str:
    day = full_date(due.on)
    if due.kind is DueKind.WEEK:
        return _("due in the week of %(date)s") % {"date": day}
    if due.at is None:
        return _("due on %(date)s") % {"date": day}
    facts = {"date": day, "time": time_format(due.at), "zone": due.zone}
    if due.zone == membership.zone.key:
        return _("due on %(date)s at %(time)s") % facts
    return _("due on %(date)s at %(time)s (%(zone)s)") % facts


def _how_it_ended(state: State, is_late: bool) -> str:
    return {
        State.KEPT: _("kept a little later, on %(day)s") if is_late else _("kept on %(day)s"),
        State.MOVED: _("moved on %(day)s, before it was due"),
        State.WITHDRAWN: _("taken back on %(day)s, before it was due"),
        State.RELEASED: _("%(name)s released me from it on %(day)s"),
        State.OWNED: _("it didn’t happen; said on %(day)s"),
        State.LET_GO: _("let go on %(day)s"),
        State.SHARED: _("shared on %(day)s"),
        State.OPEN: _("opened again on %(day)s"),
    }[state]


def _i_said(kind: LandingKind) -> str:
    return {
        LandingKind.THANKS: _("I said thanks on %(day)s"),
        LandingKind.NOTICED: _("I said on %(day)s that I noticed"),
        LandingKind.WORDS: _("I said on %(day)s how it landed"),
        LandingKind.DIFFERENTLY: _("I said on %(day)s that I remember it differently"),
    }[kind]


def _they_said(kind: LandingKind) -> str:
    return {
        LandingKind.THANKS: _("%(name)s said thanks on %(day)s"),
        LandingKind.NOTICED: _("%(name)s said on %(day)s: “I noticed”"),
        LandingKind.WORDS: _("%(name)s said on %(day)s how it landed"),
        LandingKind.DIFFERENTLY: _("%(name)s said on %(day)s: “I remember it differently”"),
    }[kind]


def _unopened(reason: str) -> str:
    if reason == "gone":
        return _("what was said on %(day)s isn’t there any more")
    return _("what was said on %(day)s can’t be opened")
