"""A place on a scale whose ends have names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from troth.content.files import Entry
from troth.practices.step import Given, Place, Step, one_field

if TYPE_CHECKING:
    from troth.practices.scene import Scene

FEWEST, USUAL, MOST = 3, 5, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Step):
    """`points` places, the first called `low` and the last `high`."""

    kind: ClassVar[str] = "scale"
    gives: ClassVar[bool] = True

    low: str
    high: str
    points: int

    @classmethod
    def own_fields(cls, entry: Entry) -> dict[str, Any]:
        return {
            "low": entry.text("low"),
            "high": entry.text("high"),
            "points": entry.optional_number("points", FEWEST, MOST) or USUAL,
        }

    def own_texts(self) -> Mapping[Place, str]:
        return {("low",): self.low, ("high",): self.high}

    def form(self, data: Any, scene: Scene, given: Given | None) -> forms.Form:
        field = forms.ChoiceField(
            label=self.prompt,
            required=False,
            choices=[(str(point), str(point)) for point in range(1, self.points + 1)],
            widget=forms.RadioSelect,
            help_text=self.hint,
            error_messages={"invalid_choice": _("Please choose one of these places.")},
        )
        return one_field(data, "place", field, given.value[0] if given else None)

    def hand_in(self, facts: Mapping[str, Any], scene: Scene, token: UUID) -> Given | None:
        if not facts["place"]:
            return None
        said = {"place": facts["place"], "points": self.points, "low": self.low, "high": self.high}
        text = _("%(place)s of %(points)s, from “%(low)s” to “%(high)s”") % said
        return Given(text, (facts["place"],))
