"""Turns of speaking and listening, with one phone that is handed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from troth.content.files import Entry
from troth.practices.step import Place, Step

SHORTEST_S, LONGEST_S = 10, 30 * 60
MOST_ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns(Step):
    """Each speaks for `seconds` while the other listens, `rounds` times."""

    kind: ClassVar[str] = "turns"

    seconds: int
    rounds: int
    speaker: str
    listener: str
    after: str

    @classmethod
    def own_fields(cls, entry: Entry) -> dict[str, Any]:
        return {
            "seconds": entry.number("seconds", SHORTEST_S, LONGEST_S),
            "rounds": entry.number("rounds", 1, MOST_ROUNDS),
            "speaker": entry.text("speaker"),
            "listener": entry.text("listener"),
            "after": entry.optional_text("after"),
        }

    @property
    def go_on(self) -> str:
        return _("Done with these turns")

    def own_texts(self) -> Mapping[Place, str]:
        return {
            ("speaker",): self.speaker,
            ("listener",): self.listener,
            ("after",): self.after,
        }
