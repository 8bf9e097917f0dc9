"""What stands sealed about a person's sessions."""

from __future__ import annotations

from dataclasses import dataclass

from troth.sealing import Words


@dataclass(frozen=True, slots=True, repr=False)
class SessionWords(Words):
    """The name that a person gave to one of their browsers."""

    name: str
