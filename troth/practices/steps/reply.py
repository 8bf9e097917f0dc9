"""A word back to what the partner handed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms

from troth.content.files import Entry
from troth.practices.replying import ReplyForm, said_with
from troth.practices.rules import Reveal
from troth.practices.sharing.actions import reply
from troth.practices.sharing.queries import theirs_of_step
from troth.practices.step import Given, Place, Step

if TYPE_CHECKING:
    from troth.practices.opening import SharedView
    from troth.practices.scene import Scene
    from troth.practices.scripts import Practice


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Step):
    """`to` is the step whose words it answers; `care` are words that one tap says."""

    kind: ClassVar[str] = "reply"

    to: str
    care: tuple[str, ...]

    @classmethod
    def own_fields(cls, entry: Entry) -> dict[str, Any]:
        return {"to": entry.slug("to"), "care": entry.texts("care")}

    def own_texts(self) -> Mapping[Place, str]:
        return {("care",): "\n".join(self.care)}

    def check_among(self, practice: Practice) -> None:
        step = practice.step(self.to)
        if step is None:
            raise ValueError(f"'to' is '{self.to}', which is no step of it")
        if set(step.reveals) <= {Reveal.PRIVATE}:
            raise ValueError(f"'{self.to}' never goes to the other, so nobody can reply to it")

    def is_shown(self, scene: Scene) -> bool:
        """Where the other has handed something over that has no word back yet."""
        return self._theirs(scene) is not None

    def _theirs(self, scene: Scene) -> SharedView | None:
        ours = scene.ours
        if ours is None:
            return None
        said = scene.practice.id, scene.words.occasion, self.to
        return scene.once(f"reply {self.to}", lambda: theirs_of_step(ours, *said))

    def form(self, data: Any, scene: Scene, given: Given | None) -> forms.Form:
        return ReplyForm(data)

    def context(self, scene: Scene) -> dict[str, object]:
        return {"theirs": self._theirs(scene), "care": self.care}

    def hand_in(self, facts: Mapping[str, Any], scene: Scene, token: UUID) -> Given | None:
        theirs, text = self._theirs(scene), said_with(facts, self.care)
        if scene.ours is not None and theirs is not None and text:
            reply(scene.ours, theirs, text, scene.kind, scene.now, token)
        return None
