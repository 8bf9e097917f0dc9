"""Choosing decks, and a question of one's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.content.questions import decks
from troth.web.forms import TokenField


class DecksForm(forms.Form):
    """Which decks are on."""

    decks = forms.MultipleChoiceField(
        label=_("Decks"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Please choose from these decks.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decks"].choices = [(deck.id, deck.title) for deck in decks().values()]  # type: ignore[attr-defined]


class OwnQuestionForm(forms.Form):
    text = forms.CharField(
        label=_("A question of your own"),
        max_length=300,
        error_messages={"required": _("One question is enough.")},
        widget=forms.Textarea({"rows": 2, "autocomplete": "off", "enterkeyhint": "done"}),
    )
    token = TokenField()

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())
