"""Something from before: promises, what was said at an earlier time, the habit in focus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from troth.content.files import Entry
from troth.practices.recalling import RECALLED, Recalled
from troth.practices.step import Given, Step, one_field

if TYPE_CHECKING:
    from troth.practices.scene import Scene
    from troth.practices.scripts import Practice


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall(Step):
    """`what` names where it looks (troth.practices.recalling); `of` is a step for "answers",
    after a practice and a slash where it is another's. `picks`: one of them is chosen.
    """

    kind: ClassVar[str] = "recall"
    gives: ClassVar[bool] = True

    what: str
    of: str
    picks: bool

    @classmethod
    def own_fields(cls, entry: Entry) -> dict[str, Any]:
        what = entry.one_of("what", RECALLED)
        of = entry.optional_text("of")
        if (what == "answers") != bool(of):
            raise entry.error("'of' says of which step the answers are, and nothing else", "of")
        return {"what": what, "of": of, "picks": entry.flag("pick")}

    def check_among(self, practice: Practice) -> None:
        name, _slash, step_id = self.of.rpartition("/")
        if self.of and not name and practice.step(step_id) is None:
            raise ValueError(f"'of' is '{self.of}', which is no step of it")

    @property
    def is_answered(self) -> bool:
        return self.picks

    def _found(self, scene: Scene) -> list[Recalled]:
        return scene.once(f"{self.what} {self.of}", lambda: RECALLED[self.what](scene, self.of))

    def is_shown(self, scene: Scene) -> bool:
        return bool(self._found(scene))

    def context(self, scene: Scene) -> dict[str, object]:
        return {"recalled": self._found(scene)}

    def form(self, data: Any, scene: Scene, given: Given | None) -> forms.Form:
        if not self.picks:
            return forms.Form(data)
        field = forms.ChoiceField(
            label=self.prompt,
            required=False,
            choices=[(each.id, each.text) for each in self._found(scene)],
            widget=forms.RadioSelect,
            help_text=self.hint,
            error_messages={"invalid_choice": _("Please choose one of these.")},
        )
        return one_field(data, "picked", field, given.value[0] if given else None)

    def hand_in(self, facts: Mapping[str, Any], scene: Scene, token: UUID) -> Given | None:
        picked = facts.get("picked")
        found = next((each for each in self._found(scene) if each.id == picked), None)
        return Given(found.text, (found.id,)) if found else None
