"""What a capability is given to offer its cards: who looks, what is due, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from troth.record.models import Kind
from troth.record.queries import DueRow
from troth.spaces.breaks.queries import NONE_KNOWN, KnownBreaks
from troth.spaces.membership import OURS, Membership


@dataclass(frozen=True, slots=True)
class Agenda:
    """One person's Today: their memberships (private first), what is due, by kind, and breaks."""

    memberships: Sequence[Membership]
    due: Mapping[Kind, Sequence[DueRow]]
    now: datetime
    breaks: KnownBreaks = NONE_KNOWN

    @property
    def is_on_break(self) -> bool:
        """Whether nothing is asked of the person today."""
        return self.breaks.mine.in_break(self.mine().today(self.now))

    def mine(self) -> Membership:
        return self.memberships[0]

    def ours(self) -> Membership | None:
        """The space of the two that goes on, unless the person has stepped away from it."""
        shared = (each for each in self.memberships if each.where == OURS and not each.is_away)
        return next(shared, None)

    def due_in(self, membership: Membership, kind: Kind) -> list[DueRow]:
        """What of one kind is due in one space, soonest first."""
        return [row for row in self.due.get(kind, ()) if row.space_id == membership.space_id]
