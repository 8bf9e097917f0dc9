"""What stands sealed about a member."""

from __future__ import annotations

from dataclasses import dataclass

from troth.sealing import Words


@dataclass(frozen=True, slots=True, repr=False)
class MemberWords(Words):
    """What somebody is called in a space, in their own words."""

    called: str
