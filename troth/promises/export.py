"""How promises leave, and how they are taken back and erased."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from uuid import UUID

from troth.promises import actions, queries
from troth.promises.book import SAID_MORE, book_entry
from troth.promises.due import DueValue
from troth.promises.landings import actions as landings_actions
from troth.promises.landings.queries import LandingView, landings_by_promise
from troth.promises.landings.words import LandingWords
from troth.promises.opening import EndingView, PromiseView, reason_of
from troth.promises.rhythms.export import rhythm_rows
from troth.promises.rules import State
from troth.promises.words import EndingWords, PromiseWords
from troth.sealing import Unopened
from troth.spaces.membership import Membership
from troth.spaces.wording import read_earlier

__all__ = ["book_entry", "erase_rows", "export_rows", "take_back_rows"]


def export_rows(membership: Membership) -> Iterator[dict[str, object]]:
    """Every promise that the person can read, opened, as plain values without signatures.

    How one ended leaves with its maker alone; the partner's are words and a due time. What a
    rhythm alone says of a day, leaves with the rhythm.
    """
    yield from rhythm_rows(membership)
    promises = queries.all_promises(membership)
    while batch := list(islice(promises, queries.BATCH)):
        landings = landings_by_promise(membership, [view.id for view, _ in batch])
        for view, endings in batch:
            if view.is_its_rhythms and view.state is State.OPEN:
                continue
            yield _promise(membership, view, endings, landings.get(view.id))


def erase_rows(space_id: UUID, now: datetime) -> None:
    """Delete all rows of one space."""
    actions.erase_promises(space_id, now)


def take_back_rows(space_id: UUID, person_id: UUID, now: datetime) -> None:
    """Empty what one person said of promises in a space; needs no key."""
    actions.take_back_rows(space_id, person_id, now)
    landings_actions.take_back_rows(space_id, person_id, now)


def _promise(
    membership: Membership,
    view: PromiseView,
    endings: Sequence[EndingView],
    landing: LandingView | None,
) -> dict[str, object]:
    # In a private space all is one's own, also where the maker was changed from outside.
    is_mine = view.is_mine or membership.is_private
    facts: dict[str, object] = {
        "kind": "promise",
        # Without an id where it's the partner's: it would open the page that says how it ended.
        **({"id": str(view.id)} if is_mine else {}),
        "is_mine": is_mine,
        "made_on": view.made_on.isoformat(),
        "due": _due(membership, view.due, is_mine),
        **({"is_in_a_rhythm": True} if view.rhythm_id else {}),
    }
    if isinstance(view.words, Unopened):
        facts["unopened"] = reason_of(view.words)
    else:
        facts |= {"text": view.words.text, "cue": view.words.cue, **_changes(view.words)}
        if view.words.kind:
            facts["about"] = view.words.kind
        if view.words.is_smaller:
            facts["is_smaller"] = True
    if is_mine:
        facts |= {
            "state": view.state.value,
            "follows": str(view.follows_id) if view.follows_id else None,
            "endings": [_ending(membership, ending) for ending in endings],
        }
    return facts if landing is None else {**facts, "landing": _landing(view, endings, landing)}


def _due(membership: Membership, due: DueValue | None, is_mine: bool) -> str | None:
    """The partner's on the reader's own clock: the name of a zone would tell where they were."""
    if due is None:
        return None
    if is_mine:
        return due.as_text()
    on, at = due.on, None
    if due.at is not None:
        here = due.instant().astimezone(membership.zone)
        on, at = here.date(), here.time().replace(second=0, fold=0)
    return DueValue(due.kind, on, at, membership.zone.key).as_text()


def _ending(membership: Membership, view: EndingView) -> dict[str, object]:
    facts: dict[str, object] = {
        "is_mine": membership.is_private or view.person_id == membership.person_id,
        "state": view.state.value,
        "happened_on": view.happened_on.isoformat(),
        "is_late": view.is_late,
    }
    if isinstance(view.words, Unopened):
        return {**facts, "unopened": reason_of(view.words)}
    if membership.is_private:
        # Between two, what is signed tells the day alone, so its hours would mean nothing.
        facts |= {"happened_at": view.words.happened, "recorded_at": view.words.recorded}
    for name in SAID_MORE:
        if text := getattr(view.words, name):
            facts[name] = text
    return {**facts, "note": view.words.note, **_changes(view.words)}


def _landing(
    promise: PromiseView, endings: Sequence[EndingView], view: LandingView
) -> dict[str, object]:
    facts: dict[str, object] = {
        "is_mine": view.is_mine,
        "recorded_on": view.recorded_on.isoformat(),
    }
    if isinstance(view.words, Unopened):
        return {**facts, "unopened": reason_of(view.words)}
    if promise.is_mine:
        facts |= _answered(promise, endings, view)
    return {
        **facts,
        "landed": view.words.kind,
        "line": view.words.line,
        **_changes(view.words),
    }


def _answered(
    promise: PromiseView, endings: Sequence[EndingView], view: LandingView
) -> dict[str, object]:
    """Which word on the end it was said of; of the partner's that would tell how theirs ended."""
    facts: dict[str, object] = {}
    for ending in endings:
        if view.is_of(ending):
            facts["answered"] = ending.state.value
    if not view.is_of_the_last(promise):
        facts["was_corrected"] = True
    return facts


def _changes(words: PromiseWords | EndingWords | LandingWords) -> dict[str, object]:
    """What stood there before and whether it was taken back, where anything was changed at all."""
    facts: dict[str, object] = {}
    if words.earlier:
        facts["earlier"] = [
            {"until": earlier.on.isoformat() if earlier.on else None, "text": earlier.text}
            for earlier in read_earlier(words.earlier)
        ]
    if words.taken_back:
        facts["taken_back"] = True
    return facts
