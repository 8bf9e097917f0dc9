"""What became of a yes: the promise, as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from troth.promises import queries as promises
from troth.sealing import Unopened
from troth.spaces.membership import Membership


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise by its words; `unopened` names a reason in place of them."""

    id: UUID
    is_mine: bool
    text: str
    unopened: str = ""


def promised(membership: Membership, ids: Iterable[UUID]) -> dict[UUID, Promised]:
    """Those of the promises that stand on the reader's pages, by id."""
    found = {}
    for promise_id, view in promises.promises_by_id(membership, ids).items():
        unopened = view.words.reason.name.lower() if isinstance(view.words, Unopened) else ""
        text = "" if isinstance(view.words, Unopened) else view.words.text
        found[promise_id] = Promised(promise_id, view.is_mine, text, unopened)
    return found
