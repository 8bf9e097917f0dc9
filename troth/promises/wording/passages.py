"""A passage: words of one's own with their revision, and what may be done with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from troth.promises.wording.rules import MovedOn, Stays, WordsStay, Written
from troth.sealing import Words
from troth.spaces.membership import Membership
from troth.spaces.wording import with_earlier

W = TypeVar("W", bound=Words)


@dataclass(frozen=True, slots=True)
class Passage(Generic[W]):
    """`names` are the fields of `words` that hold text; the others are facts and never change.

    `words` keep what stood there in `earlier`, and whether they were taken back in `taken_back`.
    """

    written: Written
    promise_id: UUID
    row_id: UUID
    words: W
    names: tuple[str, ...]
    revision: int
    not_changed: Stays | None
    not_taken_back: Stays | None

    @property
    def texts(self) -> dict[str, str]:
        return {name: getattr(self.words, name) for name in self.names}

    @property
    def plain(self) -> str:
        """All of it, as it is kept once other words take its place."""
        return "\n".join(text for text in self.texts.values() if text)


def reworded(
    membership: Membership,
    passage: Passage[W],
    texts: Mapping[str, str],
    seen: int | None,
    on: date,
) -> W | None:
    """The words to sign with other texts; None where these stand there already.

    What nobody else could see leaves nothing behind. Raises WordsStay, and MovedOn for a form that
    was opened with other words than stand there now.
    """
    if passage.texts == dict(texts):
        return None
    if passage.not_changed is not None:
        raise WordsStay(passage.not_changed)
    if seen != passage.revision:
        raise MovedOn
    words = cast(Any, passage.words)
    earlier = () if membership.is_private else with_earlier(words.earlier, passage.plain, on)
    changed: W = replace(words, **texts, earlier=earlier)
    return changed


def emptied(passage: Passage[W], **more: str) -> W | None:
    """The words to sign in place of those taken back; None where they are so already.

    Raises WordsStay.
    """
    if passage.not_taken_back is Stays.TAKEN_BACK:
        return None
    if passage.not_taken_back is not None:
        raise WordsStay(passage.not_taken_back)
    nothing = dict.fromkeys(passage.names, "")
    taken: W = replace(cast(Any, passage.words), **nothing, **more, earlier=(), taken_back=True)
    return taken
