"""A few words of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms

from troth.content.files import Entry
from troth.practices.step import Given, Step, one_field, written

if TYPE_CHECKING:
    from troth.practices.scene import Scene

LONGEST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Write(Step):
    kind: ClassVar[str] = "write"
    gives: ClassVar[bool] = True

    is_long: bool

    @classmethod
    def own_fields(cls, entry: Entry) -> dict[str, Any]:
        return {"is_long": entry.flag("long")}

    def form(self, data: Any, scene: Scene, given: Given | None) -> forms.Form:
        field = written(self.prompt, 8 if self.is_long else 4, LONGEST, self.hint)
        return one_field(data, "text", field, given.text if given else "")

    def hand_in(self, facts: Mapping[str, Any], scene: Scene, token: UUID) -> Given | None:
        return Given(facts["text"]) if facts["text"] else None
