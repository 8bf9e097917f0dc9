"""What promises tell on Us: those that were kept, and those that were released."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from troth.promises.models import Ending
from troth.promises.opening import Gone, PromiseView, ending_view, promise_view
from troth.promises.rows import SHOWN
from troth.promises.rules import State
from troth.record.models import Kind
from troth.record.queries import EventRow
from troth.sealing import Unopened
from troth.spaces.membership import Membership
from troth.web.history import HistoryLine

TOLD = (State.KEPT, State.RELEASED)
SAID = (
    "id", "promise_id", "person_id", "number", "state", "happened_on", "is_late", "recorded_on",
    "words",
)  # fmt: skip
# Making an id of what the database gives takes time: these two are known already.
PROMISED = tuple(name for name in SHOWN if name not in ("space_id", "id"))


def may_be_told() -> Exists:
    """Of an event, by clear columns alone: whether it ends a promise that was kept or released.

    So that what is told nowhere is never read, however much of it there is.
    """
    ends = Ending.objects.filter(space_id=OuterRef("space_id"), id=OuterRef("id"))
    return Exists(ends.filter(promise__state__in=[state.value for state in TOLD]))


def history_lines(
    membership: Membership, events: Sequence[EventRow], at_most: int
) -> dict[UUID, HistoryLine]:
    """By the event's id, a line for each that is the kept or released end of a promise.

    The first `at_most` of them: to open more than a page shows would cost as much again. What was
    owned, let go or taken back is told nowhere again, and an event that no ending bears out is
    none.
    """
    ends = [event for event in events if event.kind is Kind.PROMISE]
    told = _told(membership, {event.target_id for event in ends})
    found: dict[UUID, HistoryLine] = {}
    if not told:
        return found
    page, said = _page_of(membership.where), _sentences(membership)
    for event in ends:
        row, endings = told.get(event.target_id, (None, []))
        if row is None or all(ending.id != event.id for ending in endings):
            continue
        view = promise_view(membership, row, [ending_view(membership, each) for each in endings])
        if _bears_out(view, event):
            found[event.id] = _line(view, said, page.replace("*", str(row.id)))
        if len(found) == at_most:
            break
    return found


def _told(membership: Membership, ids: set[UUID]) -> dict[UUID, tuple[Any, list[Any]]]:
    """By promise, its row and those of its endings, in the order they were said; none opened."""
    if not ids:
        return {}
    rows = _rows().filter(space_id=membership.space_id, promise_id__in=list(ids))
    found: dict[UUID, tuple[Any, list[Any]]] = {}
    for row in rows:
        ending = SimpleNamespace(**dict(zip(SAID, row, strict=False)))
        promise_id = ending.promise_id
        if promise_id not in found:
            known = {"space_id": membership.space_id, "id": promise_id}
            columns = zip((*PROMISED, "rhythm_words"), row[len(SAID) :], strict=True)
            promise = SimpleNamespace(**dict(columns), **known)
            found[promise_id] = promise, []
        found[promise_id][1].append(ending)
    for _row, endings in found.values():
        endings.sort(key=lambda ending: ending.number)
    return found


@cache
def _rows() -> QuerySet[Any, Any]:
    # Both tables at once and without making models: most of what such a page costs is asking.
    rows = Ending.objects.filter(promise__state__in=[state.value for state in TOLD])
    promised = (f"promise__{name}" for name in PROMISED)
    return rows.values_list(*SAID, *promised, "promise__rhythm__words")


def _bears_out(view: PromiseView, event: EventRow) -> bool:
    """What can't be opened is shown as such; what opens has to say what the event does."""
    if isinstance(view.words, Unopened) or view.is_unsaid:
        return True
    return view.last is not None and (view.last.id, view.ended_on) == (event.id, event.day)


def _line(view: PromiseView, said: dict[str, str], page: str) -> HistoryLine:
    words, unopened = view.words, ""
    if isinstance(words, Gone):
        text = said["gone"]
    elif isinstance(words, Unopened):
        text, unopened = "", words.reason.name.lower()
    else:
        text = said["taken back"] if words.taken_back else words.text
    is_kept = view.state is State.KEPT
    by_me = view.is_mine is is_kept
    told = f"{'kept' if is_kept else 'released'} by {'me' if by_me else 'them'}"
    return HistoryLine(
        text=text,
        who=said[told] if view.last is not None else "",
        href=page,
        unopened=unopened,
        tick="kept" if is_kept else "quiet",
        is_theirs=not view.is_mine,
    )


def _sentences(membership: Membership) -> dict[str, str]:
    """Each looked up once a page: a list of rows says the same few."""
    name = {"name": membership.partner_called}
    return {
        "kept by me": _("you kept it"),
        "kept by them": _("%(name)s kept it") % name,
        "released by me": _("you released %(name)s from it") % name,
        "released by them": _("%(name)s released you from it") % name,
        "taken back": _("Its words were taken back."),
        "gone": _("Its words aren’t there any more."),
    }


def _page_of(where: str) -> str:
    """A promise's address with a star for its id: reversing costs as much as opening a row."""
    nil = UUID(int=0)
    return reverse("promises:page", args=[where, nil]).replace(f"/{nil}/", "/*/")
