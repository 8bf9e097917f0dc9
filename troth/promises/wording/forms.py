"""Forms for words anew; each carries the revision that it was opened with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.promises.pages import more_headings
from troth.spaces.membership import Membership
from troth.web.forms import RevisionField

NOTHING_LEFT = _("To leave nothing here, take it back instead.")
MORE = ("what_happened", "like_for_you", "will_do")


def _lines(longest: int) -> forms.CharField:
    widget = forms.Textarea({"rows": 3, "autocomplete": "off"})
    return forms.CharField(required=False, max_length=longest, widget=widget)


class WordsForm(forms.Form):
    """Base: the texts, by the names that they are sealed under."""

    revision = RevisionField()

    def texts(self) -> dict[str, str]:
        return {name: text for name, text in self.cleaned_data.items() if name != "revision"}


class PromiseWordsForm(WordsForm):
    text = forms.CharField(
        label=_("What do you mean to do?"),
        max_length=200,
        error_messages={"required": _("One line is enough.")},
        widget=forms.Textarea({"rows": 2, "autocomplete": "off"}),
    )
    cue = forms.CharField(
        label=_("When and where"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    field_order = ["text", "cue", "revision"]

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())


class EndingWordsForm(WordsForm):
    note = forms.CharField(
        label=_("A line about it"),
        max_length=500,
        error_messages={"required": NOTHING_LEFT},
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
    )
    field_order = ["note", "revision"]


class OwnedWordsForm(WordsForm):
    """A line, or what "say more" asks, or both."""

    note = _lines(500)
    what_happened = _lines(1000)
    like_for_you = _lines(1000)
    will_do = _lines(1000)
    field_order = ["note", *MORE, "revision"]

    def __init__(self, data: Any = None, *, membership: Membership, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["note"].label = _("A line about it")
        for name, label in zip(MORE, more_headings(membership, False), strict=True):
            self.fields[name].label = label

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not self.errors and not any(self.texts().values()):
            self.add_error("note", NOTHING_LEFT)
        return facts
