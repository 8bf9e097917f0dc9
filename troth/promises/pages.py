"""What the pages of promises show: words and phrases put together once, in Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from troth.promises.phrases import due_phrase, standing_phrase
from troth.promises.queries import PromiseView
from troth.promises.rules import Standing
from troth.sealing import Unopened
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership

# The tick that stands for each standing; the words beside it say the same.
TICKS = {
    Standing.OPEN: "open",
    Standing.NO_WORD_YET: "waiting",
    Standing.KEPT: "kept",
    Standing.MOVED: "moved",
    Standing.WITHDRAWN: "quiet",
    Standing.RELEASED: "quiet",
    Standing.OWNED: "owned",
    Standing.LET_GO: "quiet",
}


@dataclass(frozen=True, slots=True)
class ShownPromise:
    """One promise, ready for a template; `unopened` names a reason in place of the words."""

    id: UUID
    text: str
    cue: str
    when: str
    tick: str
    unopened: str
    token: UUID
    is_waiting: bool
    steps: frozenset[str]

    def may(self, step: str) -> bool:
        return step in self.steps


def shown(membership: Membership, view: PromiseView, now: datetime) -> ShownPromise:
    """Make a promise ready to show; the token is for the next word about it."""
    today = membership.today(now)
    standing = view.standing(now)
    words = view.words
    due = due_phrase(view.due, today)
    is_open = not isinstance(words, Unopened)
    return ShownPromise(
        id=view.id,
        text=words.text if not isinstance(words, Unopened) else "",
        cue=words.cue if not isinstance(words, Unopened) else "",
        when=standing_phrase(standing, due, view.ended_on, view.is_late, today) if is_open else "",
        tick=TICKS[standing],
        unopened="" if not isinstance(words, Unopened) else words.reason.name.lower(),
        token=new_id(today),
        is_waiting=standing is Standing.NO_WORD_YET,
        steps=frozenset(step.value for step in view.steps(now)),
    )


def all_shown(
    membership: Membership, views: Iterable[PromiseView], now: datetime
) -> list[ShownPromise]:
    return [shown(membership, view, now) for view in views]
