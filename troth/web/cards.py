"""The card: what a capability offers to Today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum


class Place(IntEnum):
    """Where on Today a card stands; one LEAD at most is shown."""

    LEAD = 1
    DUE = 2
    THEIRS = 3
    LATER = 4


@dataclass(frozen=True, slots=True)
class Card:
    """A template of the capability with what it needs, which it reads as `card`.

    `suggestion` is something small that a person might promise; Today offers it with the card.
    `asks_for_promise`: this card asks for one itself, so that Today offers no other.
    """

    place: Place
    template: str
    context: Mapping[str, object] = field(default_factory=dict)
    wants_attention: bool = False
    suggestion: str = ""
    asks_for_promise: bool = False
