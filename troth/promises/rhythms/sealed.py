"""Opens what was signed of a rhythm, and finds in it what a promise of one of its days says."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from troth.promises.due import DueValue
from troth.promises.rhythms.words import RhythmWords
from troth.promises.rules import State
from troth.promises.words import PromiseWords
from troth.sealing import Opened, Reason, Unopened, open_words
from troth.spaces.membership import Membership

RHYTHM_TABLE = "promises.rhythm"


def opened_words(
    membership: Membership, rhythm_id: UUID, maker_id: UUID, sealed: bytes
) -> RhythmWords | Unopened:
    """A rhythm's words; `sealed` isn't empty."""
    context = membership.context(RHYTHM_TABLE, rhythm_id, maker_id)
    opened = open_words(membership.keys, context, sealed, RhythmWords)
    return opened.words if isinstance(opened, Opened) else opened


def words_of_day(membership: Membership, row: Any, due: DueValue | None) -> PromiseWords | Unopened:
    """What a promise without words of its own says: its rhythm's, where that bears out its day.

    `row` is a promise with its rhythm's words as `rhythm_words`, which aren't empty.
    """
    found = opened_words(membership, row.rhythm_id, row.maker_id, row.rhythm_words)
    if isinstance(found, Unopened):
        return found
    try:
        is_open = row.state == State.OPEN.value
        is_meant = due is not None and found.timetable().bears_out(due, is_open=is_open)
    except ValueError:
        is_meant = False
    is_as_signed = is_meant and due is not None and due.instant() == row.due_at
    if due is None or not is_as_signed or row.made_on.isoformat() != found.made_on:
        return Unopened(Reason.ALTERED)
    return PromiseWords(
        text=found.text,
        cue=found.cue,
        due=due.as_text(),
        made_on=found.made_on,
        follows="",
        kind=found.kind,
        rhythm=str(row.rhythm_id),
        taken_back=found.taken_back,
    )
