"""A membership: one person's way into one space, with the keys to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from troth.sealing import Context, KeyRing, Unopened
from troth.spaces.days import local_day

MINE = "mine"
OURS = "ours"


@dataclass(frozen=True, slots=True)
class Partner:
    """The other one in a shared space, by what they want to be called there."""

    person_id: UUID
    called: str | Unopened
    takes_replies: bool = True
    has_left: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """Every query for content takes one; `keys` is None while the browser is locked.

    `where` is how addresses name the space: "mine", "ours", or the id of one that has ended.
    On the private one stands whether the person has joined somebody, or is joined by somebody,
    while the two haven't both confirmed, and until when nothing asks for anything. `own` is the
    person's private one, where this is another; `has_breaks` says whether any break stands in the
    space, so that most need not look.
    """

    space_id: UUID
    member_id: UUID
    person_id: UUID
    is_private: bool
    zone: ZoneInfo
    keys: KeyRing | None
    called: str | Unopened
    made_on: date
    where: str = MINE
    partner: Partner | None = None
    ended_on: date | None = None
    epoch: int = 1
    is_away: bool = False
    quiet_until: datetime | None = None
    takes_replies: bool = True
    has_joined: bool = False
    is_joined: bool = False
    has_breaks: bool = False
    own: Membership | None = None

    @property
    def partner_called(self) -> str:
        """The partner's name; "your partner" where it can't be opened."""
        if self.partner is None or not isinstance(self.partner.called, str):
            return _("your partner")
        return self.partner.called

    @property
    def partner_at_start(self) -> str:
        """The same where a sentence begins with it."""
        if self.partner is None or not isinstance(self.partner.called, str):
            return _("Your partner")
        return self.partner.called

    @property
    def has_ended(self) -> bool:
        return self.ended_on is not None

    def context(self, table: str, row_id: UUID, author_id: UUID | None = None) -> Context:
        """Where a row of this space stands, for sealing and opening; the author is oneself."""
        return Context(table, self.space_id, row_id, author_id or self.person_id)

    def is_quiet(self, now: datetime) -> bool:
        """Whether the person has said that it's enough for today."""
        return self.quiet_until is not None and now < self.quiet_until

    def ring(self) -> KeyRing:
        """The keys, for a write. Raises Locked when there are none."""
        if self.keys is None:
            raise Locked
        return self.keys

    def today(self, now: datetime) -> date:
        """The person's day, which turns at 04:00 where they are."""
        return local_day(now, self.zone)


class Locked(Exception):
    """A locked session writes nothing; the page says how to open it again."""
