"""Forms for saying what one needs, and for putting it in other words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.grounds.audience import AudienceForm
from troth.web.forms import RevisionField


def _line() -> forms.CharField:
    return forms.CharField(
        label=_("What do you need?"),
        max_length=300,
        help_text=_("It’s about you, and it may change."),
        error_messages={"required": _("One line is enough.")},
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
    )


class NeedForm(AudienceForm):
    text = _line()
    field_order = ["text", "to", "token"]

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        if self.ours is not None:
            self.fields["to"].help_text = _(
                "Whoever may read it also sees when it changes, and what it said before."
            )

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())


class ChangeNeedForm(forms.Form):
    text = _line()
    revision = RevisionField()

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())
