"""What every kind of step has in common. A kind is one class in steps/, with one template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from troth.content.files import Entry
from troth.practices.rules import Reveal

if TYPE_CHECKING:
    from troth.practices.scene import Scene
    from troth.practices.scripts import Practice

# Where in its file a text stands.
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gave at a step: how it reads, and the ids of what was chosen."""

    text: str
    value: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a script. A kind says what it reads of the file, asks, and makes of the answer.

    `gives`: whether an answer can come of it, with a rule of when the partner can read it.
    `told` is what stands above it for the partner, in place of the prompt.
    `is_closed`: what is handed over stays closed on lists until its receiver opens it.
    `stands_by_itself`: what came of it stands elsewhere, and is changed there.
    """

    kind: ClassVar[str]
    gives: ClassVar[bool] = False
    stands_by_itself: ClassVar[bool] = False

    id: str
    prompt: str
    hint: str = ""
    told: str = ""
    now_and_then: bool = False
    is_closed: bool = False
    reveals: tuple[Reveal, ...] = ()

    @classmethod
    def own_fields(cls, entry: Entry) -> dict[str, Any]:
        """What this kind takes of the step's table beyond what all have. Raises ContentError."""
        return {}

    def own_texts(self) -> Mapping[Place, str]:
        """Whatever of it people read, by its place in the step's table."""
        return {}

    def check_among(self, practice: Practice) -> None:
        """Raises ValueError where it names another step that isn't there, or can't be meant."""

    def is_shown(self, scene: Scene) -> bool:
        """Whether there is anything to do at it this time."""
        return True

    def form(self, data: Any, scene: Scene, given: Given | None) -> forms.Form:
        """What it asks, filled in with what was given before."""
        return forms.Form(data)

    def context(self, scene: Scene) -> dict[str, object]:
        """What its template shows beside the form."""
        return {}

    def hand_in(self, facts: Mapping[str, Any], scene: Scene, token: UUID) -> Given | None:
        """What came of a valid form, inside the transaction that keeps it; None for nothing."""
        return None

    def ways_on(self, given: Given) -> list[tuple[str, str]]:
        """(label, address) of where what was given leads, once the run is over."""
        return []

    @property
    def go_on(self) -> str:
        """What the button says that leads to the next step."""
        return _("Go on")

    @property
    def is_answered(self) -> bool:
        """Whether an answer to it is kept, by itself or as what it became."""
        return self.gives

    @property
    def template(self) -> str:
        return f"practices/steps/{self.kind}.html"


class WordsField(forms.CharField):
    """A browser sends two characters for a new line, and counts one."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


def written(label: Any, rows: int, most: int, hint: str = "") -> forms.CharField:
    """A field for a few lines of one's own words; nothing has to be written."""
    return WordsField(
        label=label,
        required=False,
        max_length=most,
        help_text=hint,
        widget=forms.Textarea({"rows": rows, "autocomplete": "off"}),
    )


def one_field(data: Any, name: str, field: forms.Field, initial: Any) -> forms.Form:
    """A form that asks one thing."""
    form = forms.Form(data, initial={name: initial})
    form.fields[name] = field
    return form
