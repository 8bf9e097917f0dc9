"""What every step's form carries beside what it asks: who may read it, and its tokens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from troth.practices.rules import Reveal
from troth.practices.scene import Scene
from troth.practices.step import Step
from troth.web.forms import RevisionField, TokenField


class CarriedForm(forms.Form):
    """Which rule the author chose, where the script leaves it to them."""

    reveal = forms.ChoiceField(
        label=_("Who may read it?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Please choose who may read it.")},
    )
    revision = RevisionField()
    token = TokenField()

    def __init__(self, data: Any, scene: Scene, step: Step, **more: Any) -> None:
        super().__init__(data, **more)
        if len(step.reveals) < 2 or scene.ours is None:
            del self.fields["reveal"]
            return
        name = scene.ours.partner_called
        self.fields["reveal"].choices = [  # type: ignore[attr-defined]
            (rule.value, rule_label(rule, name)) for rule in step.reveals
        ]


def rule_label(rule: Reveal, name: str) -> str:
    """A rule as a choice."""
    labels: dict[Reveal, LazyText] = {
        Reveal.PRIVATE: _("Only me"),
        Reveal.AT_ONCE: _("%(name)s, at once"),
        Reveal.TOGETHER: _("Both of us, once we both have answered"),
        Reveal.WHEN_READY: _("%(name)s, once I open it"),
    }
    return str(labels[rule]) % {"name": name}


class WordsForm(forms.Form):
    """Other words for what was handed over."""

    text = forms.CharField(
        label=_("In other words"),
        max_length=4000,
        error_messages={"required": _("To take it back, there is a button below.")},
        widget=forms.Textarea({"rows": 5, "autocomplete": "off"}),
    )
    revision = RevisionField()
