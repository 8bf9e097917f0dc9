"""How promises leave, and how they are erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from troth.promises import queries
from troth.promises.actions import erase_promises
from troth.promises.opening import EndingView, PromiseView
from troth.sealing import Unopened
from troth.spaces.membership import Membership


def export_rows(membership: Membership) -> Iterator[dict[str, object]]:
    """Every promise of the space with its endings, opened, as plain values without signatures."""
    for view, endings in queries.all_promises(membership):
        yield _promise(view, endings)


def erase_rows(space_id: UUID, now: datetime) -> None:
    """Delete all rows of one space."""
    erase_promises(space_id, now)


def _promise(view: PromiseView, endings: list[EndingView]) -> dict[str, object]:
    return {
        "kind": "promise",
        "id": str(view.id),
        "is_mine": view.is_mine,
        "made_on": view.made_on.isoformat(),
        "due": view.due.as_text() if view.due else None,
        "state": view.state.value,
        "follows": str(view.follows_id) if view.follows_id else None,
        **_words(view),
        "endings": [_ending(ending) for ending in endings],
    }


def _words(view: PromiseView) -> dict[str, object]:
    if isinstance(view.words, Unopened):
        return {"unopened": view.words.reason.value}
    return {"text": view.words.text, "cue": view.words.cue}


def _ending(view: EndingView) -> dict[str, object]:
    facts: dict[str, object] = {
        "state": view.state.value,
        "happened_on": view.happened_on.isoformat(),
        "is_late": view.is_late,
    }
    if isinstance(view.words, Unopened):
        return {**facts, "unopened": view.words.reason.value}
    return {
        **facts,
        "happened_at": view.words.happened,
        "recorded_at": view.words.recorded,
        "note": view.words.note,
    }
