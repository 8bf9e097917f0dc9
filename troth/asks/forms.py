"""Forms for asking, for changing what was asked, and for the answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.asks.hard_words import HardWord, seems_hard
from troth.promises.forms import PromiseForm
from troth.web.forms import GentleForm, RevisionField, TokenField

GENTLE_WORDS: dict[HardWord, Any] = {
    HardWord.WATCHING: _(
        "Asks aren’t made for where somebody is, or for proof of it. "
        "What would help you feel at ease instead?"
    ),
    HardWord.ORDER: _("This may sound like an order. How would it sound as a question?"),
    HardWord.ALWAYS: _("That is a lot to ask for at once. What would it be this one time?"),
    HardWord.SEVERAL: _("This sounds like several things. Which one comes first?"),
}


class AskForm(GentleForm):
    """One line."""

    text = forms.CharField(
        label=_("What would you like to ask for?"),
        max_length=200,
        error_messages={"required": _("One line is enough.")},
        widget=forms.Textarea({"rows": 2, "autocomplete": "off", "enterkeyhint": "done"}),
    )
    token = TokenField()

    def word_about(self, text: str) -> str | None:
        hard = seems_hard(text)
        return str(GENTLE_WORDS[hard]) if hard else None


class YesForm(PromiseForm):
    """A promise in one's own words, which answers an ask."""

    revision = RevisionField()


class SmallerForm(YesForm):
    """The same, for what one can do instead."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What can you do instead?")


class NoForm(forms.Form):
    """A no with a line; without one it is set aside, by a button of its own."""

    line = forms.CharField(
        label=_("A line to your no"),
        max_length=200,
        error_messages={"required": _("Write a line, or set it aside: then nobody is told.")},
        widget=forms.Textarea({"rows": 2, "autocomplete": "off"}),
    )
    revision = RevisionField()
    token = TokenField()

    def clean_line(self) -> str:
        return " ".join(self.cleaned_data["line"].split())
