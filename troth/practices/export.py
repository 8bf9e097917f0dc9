"""How runs and answers leave, and how they are taken back and erased."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from heapq import merge
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from troth.practices import queries
from troth.practices.actions import erase_runs
from troth.practices.challenges.rules import STEP
from troth.practices.finding import title_of
from troth.practices.opening import AnswerView, Gone, RunView, SharedView
from troth.practices.rituals.actions import erase_rituals
from troth.practices.rituals.pages import ritual_names
from troth.practices.rituals.queries import picked
from troth.practices.sharing.actions import erase_shared, take_back_shared
from troth.practices.sharing.queries import REPLY, every_readable
from troth.practices.tonight.actions import erase_choices, take_back_choices
from troth.practices.tonight.queries import NOBODY, choices_of
from troth.practices.words import AnswerWords, RunWords
from troth.sealing import Unopened
from troth.spaces.membership import Membership
from troth.spaces.wording import read_earlier
from troth.web.book import BookEntry, BookLine, earlier_lines, full_date


def export_rows(membership: Membership) -> Iterator[dict[str, object]]:
    """In private every run with what was given in it; between two what one may read by now.

    What waits for both to have answered leaves with whoever gave it alone.
    """
    chosen = sorted(_own_choices(membership), key=_id)
    if membership.is_private:
        runs = (_run(view, answers) for view, answers in queries.all_runs(membership))
        yield from merge(chosen, runs, key=_id)
    else:
        answers = (_shared(each) for each in every_readable(membership))
        yield from merge(chosen, answers, key=_id)


def book_entry(membership: Membership, row: Mapping[str, Any]) -> BookEntry:
    """How the row reads in a book."""
    if row["kind"] == "own-question":
        return BookEntry(
            day=date.fromisoformat(row["written_on"]),
            heading=_("A question of my own"),
            text=row["text"],
        )
    if row["kind"] == "ritual":
        return BookEntry(
            day=date.fromisoformat(row["made_on"]),
            heading=_("A ritual I picked"),
            text=ritual_names(row["practice"])[0],
        )
    if row["kind"] == "practice-run":
        return BookEntry(
            day=date.fromisoformat(row["begun_on"]),
            heading=title_of(row.get("practice", "")) or _("A practice"),
            text="",
            lines=tuple(_lines_of_run(row)),
            unopened=row.get("unopened", ""),
        )
    return BookEntry(
        day=date.fromisoformat(row["given_on"]),
        heading=_heading(membership, row),
        text=row.get("text", ""),
        lines=tuple(_lines_of_shared(row)),
        unopened=row.get("unopened", ""),
        is_theirs=not row["is_mine"],
    )


def take_back_rows(space_id: UUID, person_id: UUID, now: datetime) -> None:
    """Empty what one person handed over in a space; needs no key."""
    take_back_shared(space_id, person_id, now)
    take_back_choices(space_id, person_id, now)


def erase_rows(space_id: UUID, now: datetime) -> None:
    """Delete all rows of one space."""
    erase_runs(space_id, now)
    erase_shared(space_id, now)
    erase_choices(space_id, now)
    erase_rituals(space_id, now)


def _id(row: Mapping[str, object]) -> str:
    """In the order of their ids, which hold the day: a book is put together as it is read."""
    return str(row["id"])


def _own_choices(membership: Membership) -> Iterator[dict[str, object]]:
    """One's own questions, and in private the rituals that one has picked."""
    own = choices_of(membership).get(membership.person_id, NOBODY).own
    for question in own:
        if question.text:
            yield {
                "kind": "own-question",
                "id": question.id,
                "written_on": question.written_on.isoformat(),
                "text": question.text,
            }
    for ritual in picked(membership) if membership.is_private else ():
        yield {
            "kind": "ritual",
            "id": str(ritual.id),
            "made_on": ritual.made_on.isoformat(),
            "practice": ritual.practice,
            "days": ritual.recurrence.as_text(),
            "at": ritual.at.strftime("%H:%M"),
        }


def _run(view: RunView, answers: list[AnswerView]) -> dict[str, object]:
    facts: dict[str, object] = {
        "kind": "practice-run",
        "id": str(view.id),
        "begun_on": view.begun_on.isoformat(),
        "state": view.state.value,
    }
    if not isinstance(view.words, RunWords):
        return {**facts, "unopened": view.words.reason.value}
    facts |= {"practice": view.words.practice}
    if view.words.days:
        facts |= {"days": view.words.days}
    return {**facts, "answers": [_given(each.words) for each in answers]}


def _given(words: AnswerWords) -> dict[str, object]:
    given: dict[str, object] = {
        "prompt": words.prompt,
        "text": words.text,
        "is_draft": words.is_draft,
    }
    if words.step.startswith(STEP):
        given |= {"day": words.step.removeprefix(STEP), "promise": words.value[0]}
    return given


def _shared(view: SharedView) -> dict[str, object]:
    facts: dict[str, object] = {
        "kind": "practice-answer",
        "id": str(view.id),
        "is_mine": view.is_mine,
        "given_on": view.given_on.isoformat(),
    }
    words = view.words
    if isinstance(words, Unopened):
        return {**facts, "unopened": "gone" if isinstance(words, Gone) else words.reason.value}
    facts |= {
        "practice": words.practice,
        "prompt": words.prompt,
        "text": words.text,
        "earlier": [
            {"until": each.on.isoformat() if each.on else None, "text": each.text}
            for each in read_earlier(words.earlier)
        ],
    }
    return {**facts, "taken_back": True} if words.taken_back else facts


def _heading(membership: Membership, row: Mapping[str, Any]) -> str:
    if row.get("prompt"):
        return str(row["prompt"])
    if row.get("practice") == REPLY:
        said = _("My word back"), _("A word back from %(name)s")
    else:
        said = _("What I told"), _("What %(name)s told")
    mine, theirs = said
    return mine if row["is_mine"] else theirs % {"name": membership.partner_called}


def _lines_of_run(row: Mapping[str, Any]) -> Iterator[BookLine]:
    for each in row.get("answers", ()):
        day = each.get("day")
        yield BookLine(full_date(date.fromisoformat(day)) if day else each["prompt"])
        yield BookLine(each["text"], is_written=True)


def _lines_of_shared(row: Mapping[str, Any]) -> Iterator[BookLine]:
    if row.get("taken_back"):
        yield BookLine(_("taken back"))
    yield from earlier_lines(row)
