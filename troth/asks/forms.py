"""Forms for asking, for changing what was asked, and for the answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.asks.hard_words import HardWord, seems_hard
from troth.promises.forms import PromiseForm
from troth.web.forms import TokenField

GENTLE_WORDS: dict[HardWord, Any] = {
    HardWord.WATCHING: _(
        "Asks aren’t made for where somebody is, or for proof of it. "
        "What would help you feel at ease instead?"
    ),
    HardWord.ORDER: _("This may sound like an order. How would it sound as a question?"),
    HardWord.ALWAYS: _("That is a lot to ask for at once. What would it be this one time?"),
    HardWord.SEVERAL: _("This sounds like several things. Which one comes first?"),
}


class AskForm(forms.Form):
    """One line; a gentle word about it is said once and never a refusal."""

    text = forms.CharField(
        label=_("What would you like to ask for?"),
        max_length=200,
        error_messages={"required": _("One line is enough.")},
        widget=forms.Textarea({"rows": 2, "autocomplete": "off", "enterkeyhint": "done"}),
    )
    token = TokenField()
    as_it_is = forms.BooleanField(required=False, widget=forms.HiddenInput)
    # What the gentle word was said about; nobody hears it twice for the same words.
    heard = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    def gentle_word(self) -> str | None:
        """Something to think about before it is asked."""
        text = self.cleaned_data["text"]
        if self.cleaned_data.get("as_it_is") or self.cleaned_data.get("heard") == text:
            return None
        hard = seems_hard(text)
        return str(GENTLE_WORDS[hard]) if hard else None


class RevisionField(forms.IntegerField):
    """Which words of the ask were answered; what is no number is none that stands there."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value) or 0
        except forms.ValidationError:
            return 0


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
