"""One of a few answers, or several of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from troth.content.files import Entry
from troth.practices.step import Given, Place, Step, one_field

if TYPE_CHECKING:
    from troth.practices.scene import Scene

# Where an answer may lead once the run is over.
LEADS = {
    "focus": "grounds:choose",
    "library": "practices:index",
    "promise": "promises:make",
    "help": "home:help",
}


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    label: str
    leads: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose(Step):
    kind: ClassVar[str] = "choose"
    gives: ClassVar[bool] = True

    options: tuple[Option, ...]
    is_several: bool

    @classmethod
    def own_fields(cls, entry: Entry) -> dict[str, Any]:
        options = []
        for each in entry.tables("options"):
            leads = each.one_of("leads", LEADS) if each.has("leads") else ""
            options.append(Option(each.slug(), each.text("label"), leads))
            each.finish()
        if len({option.id for option in options}) < max(len(options), 2):
            raise entry.error("'options' are two or more, each with an id of its own", "options")
        return {"options": tuple(options), "is_several": entry.flag("several")}

    def own_texts(self) -> Mapping[Place, str]:
        return {
            ("options", number, "label"): option.label for number, option in enumerate(self.options)
        }

    def form(self, data: Any, scene: Scene, given: Given | None) -> forms.Form:
        kind = forms.MultipleChoiceField if self.is_several else forms.ChoiceField
        field = kind(
            label=self.prompt,
            required=False,
            choices=[(option.id, option.label) for option in self.options],
            widget=forms.CheckboxSelectMultiple if self.is_several else forms.RadioSelect,
            help_text=self.hint,
            error_messages={"invalid_choice": _("Please choose one of these.")},
        )
        chosen = list(given.value) if given else []
        initial = chosen if self.is_several else next(iter(chosen), None)
        return one_field(data, "chosen", field, initial)

    def hand_in(self, facts: Mapping[str, Any], scene: Scene, token: UUID) -> Given | None:
        said = facts["chosen"] if self.is_several else [facts["chosen"]]
        chosen = [option for option in self.options if option.id in said]
        if not chosen:
            return None
        text = pgettext("between answers", ", ").join(option.label for option in chosen)
        return Given(text, tuple(option.id for option in chosen))

    def ways_on(self, given: Given) -> list[tuple[str, str]]:
        return [
            (option.label, reverse(LEADS[option.leads]))
            for option in self.options
            if option.leads and option.id in given.value
        ]
