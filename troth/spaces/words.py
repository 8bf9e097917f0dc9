"""What stands sealed about a member."""

from __future__ import annotations

from dataclasses import dataclass

from troth.sealing import Words


@dataclass(frozen=True, slots=True, repr=False)
class MemberWords(Words):
    """What somebody is called in a space, in their own words.

    `takes_replies`: whether the partner may say how their promises landed.
    """

    called: str
    takes_replies: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class InvitationWords(Words):
    """What the inviter keeps: the code as 40 hex digits, the space to come as a UUID."""

    code: str
    first_words: str
    called: str
    space: str


@dataclass(frozen=True, slots=True, repr=False)
class JoiningWords(Words):
    """What the joiner keeps: the inviter's keys in hex, ids as UUIDs."""

    invitation: str
    inviter: str
    inviter_called: str
    verify: str
    sharing: str


@dataclass(frozen=True, slots=True, repr=False)
class BreakWords(Words):
    """The days of a break, signed: the first and, unless it has no end, the last one.

    In the private space `copy` and `copy_space` name what was told to a partner, as UUIDs; empty
    while nothing is.
    """

    from_on: str
    until_on: str | None
    made_on: str
    copy: str = ""
    copy_space: str = ""
