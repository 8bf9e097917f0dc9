"""Something that becomes a promise, a need or a plan, and stands there from then on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.urls import reverse

from troth.content.files import Entry
from troth.practices.landing import LANDINGS
from troth.practices.step import Given, Place, Step

if TYPE_CHECKING:
    from troth.practices.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Step):
    """`into` names where it lands: troth.practices.landing knows each."""

    kind: ClassVar[str] = "promise"
    stands_by_itself: ClassVar[bool] = True

    into: str
    example: str

    @classmethod
    def own_fields(cls, entry: Entry) -> dict[str, Any]:
        return {
            "into": entry.one_of("into", LANDINGS),
            "example": entry.optional_text("example"),
        }

    def own_texts(self) -> Mapping[Place, str]:
        return {("example",): self.example}

    @property
    def is_answered(self) -> bool:
        return True

    def form(self, data: Any, scene: Scene, given: Given | None) -> forms.Form:
        return LANDINGS[self.into].form(data, scene)

    def context(self, scene: Scene) -> dict[str, object]:
        return {"landing": LANDINGS[self.into]}

    def hand_in(self, facts: Mapping[str, Any], scene: Scene, token: UUID) -> Given | None:
        if not facts["text"]:
            return None
        landed = LANDINGS[self.into].land(facts, scene, token)
        return Given(facts["text"], (str(landed),))

    def ways_on(self, given: Given) -> list[tuple[str, str]]:
        landing = LANDINGS[self.into]
        return [(str(landing.page_label), reverse(landing.page))]
