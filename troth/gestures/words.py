"""What stands sealed and signed about a gesture."""

from __future__ import annotations

from dataclasses import dataclass

from troth.sealing import Words


@dataclass(frozen=True, slots=True, repr=False)
class GestureWords(Words):
    """One line; `made_on` an ISO date, `occasion` as troth.gestures.rules.as_text gives it."""

    text: str
    made_on: str
    occasion: str
