"""Which endings a past page can be asked for, where it goes on, and what words find: pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from troth.promises.rules import State


class PastEnding(StrEnum):
    """A clear column each, so that it may stand in an address."""

    KEPT = State.KEPT.value
    MOVED = State.MOVED.value
    WITHDRAWN = State.WITHDRAWN.value
    RELEASED = State.RELEASED.value
    OWNED = State.OWNED.value
    LET_GO = State.LET_GO.value
    NO_WORD = "no-word"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The row after which a page goes on: two clear columns of it."""

    due_at: datetime
    id: UUID

    def as_text(self) -> str:
        return f"{self.due_at.astimezone(UTC).replace(tzinfo=None).isoformat()}.{self.id}"


def read_cursor(text: str) -> Cursor | None:
    """None for nothing. ValueError for anything else that isn't one."""
    if not text:
        return None
    moment, _dot, row_id = text.rpartition(".")
    due_at = datetime.fromisoformat(moment)
    if due_at.tzinfo is not None:
        raise ValueError("a cursor's moment is in UTC, without saying so")
    return Cursor(due_at.replace(tzinfo=UTC), UUID(row_id))


def folded(text: str) -> str:
    """Without case and accents, as somebody types who is in a hurry."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each)).casefold()


def terms_of(text: str) -> tuple[str, ...]:
    """What has to be found, each wherever it stands."""
    return tuple(folded(text).split())


def has_all(terms: Sequence[str], texts: Iterable[str]) -> bool:
    within = folded("\n".join(texts))
    return all(term in within for term in terms)
