"""What stands sealed about a focus."""

from __future__ import annotations

from dataclasses import dataclass

from troth.sealing import Words


@dataclass(frozen=True, slots=True, repr=False)
class FocusWords(Words):
    """The chosen habit, by its id in content/, and the day of the choice as an ISO date."""

    habit: str
    chosen_on: str
