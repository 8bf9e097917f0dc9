"""Something to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from troth.content.files import Entry
from troth.content.lessons import paragraphs
from troth.practices.step import Place, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Read(Step):
    kind: ClassVar[str] = "read"

    paragraphs: tuple[str, ...]

    @classmethod
    def own_fields(cls, entry: Entry) -> dict[str, Any]:
        return {"paragraphs": paragraphs(entry.text("text"))}

    def own_texts(self) -> Mapping[Place, str]:
        return {("text",): "\n".join(self.paragraphs)}
