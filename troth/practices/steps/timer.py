"""Some quiet time, with a soft sound at its start and end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from troth.content.files import Entry
from troth.practices.step import Place, Step

SHORTEST_S, LONGEST_S = 5, 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer(Step):
    """`is_dark`: the screen goes dark and stays awake meanwhile."""

    kind: ClassVar[str] = "timer"

    seconds: int
    is_dark: bool
    after: str

    @classmethod
    def own_fields(cls, entry: Entry) -> dict[str, Any]:
        return {
            "seconds": entry.number("seconds", SHORTEST_S, LONGEST_S),
            "is_dark": entry.flag("dark"),
            "after": entry.optional_text("after"),
        }

    def own_texts(self) -> Mapping[Place, str]:
        return {("after",): self.after}
