"""Breathing along with a circle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from troth.content.files import Entry
from troth.practices.step import Place, Step

SHORTEST_S, LONGEST_S = 10, 15 * 60
LONGEST_BREATH_S = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Breathe(Step):
    kind: ClassVar[str] = "breathe"

    seconds: int
    breathe_in: int
    breathe_out: int
    after: str

    @classmethod
    def own_fields(cls, entry: Entry) -> dict[str, Any]:
        return {
            "seconds": entry.number("seconds", SHORTEST_S, LONGEST_S),
            "breathe_in": entry.number("breathe_in", 1, LONGEST_BREATH_S),
            "breathe_out": entry.number("breathe_out", 1, LONGEST_BREATH_S),
            "after": entry.optional_text("after"),
        }

    def own_texts(self) -> Mapping[Place, str]:
        return {("after",): self.after}
