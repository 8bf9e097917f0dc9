"""How asks leave, and how they are taken back and erased."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from heapq import merge
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from troth.asks import queries
from troth.asks.actions import erase_asks, take_back_asks
from troth.asks.opening import AnswerView, AskView
from troth.asks.rules import AnswerKind, Standing
from troth.sealing import Unopened
from troth.spaces.membership import Membership
from troth.spaces.wording import read_earlier
from troth.web.book import BookEntry, BookLine, earlier_lines, full_date


def export_rows(membership: Membership) -> Iterator[dict[str, object]]:
    """One's own asks and answers, and of the other's what a page shows at the time.

    What was set aside doesn't leave: it is forgotten with its ask, and whoever made an export
    together with the asker would tell them by it.
    """
    if membership.is_private:
        return
    now = timezone.now()
    asks = (_ask(view) for view in queries.readable_asks(membership, now))
    answers = (
        _own_answer(answer, _answered_ask(membership, ask, now))
        for answer, ask in queries.answers_with_asks(membership)
    )
    # In the order of their ids, which hold the day: a book is put together as it is read.
    yield from merge(asks, answers, key=lambda row: str(row["id"]))


def book_entry(membership: Membership, row: Mapping[str, Any]) -> BookEntry:
    """How the row reads in a book."""
    if row["kind"] == "answer":
        return BookEntry(
            day=date.fromisoformat(row["answered_on"]),
            heading=_answer_heading(row),
            text=row.get("line", ""),
            lines=tuple(_lines_of_answered(membership, row.get("ask"))),
            unopened=row.get("unopened", ""),
        )
    heading = _("I asked")
    if not row["is_mine"]:
        heading = _("%(name)s asked") % {"name": membership.partner_called}
    return BookEntry(
        day=date.fromisoformat(row["asked_on"]),
        heading=heading,
        text=row.get("text", ""),
        lines=tuple(_lines(membership, row)),
        unopened=row.get("unopened", ""),
        is_theirs=not row["is_mine"],
    )


def erase_rows(space_id: UUID, now: datetime) -> None:
    """Delete all rows of one space."""
    erase_asks(space_id, now)


def take_back_rows(space_id: UUID, person_id: UUID, now: datetime) -> None:
    """Empty what one person asked and answered in a space; needs no key."""
    take_back_asks(space_id, person_id, now)


def _ask(view: AskView) -> dict[str, object]:
    facts: dict[str, object] = {
        "kind": "ask",
        "id": str(view.id),
        "is_mine": view.is_mine,
        "asked_on": view.asked_on.isoformat(),
        "is_taken_back": view.is_taken_back,
    }
    if view.answer is not None and not view.answer.is_mine:
        # Without the promise's id: it would open the page that says how it ended.
        facts["answer"] = {
            name: said for name, said in _answer(view.answer).items() if name != "promise"
        }
    if isinstance(view.words, Unopened):
        return {**facts, "unopened": view.words.reason.value}
    earlier = [
        {"until": each.on.isoformat(), "text": each.text}
        for each in read_earlier(view.words.earlier)
        if each.on is not None
    ]
    return {**facts, "text": view.words.text, "earlier": earlier}


def _own_answer(view: AnswerView, ask: dict[str, str]) -> dict[str, object]:
    facts = {"kind": "answer", "is_mine": True, "id": str(view.id), **_answer(view)}
    return {**facts, "ask": ask} if ask else facts


def _answered_ask(membership: Membership, view: AskView | None, now: datetime) -> dict[str, str]:
    """Which ask an answer belongs to: by its day, with its words while a page shows them."""
    if view is None:
        return {}
    facts = {"id": str(view.id), "asked_on": view.asked_on.isoformat()}
    is_shown = not membership.has_ended and view.standing(now) is not Standing.GONE
    if isinstance(view.words, Unopened) or not is_shown:
        return facts
    return {**facts, "text": view.words.text}


def _answer(view: AnswerView) -> dict[str, object]:
    facts: dict[str, object] = {"answered_on": view.answered_on.isoformat()}
    if isinstance(view.words, Unopened):
        return {**facts, "unopened": view.words.reason.value}
    promise = {"promise": view.words.promise} if view.words.promise else {}
    return {**facts, "answer": view.words.kind, "line": view.words.line, **promise}


def _answer_heading(row: Mapping[str, Any]) -> str:
    """Asked by the other, answered by oneself; what can't be opened was at least an answer."""
    return {
        AnswerKind.YES.value: _("I said yes to an ask"),
        AnswerKind.SMALLER.value: _("I said something smaller to an ask"),
        AnswerKind.NO.value: _("I said no to an ask"),
    }.get(row.get("answer", ""), _("I answered an ask"))


def _lines_of_answered(membership: Membership, ask: Mapping[str, str] | None) -> Iterator[BookLine]:
    if ask is None:
        return
    facts = {
        "name": membership.partner_called,
        "day": full_date(date.fromisoformat(ask["asked_on"])),
    }
    if "text" not in ask:
        yield BookLine(_("to what %(name)s asked on %(day)s") % facts)
        return
    yield BookLine(_("to what %(name)s asked on %(day)s:") % facts)
    yield BookLine(ask["text"], is_written=True)


def _lines(membership: Membership, row: Mapping[str, Any]) -> Iterator[BookLine]:
    if row["is_taken_back"]:
        yield BookLine(_("taken back"))
    yield from earlier_lines(row)
    answer = row.get("answer")
    if answer is None:
        return
    yield BookLine(_answer_line(answer, membership.partner_called))
    if answer.get("line"):
        yield BookLine(answer["line"], is_written=True)


def _answer_line(answer: Mapping[str, Any], name: str) -> str:
    said_on = {"name": name, "day": full_date(date.fromisoformat(answer["answered_on"]))}
    sentence = {
        AnswerKind.YES.value: _("%(name)s said yes on %(day)s"),
        AnswerKind.SMALLER.value: _("%(name)s said something smaller on %(day)s"),
        AnswerKind.NO.value: _("%(name)s said no on %(day)s"),
    }.get(answer.get("answer", ""), _("%(name)s answered on %(day)s"))
    return sentence % said_on
